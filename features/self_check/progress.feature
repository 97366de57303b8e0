@self_check @starts_processes @integration @P2
Feature: A long run says how far it is
  Whoever watches a run sees a line for each feature, and below them what is going on. Whoever reads
  its output in a build's log sees nothing of that.
  Business value: nobody ends a run that would have been over in a minute, and no log is full of dots

  Scenario: On a terminal each feature is a line: how it ended, and how far the run is
    Given a small suite of two features, of which one breaks
    When the command line runs it on a terminal of 80 columns
    Then the small run ends with 1
    And the terminal shows
      """
      ✓ 1/2 Maya is told 1 passed 0.0 s
      ✗ 2/2 Tom is told 1 passed, 1 failed 0.0 s
      """

  Scenario: While it runs, one line says what is going on and how far it is
    Given a small suite of two features, of which one breaks
    When the command line runs it on a terminal of 80 columns
    Then the terminal showed "0/2  0:00  1 of 1  Maya is told: Her answer comes"
    And the terminal showed "1/2  0:00  2 of 2  Tom is told: His answer does not come"
    And nothing of such a line is left when it has ended

  Scenario: What broke stands below its feature, in lines of its own
    Given a small suite of two features, of which one breaks
    When the command line runs it on a terminal of 80 columns
    Then below "Tom is told" the terminal shows
      """
      features/tom.feature:11 His answer does not come
      Maya was never told that the model timed out
      """
    And no line of the terminal says two things

  Scenario: What is printed while a scenario ends does not mix with it
    Given a small suite whose only step is "a task that will not end"
    When the command line runs it on a terminal of 120 columns, with "-D step_watchdog=1"
    Then a line of the terminal begins with "HOOK-ERROR in after_scenario"
    And no line of the terminal says two things

  Scenario: A narrow terminal gets shorter lines
    Given a small suite of two features, of which one breaks
    When the command line runs it on a terminal of 30 columns
    Then none of the lines about its progress is longer than 29 signs
    And the terminal showed "0/2  0:00  1 of 1  Maya is t…"

  Scenario Outline: Colours: <when>
    Given a small suite that is well written
    When the command line runs it on a terminal, <when>
    Then the lines <are> coloured

    Examples:
      | when              | are     |
      | as it is          | are     |
      | without colours   | are not |

  Scenario Outline: Nothing of it is shown <where>
    Given a small suite that is well written
    When the command line runs it <where>
    Then nothing says how far it is

    Examples:
      | where                                            |
      | without a terminal                               |
      | on a terminal that cannot erase                  |
      | on a terminal, with "-- --format progress"       |
      | on a terminal, with "-- --outfile told.txt"      |
      | on a terminal, with "-- --dry-run"               |

  Scenario Outline: Other long work says how far it is: <command>
    When the command line does "<command>" on a terminal
    Then the terminal showed "<words>"
    And nothing of such a line is left when it has ended

    Examples:
      | command                             | words              |
      | fuzz --seconds 0 --reader validator | validator, round 1 |
      | matrix --only opens_at_four         | 1 of 3 platforms   |

  Scenario Outline: Other long work is quiet without a terminal: <command>
    When the command line does "<command>" without a terminal
    Then nothing says how far it is

    Examples:
      | command                             |
      | fuzz --seconds 0 --reader validator |
      | matrix --only opens_at_four         |
