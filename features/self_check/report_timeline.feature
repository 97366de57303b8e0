@self_check @unit @P2
Feature: The timeline shows what happened, and when nothing did
  Silence is what drives customers away, so the drawing must show it, to scale in words.
  Business value: a product owner sees the failure as the customer lived it

  Scenario: Silence is drawn with its length, as virtual time
    Given a record in which Maya asks and 10 seconds later is told of a failure
    When its timeline is drawn
    Then the drawing says "10 s of silence (virtual)"
    And only the lanes "customer, gateway" are drawn

  Scenario Outline: Time that is <kind> looks so: its lines are <lines>
    Given a record in which Maya asks and 10 seconds later is told of a failure
    And its time is <kind>
    When its timeline is drawn
    Then the drawing says "10 s of silence (<kind>)"
    And the lines under its lanes are <lines>, as the page explains

    Examples:
      | kind    | lines  |
      | virtual | dashed |
      | real    | whole  |

  Scenario: A fault has its mark, in a lane of its own
    Given a record in which Maya asks and 10 seconds later is told of a failure
    And the model stalled after 2 seconds
    When its timeline is drawn
    Then the drawing says "stalls"
    And only the lanes "customer, gateway, model" are drawn

  Scenario: What the validator found stands at the entry at which it was found
    Given a record in which Maya asks and 10 seconds later is told of a failure
    And the validator found of the last entry "NSF-3: Maya was told too late"
    When its timeline is drawn
    Then the drawing says "NSF-3: Maya was told too late"
    And the list says "NSF-3: Maya was told too late" at its last line

  Scenario: Output that flows in pieces is one arrow, silence after it is still seen
    Given a record in which 12 pieces of output come within 1.1 seconds, and 5 seconds later a failure
    When its timeline is drawn
    Then the drawing says "agent_output ×12"
    And the drawing says "0 to 1.1 s"
    And the drawing says "5 s of silence (virtual)"

  Scenario: The output of two steps is not one arrow
    Given a record in which the steps "draft" and "review" give 3 pieces of output each
    When its timeline is drawn
    Then the drawing says "agent_output ×3" twice

  Scenario: A time stands in the list where it changes, and there only
    Given a record in which the steps "draft" and "review" give 3 pieces of output each
    And the model stalled after 2 seconds
    When its timeline is drawn
    Then the times in the list are "0 s, 2 s"

  Scenario: The way that a breaker took is drawn in its state diagram, and told in words
    Given a record in which the breaker "primary" goes from "closed" by "open, half_open" to "closed"
    When its timeline is drawn
    Then the drawing says "circuit breaker “primary” | 1 | 2 | 3 | closed | open | half-open" around its arrows
    And the words beside it say "1. closed → open at 10 s; 2. open → half-open at 20 s; 3. half-open → closed at 30 s"

  Scenario: A breaker of the platform says why it opened, and then let somebody try
    Given a platform that does not try again by itself
    And the provider rests, after failing Maya 5 times
    When 40 seconds pass
    And the timeline so far is drawn
    Then the words beside it say "1. closed → open at 50 s (failures in a row); 2. open → half-open at 80 s (wait over)"

  Scenario: No breaker is drawn where none changed its state
    Given a record in which Maya asks and 10 seconds later is told of a failure
    When its timeline is drawn
    Then no state diagram is drawn

  Scenario: Each frame is on the page, also of what passed
    Given the results of 500 scenarios with a timeline each
    When the page is made
    Then each of the 500 scenarios has a frame for each of its lines that has one

  Scenario: The frames of what broke are there without any script
    Given the results of a scenario that broke, with a timeline
    When the page is made
    Then its list holds the frames

  Scenario: A long story is cut short in the drawing, and says so
    Given a record of 100 different messages
    When its timeline is drawn
    Then it says that 40 more are in the list
    And the list has 100 lines

  Scenario: Five hundred scenarios fit on a page of two megabytes
    Given the results of 500 scenarios with a timeline each
    When the page is made
    Then it is smaller than 2000000 bytes

  Scenario Outline: What was drawn gives way where the page would grow too large: <messages> each
    Given the results of 500 scenarios with a timeline of <messages> messages each
    When the page is made
    Then it is smaller than 2000000 bytes
    And it has <pictures> drawings
    And it says instead "<said>"

    Examples:
      | messages | pictures | said                                               |
      | 40       | 0        | What happened and what was on the wire, in virtual seconds |
      | 90       | 0        | the timeline of this scenario is in results.json   |
