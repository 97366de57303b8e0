@self_check @unit @P2
Feature: One configuration, refused where it is wrong
  A setting comes from its default, from pyproject.toml or from the command line. A typing mistake
  must not quietly leave the default in force.
  Business value: whoever reads a report knows under which settings it was made

  Scenario: Without a setting, the contract's defaults hold
    When no setting is given
    Then the settings in force are
      | setting                              | value       |
      | first_token                          | 10.0        |
      | stall                                | 5.0         |
      | store_wait                           | 0.25        |
      | notify_within                        | 2.0         |
      | max_attempts                         | 3           |
      | backoff_base                         | 1.0         |
      | backoff_cap                          | 30.0        |
      | jitter_low                           | 0.5         |
      | max_retry_after                      | 120.0       |
      | memory_budget                        | 67108864    |
      | concurrent_runs                      | 100         |
      | queue_limit                          | 100         |
      | queue_wait                           | 30.0        |
      | tool_answer                          | 10.0        |
      | replay_buffer                        | 1000        |
      | resume_window                        | 300.0       |
      | partial_results_kept                 | 86400.0     |
      | frame_limit                          | 65536       |
      | heartbeat_interval                   | 20.0        |
      | heartbeat_timeout                    | 20.0        |
      | cleanup_within                       | 5.0         |
      | allowed_origins                      | ()          |
      | shutdown_within                      | 10.0        |
      | breaker_mode                         | consecutive |
      | breaker_failure_threshold            | 5           |
      | breaker_sliding_window_type          | count       |
      | breaker_sliding_window_size          | 100         |
      | breaker_minimum_calls                | 10          |
      | breaker_failure_rate_threshold       | 0.5         |
      | breaker_slow_call_duration           | 60.0        |
      | breaker_slow_call_rate_threshold     | 1.0         |
      | breaker_wait_duration_in_open        | 30.0        |
      | breaker_permitted_calls_in_half_open | 1           |
      | breaker_max_wait_in_half_open        | 60.0        |
      | breaker_automatic_probe              | True        |
      | step_watchdog                        | 5.0         |
      | target                               | reference   |
      | transcripts                          | None        |

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
      | setting                              | value | reason                                                   |
      | first_token                          | soon  | a finite number above 0 is wanted                        |
      | first_token                          | 0     | a finite number above 0 is wanted                        |
      | first_token                          | nan   | a finite number above 0 is wanted                        |
      | first_token                          | inf   | a finite number above 0 is wanted                        |
      | first_token                          | 1_0   | a finite number above 0 is wanted                        |
      | max_attempts                         | 3.0   | a whole number at least 0 is wanted                      |
      | max_attempts                         | -1    | a whole number at least 0 is wanted                      |
      | jitter_low                           | 1.5   | above 0 and at most 1 is wanted                          |
      | breaker_mode                         | odd   | consecutive or rate is wanted                            |
      | breaker_automatic_probe              | maybe | true or false is wanted                                  |
      | target                               | x     | reference, or path/to/server.toml, or module:Name        |
      | real_llm                             | maybe | true or false is wanted                                  |
      | stall                                | 0     | a finite number above 0 is wanted                        |
      | store_wait                           | 0     | a finite number above 0 is wanted                        |
      | notify_within                        | 0     | a finite number above 0 is wanted                        |
      | backoff_base                         | 0     | a finite number above 0 is wanted                        |
      | backoff_cap                          | 0     | a finite number above 0 is wanted                        |
      | max_retry_after                      | 0     | a finite number above 0 is wanted                        |
      | memory_budget                        | 0     | a whole number at least 1 is wanted                      |
      | concurrent_runs                      | 0     | a whole number at least 1 is wanted                      |
      | queue_limit                          | 0     | a whole number at least 1 is wanted                      |
      | queue_wait                           | 0     | a finite number above 0 is wanted                        |
      | tool_answer                          | 0     | a finite number above 0 is wanted                        |
      | replay_buffer                        | 0     | a whole number at least 1 is wanted                      |
      | resume_window                        | 0     | a finite number above 0 is wanted                        |
      | partial_results_kept                 | 0     | a finite number above 0 is wanted                        |
      | frame_limit                          | 0     | a whole number at least 1 is wanted                      |
      | heartbeat_interval                   | 0     | a finite number above 0 is wanted                        |
      | heartbeat_timeout                    | 0     | a finite number above 0 is wanted                        |
      | cleanup_within                       | 0     | a finite number above 0 is wanted                        |
      | allowed_origins                      | 0     | such as https://shop.example, parted by commas is wanted |
      | shutdown_within                      | 0     | a finite number above 0 is wanted                        |
      | breaker_failure_threshold            | 0     | a whole number at least 1 is wanted                      |
      | breaker_sliding_window_type          | 0     | count or time is wanted                                  |
      | breaker_sliding_window_size          | 0     | a whole number at least 1 is wanted                      |
      | breaker_minimum_calls                | 0     | a whole number at least 1 is wanted                      |
      | breaker_failure_rate_threshold       | 0     | a finite number above 0 and at most 1 is wanted          |
      | breaker_slow_call_duration           | 0     | a finite number above 0 is wanted                        |
      | breaker_slow_call_rate_threshold     | 0     | a finite number above 0 and at most 1 is wanted          |
      | breaker_wait_duration_in_open        | 0     | a finite number above 0 is wanted                        |
      | breaker_permitted_calls_in_half_open | 0     | a whole number at least 1 is wanted                      |
      | breaker_max_wait_in_half_open        | 0     | a finite number above 0 is wanted                        |
      | backoff_cap                          | inf   | a finite number above 0 is wanted                        |
      | breaker_failure_rate_threshold       | 1.5   | and at most 1 is wanted                                  |
      | breaker_slow_call_rate_threshold     | 1.5   | and at most 1 is wanted                                  |
      | jitter_low                           | 0     | above 0 and at most 1 is wanted                          |
      | breaker_minimum_calls                | 2.5   | a whole number                                           |

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
