@P1 @integration @circuit_breaker @scripted
Feature: What opens and closes the breaker, as customers meet it
  What opens the breaker is failures in a row, of one provider, and nothing else. An answer that was
  asked for before it opened says nothing about now; what Maya did wrong, or stopped, says nothing
  about the provider at all.
  It has happened to others: late answers changed a breaker that had moved on
  (App-vNext/Polly#217, App-vNext/Polly#218), and an outcome that should not count closed a
  half-open one (pybreaker).

  Business value: nobody is turned away for what somebody else, or the past, did wrong.

  Background:
    Given a platform that does not try again by itself

  @CB-1
  Rule: Only failures in a row open it, and it opens once

    Scenario: An answer between them ends the row
      Given the model resets the connection, 4 times
      And Maya asked for a refund 5 times
      When the model never answers, and Maya asks for a refund 5 times
      Then the assistant has to rest after 9 failures that Maya was told of

    Scenario: Eight requests fail together, and Maya is told once
      Given the model never answers
      When Maya asks for a refund 8 times at once
      And 10 seconds pass
      Then Maya is told once that the assistant has to rest for 30 seconds
      And Maya is told of 5 failures

  @CB-6
  Rule: What was asked before it changed changes nothing after it

    Scenario: Late failures do not make the rest longer
      Given the model never answers
      And Maya asked for a refund 5 times at once, and 3 times 5 seconds later
      When 15 seconds pass
      And Maya asks for a refund again
      Then Maya's request is turned away at once, with 20 seconds to wait

    Scenario: A late answer does not end the rest
      Given Tom's answer takes 20 seconds, and he asked for it
      When the model resets the connection, and Maya asks for a refund 5 times
      And 20 seconds pass
      And Maya asks for a refund again
      Then Maya's request is turned away at once, although Tom has his answer

    Scenario Outline: A late answer that <ends> while the provider is being tested decides nothing
      Given testing the provider is left to customers
      And Tom's answer takes 38 seconds, and <ends>, and he asked for it
      When the model resets the connection 5 times on Maya, and then never answers
      And Maya's request tests the provider while Tom's ends
      Then Maya's next request is turned away, because the provider is being tested

      Examples:
        | ends               |
        | is whole           |
        | breaks off         |

  @CB-7
  Rule: A customer's own mistakes and stops count for nothing

    Scenario Outline: A request that <fault> does not open it, however often, and failures do
      Given the model <fault>, 10 times
      And Maya asked for a refund 10 times
      When the model never answers, and Maya asks for a refund 5 times
      Then the assistant has to rest after 15 failures that Maya was told of

      Examples: what the model says of it
        | fault                             |
        | says that the request is too long |
        | filters its answer                |
        | stops at its length limit         |

    Scenario Outline: A request that <fault> does not end a row of failures
      Given the model resets the connection, 4 times
      And the model <fault>, 1 times
      And Maya asked for a refund 5 times
      When the model never answers, and Maya asks for a refund 1 times
      Then the assistant has to rest after 6 failures that Maya was told of

      Examples: what the model says of it
        | fault                             |
        | says that the request is too long |
        | filters its answer                |
        | stops at its length limit         |

    Scenario: A request that is stopped does not end a row of failures
      Given the model never answers
      And Maya asked for a refund 4 times
      When Maya asks and stops her request 1 times
      And Maya asks for a refund again
      Then Maya is told once that the assistant has to rest for 30 seconds

    Scenario Outline: A test that <fault> leaves it as it was
      Given testing the provider is left to customers
      And the provider rests, after failing Maya 5 times
      When Maya's test of the provider, 30 seconds later, meets a model that <fault>
      And Maya asks for a refund 2 times at once
      Then 1 of Maya's requests are turned away, because the provider is being tested

      Examples: what the model says of it
        | fault                             |
        | says that the request is too long |
        | filters its answer                |

    Scenario: A test that is stopped leaves it as it was
      Given testing the provider is left to customers
      And the provider rests, after failing Maya 5 times
      When Maya asks and stops her request, 30 seconds later
      And Maya asks for a refund 2 times at once
      Then 1 of Maya's requests are turned away, because the provider is being tested

  @CB-8
  Rule: One provider's failures are its own

    Scenario: Failures of two providers are not added up
      Given Tom is served by another provider
      And both providers never answer
      And Maya asked for a refund 4 times
      When Tom asks for a refund 5 times
      Then the assistant has to rest after 5 failures that Tom was told of

    Scenario: Tom's provider rests, and Maya's answers
      Given Tom is served by another provider
      And Tom's provider rests, after failing him 5 times
      When Maya asks for a refund
      Then Maya has the whole answer
