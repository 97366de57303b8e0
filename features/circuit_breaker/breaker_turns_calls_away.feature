@P1 @unit @circuit_breaker
Feature: While the provider rests, nobody is left waiting for it
  An open breaker keeps every call away from the provider, which can then recover, and tells each
  caller at once how long that will be. The customers of other providers notice nothing.

  Business value: one provider's bad hour costs us neither the customers' time nor the other
  providers' customers.

  @CB-2
  Rule: While it is open nothing reaches the provider, and each call is told the time left

    Scenario: Not one of a hundred calls reaches the provider
      Given the breaker has opened
      When 100 calls come at once
      Then 0 of them reach the provider
      And 100 of them are turned away because the breaker is open

    Scenario Outline: After <seconds> seconds, <left> are left
      Given the breaker has opened
      When <seconds> seconds pass
      Then the next call is turned away and told to wait <left> seconds

      Examples:
        | seconds      | left        |
        | 0            | 30          |
        | 12           | 18          |
        | 29.5         | 0.5         |
        | 29.999999999 | 0.000000001 |

    Scenario: The wait ends at its very end
      Given the breaker has opened
      When 30 seconds pass
      Then the next call is let through

    Scenario: The time left never grows
      Given the breaker has opened
      When a call comes every second until one is let through
      Then 30 calls were turned away, none told to wait longer than the one before

    Scenario: Priya holds the breaker open during a provider's maintenance
      When Priya holds the breaker open
      And 3600 seconds pass
      Then the next call is turned away and told to wait 30 seconds
      And the breaker is held open by hand

    Scenario: Priya ends what she began
      When Priya holds the breaker open
      And Priya resets the breaker
      Then the next call is let through
      And it has announced 0 openings

    Scenario: Priya switches the breaker off, and then it turns nothing away
      When Priya switches the breaker off
      And 100 calls fail
      Then the next call is let through
      And the breaker is switched off

    Scenario: A breaker that Priya resets begins with an empty memory
      Given the breaker opens after 5 failures in a row
      When 4 calls fail
      And Priya resets the breaker
      And 4 calls fail
      Then the breaker is closed

  @CB-8
  Rule: One provider's breaker leaves the others' customers served

    Scenario: The first provider fails, and the second provider's customers are served
      When 5 calls to the first provider fail
      Then the next call to the first provider is turned away
      And the next call to the second provider is let through

    Scenario: Failures of two providers are not added up
      When 4 calls to the first provider fail
      And 4 calls to the second provider fail
      Then the next call to the first provider is let through
      And the next call to the second provider is let through
