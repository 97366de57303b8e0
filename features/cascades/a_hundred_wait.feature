@P1 @integration @cascades @scripted @simulator
Feature: A hundred requests wait for the end of the rest
  A provider rests for thirty seconds, and everybody who is turned away is told so. So everybody comes
  back in the same moment. It has happened to others that all of them were let through at once, and the
  provider went down again (nodeshift/opossum#119).
  However many come, one call finds out whether the provider is well, and the others hear how long it takes.

  Business value: an outage ends when it ends, and not three times.

  Background:
    Given a platform that does not try again by itself

  @CAS-2
  Rule: However many wait, one call reaches the provider when the wait is over

    Background:
      Given the provider rests, after failing Maya 5 times

    Scenario: A hundred customers come back as they were told, and none of them is let through to a provider that is down
      When a hundred customers ask for a refund
      And they all ask again 30 seconds later
      Then each of them is turned away twice, for the cause that Maya was told of
      And the model was asked 6 times

    Scenario: The provider is well, and a hundred requests are served with one call for each step
      When the fault is lifted, and 32 seconds pass
      And Maya asks for a refund 100 times at once
      Then each of Maya's 100 requests is answered
      And the model was asked 306 times

  @CAS-2
  Rule: Where testing is left to customers, one of them tests

    Scenario: One of a hundred requests is let through, and the others hear why they are not
      Given testing the provider is left to customers
      And the provider rests, after failing Maya 5 times
      When Maya asks for a refund 100 times at once, 30 seconds later
      Then 99 of Maya's requests are turned away, because the provider is being tested
      And the model was asked 6 times

  @CAS-1
  Rule: Whoever waits reads the cause that the first customer read

    Scenario: Who came late reads the same cause as who was there when it began
      Given the provider rests, after failing Maya 5 times
      When Maya, Tom and Ben ask for a refund at once
      Then all that Maya, Tom and Ben are told of failures names one cause
