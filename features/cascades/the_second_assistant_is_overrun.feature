@P1 @integration @cascades @scripted @simulator
Feature: The second assistant is overrun
  While our assistant's provider rests, everybody is served by the second one, which was never meant for
  all of it and limits us as well. It has happened to others that one overloaded model took the whole
  chain of fallbacks down with it (openclaw/openclaw#49732, sipeed/picoclaw#1581).
  So nobody is sent back and forth between two providers that cannot serve them; each of them has its own
  rest; and service is normal when both are well.

  Business value: a customer is told to come back once, instead of being passed around for minutes.

  Background:
    Given a second assistant to fall back on

  @CAS-2
  Rule: No request goes back and forth between two providers that fail

    Scenario: The second assistant limits us, and nothing goes back to the first before it is well
      Given a platform that lets a provider rest after 3 failures
      And the model refuses to serve us, and the second model asks us to wait
      When Maya, Tom and Ben ask for a refund at once
      And 60 seconds pass
      Then no request went back and forth between the two assistants

    Scenario: The second one has a rest of its own, and no more calls than lead to it
      Given a platform that does not try again by itself
      And the model refuses to serve us, and the second model asks us to wait
      When Maya asks for a refund 15 times
      Then the second model was asked 5 times
      And the model was asked 5 times

    Scenario: When both are well, the first one has all of the load again, and no more than before
      Given a platform that does not try again by itself
      And the model refuses to serve us, and the second model asks us to wait
      When Maya asks for a refund 10 times
      And the fault is lifted, and 65 seconds pass
      Then Maya's next request asks the model once for each step, and nothing else asks it

  @CAS-1
  Rule: What the second one fails by names the first one's failure, and recovery waits for both

    Scenario: The second one's limit is told as what came of the first one's failure
      Given a platform that does not try again by itself
      And the model refuses to serve us, and the second model asks us to wait
      When Maya asks for a refund 10 times
      Then all that Maya is told of failures names one cause
      And Maya is at last told that only "finished work" still works

    Scenario: The second one is well again, the first is not, and Maya is told of no recovery
      Given a platform that does not try again by itself
      And the model refuses to serve us, and the second model asks us to wait, 5 times
      When Maya asks for a refund 10 times
      And 35 seconds pass
      Then Maya is not told that service is normal again

    Scenario: Both are well again, and that is told once
      Given a platform that does not try again by itself
      And the model refuses to serve us, and the second model asks us to wait, 5 times
      When Maya asks for a refund 10 times
      And the fault is lifted, and 65 seconds pass
      Then Maya is told once of the end of everything that rested
