@P1 @integration @circuit_breaker @scripted
Feature: The circuit breaker, as customers meet it
  When a provider fails again and again, asking it once more helps nobody: it makes Maya wait for
  nothing and keeps the provider down. So we stop asking, say so, test it in small doses, and say
  when it is well again.
  It has happened to others: a breaker that let everybody through at once while it was testing
  (nodeshift/opossum#119), and one that customers' own mistakes opened (sgl-project/sglang#25811).

  Business value: a customer who is told to come back in thirty seconds comes back.

  Background:
    Given a platform that does not try again by itself

  @CB-1
  Rule: The breaker opens at its threshold, and those with work on it are told once

    @core @core_2
    Scenario: The fifth failure in a row opens it, and Maya is told
      Given the model never answers
      When Maya asks for a refund 5 times
      Then Maya is told once that the assistant has to rest for 30 seconds
      And Maya is told of 5 failures

    Scenario: Four failures do not open it, and one more does
      Given the model never answers
      When Maya asks for a refund 4 times
      Then Maya is not told that the assistant has to rest
      When Maya asks for a refund again
      Then Maya is told once that the assistant has to rest for 30 seconds

    Scenario: Everybody with work on it is told, each in a notice of their own
      Given the model never answers
      And Maya asked for a refund 4 times
      When Maya and Tom have asked for a refund
      And 11 seconds pass
      Then Maya and Tom are each told once that the assistant has to rest, for one and the same reason

  @CB-2
  Rule: While it is open nothing reaches the provider, and requests are turned away at once

    @core @core_10
    Scenario: The sixth request is turned away at once, with the time left
      Given the provider rests, after failing Maya 5 times
      When 10 seconds pass
      And Maya asks for a refund again
      Then Maya's request is turned away at once, with 20 seconds to wait
      And the model was asked 5 times

    Scenario: A request under way ends where its next step is turned away
      When Maya has asked for a refund
      And the model refuses to serve us, and Tom asks for a refund 5 times
      And 2 seconds pass
      Then Maya is told that this is final
      And the model was asked 6 times

    Scenario: The time left never grows
      Given the provider rests, after failing Maya 5 times
      When Maya asks for a refund every 5 seconds, 4 times
      Then each time Maya is told to wait 5 seconds less
      And the model was asked 5 times

    Scenario: An announced second assistant answers instead
      Given a second assistant to fall back on
      And the model never answers
      When Maya asks for a refund 6 times
      Then Maya has the whole answer
      And the model was asked 5 times

  @CB-3
  Rule: After the wait, no more than the permitted requests reach the provider

    @core @core_11
    Scenario: One of ten waiting requests is let through, and nine are turned away
      Given testing the provider is left to customers
      And the provider rests, after failing Maya 5 times
      When Maya asks for a refund 10 times at once, 30 seconds later
      Then 9 of Maya's requests are turned away, because the provider is being tested
      And the model was asked 6 times

    Scenario: The platform tests the provider by itself, once, while somebody waits to hear
      Given the provider rests, after failing Maya 5 times
      When 35 seconds pass
      Then the model was asked 6 times

  @CB-4
  Rule: A failed test reopens it and restarts the wait, a good one closes it

    Scenario: A failed test is told, and the wait begins anew
      Given the provider rests, after failing Maya 5 times
      When 40 seconds pass
      And Maya asks for a refund again
      Then Maya is told again that the assistant has to rest
      And Maya's request is turned away at once, with 30 seconds to wait

    Scenario: A good test closes it, and Maya is told that service is normal
      Given the provider rests, after failing Maya 5 times
      When the fault is lifted
      And 32 seconds pass
      Then Maya is told once that service is normal again
      And Maya's next request gets the whole answer

    Scenario: Maya's own request was the test that failed, and the end of that rest is told too
      Given testing the provider is left to customers
      And the provider rests, after failing Maya 5 times
      When Maya asks for a refund every 31 seconds, 1 times
      And the fault is lifted, and Maya asks for a refund 31 seconds later
      Then Maya is told once of the end of everything that rested

  @CB-5
  Rule: A test that never ends, or is stopped, does not hold it half-open

    Scenario: A test that never ends gives up after a minute
      Given a platform that would wait an hour for the first word
      And the model resets the connection 5 times, and then never answers
      When Maya asks for a refund 5 times
      And 91 seconds pass
      Then Maya is told again that the assistant has to rest

    Scenario: A request that was let through as a test, and is stopped, makes room for the next
      Given testing the provider is left to customers
      And the provider rests, after failing Maya 5 times
      When Maya asks and stops her request, 30 seconds later
      And Maya has asked for a refund
      Then the model was asked 7 times

  @CB-7
  Rule: A customer's own mistakes and stops neither open nor close it

    Scenario: Ten requests that are too long do not open it, and five failures do
      Given the model says that the request is too long, 10 times
      When Maya asks for a refund 10 times
      Then Maya is not told that the assistant has to rest
      When the model never answers, and Maya asks for a refund 5 times
      Then Maya is told once that the assistant has to rest for 30 seconds

    Scenario: Ten stopped requests do not open it, and five failures do
      Given the model never answers
      When Maya asks and stops her request 10 times
      Then Maya is not told that the assistant has to rest
      When Maya asks for a refund 5 times
      Then Maya is told once that the assistant has to rest for 30 seconds

  @CB-8
  Rule: One provider's breaker leaves the customers of the others served

    Scenario: Maya's provider rests, and Tom's answers
      Given Tom is served by another provider
      And the provider rests, after failing Maya 5 times
      When Tom asks for a refund
      Then Tom has the whole answer
