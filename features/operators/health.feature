@P2 @integration @operators @scripted
Feature: Health and readiness that are true
  Priya's load balancer asks each platform whether it is well, and whether it may be sent customers.
  A platform that says yes too early, or still says yes on its way out, costs customers their answer.

  Business value: customers are sent only where they will be served.

  @OPS-1
  Rule: Health and readiness are true in every phase

    Scenario: A platform that serves is healthy and ready
      Given a platform that serves
      Then it is healthy
      And it is ready

    Scenario: A platform that is still starting is healthy, and not ready
      Given a platform that needs ten seconds to start
      Then it is healthy
      But it is not ready, because of "starting"
      And Maya, who comes too early, is refused because "We are starting"

    Scenario: A platform that has started is ready, and serves
      Given a platform that needs ten seconds to start
      When 10 seconds pass
      Then it is ready
      And Maya may come back and has the whole answer

    Scenario: A platform that is about to stop is healthy
      When Maya has asked for a refund
      And the server begins to restart as planned
      Then it is healthy
      When the restart is over, and Maya comes back and waits for her answer
      Then it is healthy

    Scenario: A platform that is about to stop is not ready until it has started again
      When Maya has asked for a refund
      And the server begins to restart as planned
      Then it is not ready, because of "draining"
      When the restart is over, and Maya comes back and waits for her answer
      Then it is ready

    Scenario Outline: A platform is healthy, and not ready, while its records <fail>
      Given a platform that serves
      And our records <fail>
      Then it is healthy
      But it is not ready, because of "store_down"

      Examples:
        | fail                        |
        | are locked by somebody else |
        | can only be read            |
        | have no room left           |
        | are gone                    |

    Scenario: A platform that has lost its records is ready again when they are back
      Given our records are gone
      Then it is not ready, because of "store_down"
      When the fault is lifted
      Then it is ready

    Scenario Outline: A question that is no question about health is turned away: <what>
      Given a platform that serves
      When "<method>" is asked of "<path>"
      Then the answer is <status>

      Examples:
        | what                  | method | path                | status |
        | a change              | POST   | /healthz            | 405    |
        | a deletion            | DELETE | /readyz             | 405    |
        | a path that is not    | GET    | /healthz/secrets    | 426    |
        | a token in an address | GET    | /readyz?token=abcde | 400    |

    Scenario: Neither answer gives anything away
      Given our records are locked by somebody else
      Then both answers are JSON with nothing in them but what they are asked
