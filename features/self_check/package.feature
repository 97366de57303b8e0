@self_check @integration @P1 @package
Feature: The specification can be installed, and run from any folder
  Who tests a server of their own has no checkout of this project. They install a package, type one
  command, and find the report where they stand.
  Business value: the first run on somebody else's server takes minutes

  Background:
    Given the specification is installed as a package

  Scenario: Nothing of it bears a name that others may use
    Then at the top of what is installed there is "agent_failure_spec" and what pip notes about it

  Scenario: An empty folder is enough
    When "agent-failure-spec run features/language" is typed in an empty folder
    Then it ends with 0 and says "promise tested here is kept"
    And the folder holds the report and nothing else
    And the report says what was typed, and names the feature "features/language/their_own_language.feature"
    And nothing was written to where the package is

  Scenario Outline: In a folder where other things have the same names, <what>
    When "<command>" is typed in a folder in which other things have the same names
    Then it ends with <code> and says "<words>"

    Examples:
      | what                                     | command                                                                                  | code | words                                       |
      | a server of ours is started and killed   | agent-failure-spec run features/finished_work/after_a_real_kill.feature -- --name killed | 0    | tested here is kept                         |
      | a platform that is in it is under test   | agent-failure-spec run --target mine.py:quiet features/language -- --stop                | 1    | Broken: every valid request ends            |
      | its own features are not the ones to run | agent-failure-spec run features/missing                                                  | 2    | What is installed: features/cascades        |
      | the suite's own checks are not there     | agent-failure-spec run --all                                                             | 2    | are run in its repository                   |
      | what is promised is published            | agent-failure-spec docs                                                                  | 0    | What is promised: reports/promises.html     |
      | help says what to type                   | agent-failure-spec report --help                                                         | 0    | agent-failure-spec report --schema prints   |
      | so does the help of what serves          | agent-failure-spec serve --help                                                          | 0    | agent-failure-spec serve --port 0           |
      | a wrong setting is refused               | agent-failure-spec validate-config -D stall=no                                           | 2    | Set it with -D stall=….                     |
      | a log that holds no event is no verdict  | agent-failure-spec judge mine.py                                                         | 2    | is an event of the contract                 |
