@self_check @integration @P1
Feature: A run that is interrupted still tells what it found
  A person presses Ctrl-C, and a build server sends a signal when somebody cancels. What was found
  until then is worth reading.
  Business value: a cancelled build still shows what broke

  Scenario Outline: The report is written after <signal>
    Given a small suite whose only step is "Maya waits for ever"
    When behave is sent <signal> while a step waits
    Then the small run ends with 1
    And it leaves a report
    And its report says "The run was interrupted"

    Examples:
      | signal  |
      | SIGINT  |
      | SIGTERM |

  Scenario: A signal before the first scenario stops all that has not begun
    Given a small suite that is well written
    But a signal comes before its first scenario
    When behave runs the small suite
    Then the small run ends with 1
    And its report says "The run was interrupted"

  Scenario: The command line calls it no verdict
    Given a small suite whose only step is "Maya waits for ever"
    When the command line is sent SIGTERM while a step waits
    Then the small run ends with 2
    And it says "Scenarios: 0 passed, 0 failed, 1 not run."
    And it leaves a report

  Scenario: Whoever insists is obeyed at once
    Given a small suite whose only step is "the step will not stop"
    When behave is sent SIGTERM until it is gone
    Then the small run ends with -15
    And it leaves no report
