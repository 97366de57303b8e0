@P1 @integration @circuit_breaker @scripted
Feature: Every opening is like the first
  An outage lasts longer than one rest, and comes back next week. What we promise of the first
  opening holds for the second and the tenth, and for customers who come later.

  Business value: a promise that holds once is worth nothing in a long night.

  Background:
    Given a platform that does not try again by itself

  @CB-1
  Rule: It opens at its threshold, each time anew

    Scenario: Once it is well again, it takes five failures as before
      Given the provider rests, after failing Maya 5 times
      And the provider is well again, and has answered Maya
      When the model never answers, and Maya asks for a refund 5 times
      Then Maya is told of a second rest after 10 failures

  @CB-2
  Rule: Whoever comes while the provider rests is turned away

    Scenario: Who has not met the failure is turned away as well
      Given the provider rests, after failing Maya 5 times
      When 10 seconds pass
      And Tom asks for a refund
      Then Tom's request is turned away at once, with 20 seconds to wait
      And the model was asked 5 times

    Scenario: The rest after a failed test turns away as the first did
      Given the provider rests, after failing Maya 5 times
      When 40 seconds pass
      And Maya asks for a refund every 5 seconds, 4 times
      Then each time Maya is told to wait 5 seconds less
      And the model was asked 6 times

    Scenario: The rest of a second outage turns away as the first did
      Given the provider rests, after failing Maya 5 times
      And the provider is well again, and has answered Maya
      When the model never answers, and Maya asks for a refund 5 times
      And Maya asks for a refund every 5 seconds, 4 times
      Then each time Maya is told to wait 5 seconds less

    Scenario: The second assistant is announced before it answers
      Given a second assistant to fall back on
      And the model never answers
      When Maya asks for a refund 6 times
      Then Maya is told what still works before the second assistant answers her

  @CB-3
  Rule: No test lets more through than are permitted

    Scenario: After a failed test, again one of ten is let through
      Given testing the provider is left to customers
      And the provider rests, after failing Maya 5 times
      And the first test failed Maya 31 seconds later
      When Maya asks for a refund 10 times at once, 30 seconds later
      Then 9 of Maya's requests are turned away, because the provider is being tested

    Scenario: Where three are permitted, three of ten are let through
      Given 3 tests of the provider are permitted, and left to customers
      And the provider rests, after failing Maya 5 times
      When Maya asks for a refund 10 times at once, 30 seconds later
      Then 7 of Maya's requests are turned away, because the provider is being tested

    Scenario: Two customers wait to hear of it, and it is tested once
      Given the provider rests, after failing Maya 5 times
      When Tom asks for a refund
      And 35 seconds pass
      Then the model was asked 6 times

  @CB-4
  Rule: Each failed test restarts the whole wait, and all that are permitted must go well

    Scenario: Ten tests fail, each after a whole rest
      Given the provider rests, after failing Maya 5 times
      When 400 seconds pass
      Then the provider was tested 10 times, each time 30 seconds after the test before had failed
      And Maya is told of the rest after each of 10 tests

    Scenario: Two good tests of three are not enough
      Given 3 tests of the provider are permitted, and left to customers
      And the provider rests, after failing Maya 5 times
      When the model is well but for writing the answer, and Maya asks for a refund 31 seconds later
      Then Maya is told again that the assistant has to rest

    Scenario: Three good tests of three are
      Given 3 tests of the provider are permitted, and left to customers
      And the provider rests, after failing Maya 5 times
      When the fault is lifted, and Maya asks for a refund 31 seconds later
      Then Maya is told once that service is normal again
      And Maya's next request gets the whole answer

  @CB-5
  Rule: No test holds it half-open, however many were stopped before

    Scenario: Three tests are stopped, and there still is room for the next
      Given testing the provider is left to customers
      And the provider rests, after failing Maya 5 times
      When 30 seconds pass
      And Maya asks and stops her request 3 times
      Then there is room for Maya to test the provider

    Scenario: A second test that never ends gives up after a minute, too
      Given a platform that would wait an hour for the first word
      And the model resets the connection 5 times, and then never answers
      When Maya asks for a refund 5 times
      And 181 seconds pass
      Then Maya is told of the rest after each of 2 tests
