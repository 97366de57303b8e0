@P1 @integration @cascades @scripted @simulator
Feature: A retry storm
  A provider fails, and every request that waits for it is tried again. Where more than one layer does
  that, each for itself, one failure becomes many times the load, on a provider that is down already.
  It has happened to others: two layers that both tried again made twelve calls of four
  (HKUDS/nanobot#2760, livekit/agents#5335).
  Here a request asks once for each attempt that its customer was told of; the breaker ends the storm;
  and once the provider is well, a request costs what it always cost.

  Business value: our customers' patience does not keep down the provider that they wait for.

  @CAS-2
  Rule: Retries multiply the calls by no more than the attempts that are announced, and the load falls with the storm

    Scenario: Three customers wait, and none of their requests asks more than four times
      Given a platform that tries again 3 times, and never lets the provider rest
      And the model refuses to serve us
      When Maya, Tom and Ben ask for a refund at once
      And 60 seconds pass
      Then each request asked the model 4 times, once for each attempt that was told

    Scenario: The breaker ends the storm, and nothing more is asked until the wait is over
      Given the model refuses to serve us
      When Maya, Tom and Ben ask for a refund at once
      And 29 seconds pass
      Then the model was asked 5 times

    Scenario: Once the provider is well, a request costs what it always cost
      Given the model refuses to serve us
      When Maya, Tom and Ben ask for a refund at once
      And 20 seconds pass
      And the fault is lifted, and 35 seconds pass
      Then Maya's next request asks the model once for each step, and nothing else asks it

  @CAS-1
  Rule: All that follows names the failure that it began with

    Scenario: Maya and Tom read of the failure, the attempts and the rest, and all of it names one cause
      Given the model refuses to serve us
      When Maya, Tom and Ben ask for a refund at once
      And 29 seconds pass
      Then all that Maya, Tom and Ben are told of failures names one cause

    Scenario: Priya finds the first failure under the name that Maya and Tom were told
      Given the model refuses to serve us
      When Maya, Tom and Ben ask for a refund at once
      And 29 seconds pass
      Then under the cause that Maya was told of, Priya first reads of a provider that failed

    Scenario: The next storm has a name of its own
      Given the model refuses to serve us
      When Maya, Tom and Ben ask for a refund at once
      And the fault is lifted, and 65 seconds pass
      And the model refuses to serve us, and Maya asks for a refund 1 times
      Then Maya is told of 2 causes, one after the other

    Scenario: Tom's own mistake in the middle of it is not part of it
      Given a platform that does not try again by itself
      And the model refuses to serve us, once
      When Maya asks for a refund
      And the model says that the request is too long, and Tom asks for a refund 1 times
      Then Maya and Tom are told of different causes
