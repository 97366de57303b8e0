@self_check @real @wall_clock @web @P2
Feature: A failure can be watched as it happens
  Lena decides what customers are told, and Sam draws it. Both want to see one failure with their own
  eyes, from the customer's side and from the wire's, without writing a line of code.
  Business value: what a failure looks like is decided by looking at it

  Scenario Outline: The live page stands <check>
    Given Sam serves the platform
    When Lena opens the live page
    Then the check for "<check>" finds nothing

    Examples:
      | check               |
      | a quiet console     |
      | no request          |
      | accessibility       |
      | accessibility, dark |
      | the keyboard        |
      | the phone           |
      | speed               |

  Scenario: A failure that will be retried is seen from both sides, with nothing to complain of
    Given Sam serves the platform
    When Lena opens the live page
    And on it she asks, with the fault "sends a web page"
    Then she reads "is being tried again", and then "Back to normal", and then "Answered."
    And the wire shows "agent_error", "recovery_attempt" and "system_recovered", and no token

  Scenario: A failure on the page can be read by everybody
    Given Sam serves the platform
    When Lena opens the live page
    And on it she asks, with the fault "sends a web page"
    Then she reads "is being tried again", and then "Back to normal", and then "Answered."
    And with all of it unfolded, neither light nor dark has anything inaccessible

  Scenario: A final failure says what to do, and what was kept can be seen
    Given Sam serves the platform
    When Lena opens the live page
    And on it she asks, and in the step "check the refund rules" meets the fault "refuses our key"
    Then she reads "Kept for you", and then "It failed", and then "contact our support"
    And what was kept is shown to her when she asks for it

  Scenario: Who goes away and comes back is told what happened meanwhile, once
    Given Sam serves the platform
    When Lena opens the live page
    And on it she asks, disconnects, and comes back
    Then she reads "You went away", and then "You are back", and then "Answered."
    And no event is on the wire twice, and none is missing

  Scenario: All that is on offer can be chosen, and nothing else
    Given Sam serves the platform
    When Lena opens the live page
    Then she can choose each fault that can be had there, and reads what it does

  Scenario: The browser itself lets the live page talk to nobody else
    Given Sam serves the platform
    When Lena opens the live page
    Then the browser refuses it to ask another host, by "connect-src"
