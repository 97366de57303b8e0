@self_check @unit @P2
Feature: One configuration, refused where it is wrong
  A setting comes from its default, from pyproject.toml or from the command line. A typing mistake
  must not quietly leave the default in force.
  Business value: whoever reads a report knows under which settings it was made

  Scenario: Without a setting, the contract's defaults hold
    When no setting is given
    Then the settings in force are
      | setting                           | value     |
      | first_token                       | 10.0      |
      | max_attempts                      | 3         |
      | breaker_failure_threshold         | 5         |
      | breaker_wait_duration_in_open     | 30.0      |
      | step_watchdog                     | 5.0       |
      | target                            | reference |
      | transcripts                       | None      |

  Scenario: Settings are read from the texts in which they arrive
    When these settings are given
      | setting                 | value     |
      | first_token             | 2.5e0     |
      | seed                    | 7         |
      | breaker_mode            | rate      |
      | breaker_automatic_probe | No        |
      | transcripts             | some/path |
    Then the settings in force are
      | setting                 | value     |
      | first_token             | 2.5       |
      | seed                    | 7         |
      | breaker_mode            | rate      |
      | breaker_automatic_probe | False     |
      | transcripts             | some/path |
    And the platform and the breaker are given their own

  Scenario Outline: <setting> = <value> is refused
    When the setting "<setting>" is given as "<value>"
    Then the configuration is refused with "<reason>"
    And it says where "<setting>" can be set

    Examples:
      | setting                 | value | reason                                        |
      | first_token             | soon  | a finite number above 0 is wanted             |
      | first_token             | 0     | a finite number above 0 is wanted             |
      | first_token             | nan   | a finite number above 0 is wanted             |
      | first_token             | inf   | a finite number above 0 is wanted             |
      | first_token             | 1_0   | a finite number above 0 is wanted             |
      | max_attempts            | 3.0   | a whole number at least 0 is wanted           |
      | max_attempts            | -1    | a whole number at least 0 is wanted           |
      | jitter_low              | 1.5   | above 0 and at most 1 is wanted               |
      | breaker_mode            | odd   | consecutive or rate is wanted                 |
      | breaker_automatic_probe | maybe | true or false is wanted                       |
      | target                  | x     | reference, or module:Name, or path/to/file.py |
      | real_llm                | maybe | true or false is wanted                       |

  Scenario: An unknown setting is refused with the allowed ones
    When the setting "frist_token" is given as "3"
    Then the configuration is refused with "Did you mean first_token?"
    And every allowed setting is named

  Scenario Outline: A setting whose <what> is told in one short line
    When a setting whose <what> is given
    Then the configuration is refused in one line of at most 1500 characters

    Examples:
      | what                        |
      | name clears the screen      |
      | name has 5,000 letters      |
      | value has 50,000 letters    |

  Scenario: All mistakes are told at once
    When these settings are given
      | setting         | value |
      | frist_token     | 3     |
      | seed            | many  |
      | breaker_mode    | odd   |
    Then the configuration is refused for 3 reasons

  Scenario: A breaker that could never open is refused
    When these settings are given
      | setting               | value |
      | breaker_mode          | rate  |
      | breaker_minimum_calls | 200   |
    Then the configuration is refused with "such a breaker can never open"

  @integration
  Scenario: What is set later counts, and its source is shown
    Given a small suite that is well written
    And its settings in pyproject.toml are
      | setting | value |
      | stall   | 4     |
      | seed    | 1     |
    When its configuration is shown with "-D seed=2"
    Then it shows each setting with its source
      | setting     | value | source         |
      | first_token | 10.0  | default        |
      | stall       | 4.0   | pyproject.toml |
      | seed        | 2     | -D             |

  Scenario: The README lists every setting as it is
    When the README's table of settings is read
    Then it is the table that the configuration makes
