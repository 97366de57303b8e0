@P1 @integration @circuit_breaker @scripted
Feature: A provider's rest outlives our server
  A provider that fails needs its rest, whatever becomes of our own server meanwhile. A server that
  forgets the rest asks the provider at once, in everybody's name, and a customer who was told of
  reduced service never hears that it is over.

  Business value: our own restart does not make somebody else's outage worse.

  Background:
    Given a platform that does not try again by itself

  @CB-2
  Rule: A restart of ours shortens no rest

    Scenario Outline: The server <ends> while the provider rests, and Maya is turned away as before
      Given the provider rests, after failing Maya 5 times
      When the server <ends>
      And Maya comes back to her session
      And Maya asks for a refund every 10 seconds, 1 times
      Then Maya's request is turned away at once, with 20 seconds to wait

      Examples:
        | ends                         |
        | is killed and started again  |
        | is restarted as planned      |

  @CB-5
  Rule: A test that our own end cut off does not hold it half-open

    Scenario: The server is killed in the middle of a test, and the rest begins anew
      Given the provider rests, after failing Maya 5 times
      When 35 seconds pass
      And the server is killed and started again
      And Maya comes back to her session
      Then Maya is told again that the assistant has to rest

  @DEG-3
  Rule: Who was told of an outage is told of its end, by whichever server is there then

    Scenario Outline: The server <ends>, and Maya is told that the rest is over
      Given the provider rests, after failing Maya 5 times
      When the server <ends>
      And Maya comes back to her session
      And the fault is lifted, and 32 seconds pass
      Then Maya is told once of the end of everything that rested

      Examples:
        | ends                         |
        | is killed and started again  |
        | is restarted as planned      |

    Scenario: The server is killed while a second assistant answers, and full service is told
      Given a second assistant to fall back on
      And the provider rests, after failing Maya 5 times
      When the server is killed and started again
      And the fault is lifted, and Maya comes back 32 seconds later
      Then Maya is told once of the end of everything that rested
