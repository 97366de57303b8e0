@self_check @P2
Feature: A load is counted and judged rightly
  Of thousands of customers nobody looks at a single one. So whoever counts what they were told must see
  the one who was told nothing, the one who was told twice, and the one who was told of another.
  Business value: a load test that says all is well has really looked at everybody

  @unit
  Scenario Outline: <what> is found among a hundred customers
    Given a load of 100 customers, whose requests all failed
    When <what> is played to it
    Then the load says "<words>"
    And the load ends with <code>

    Examples:
      | what                           | words                                     | code |
      | nothing special                | 100 happened, 100 received, 0 lost        | 0    |
      | a failure that nobody told     | 1 of 100 failures were never told         | 1    |
      | a failure that is told twice   | 1 failures were told more than once       | 1    |
      | a failure of somebody else     | 1 failures were told somebody else        | 1    |
      | a failure under a wrong name   | 1 of 100 failures were told as something  | 1    |
      | an event that is lost          | of 900 events never came: customer 7      | 1    |
      | a last event that is lost      | of 900 events never came: customer 7      | 1    |
      | an event that comes again      | of 900 events came again: customer 7      | 1    |
      | an event of somebody else      | of 900 events came to somebody else       | 1    |
      | a finding of the validator     | EVT-1 is broken once: customer 7: a gap   | 1    |
      | a customer who never came in   | 1 customers never came in: customer 7     | 2    |
      | a line that was cut            | 1 lines did not end in order: customer 7  | 2    |

  @unit
  Scenario Outline: A threshold of <threshold> where 99 of 100 were told within 0.4 s
    When the threshold "<threshold>" is held against such a load
    Then the threshold is <verdict>

    Examples:
      | threshold           | verdict  |
      | notify_p99<0.5      | kept     |
      | notify_p99 < 0.4    | not kept |
      | notify_p99<=0.4     | kept     |
      | notify_p99>0.4      | not kept |
      | notify_p99>=0.4     | kept     |
      | told==100           | kept     |
      | platform_memory_per_session<1 | not kept |

  @unit
  Scenario Outline: Customers come at their time: <rate> a second, after a ramp of <ramp> s
    When <count> customers come at <rate> a second, after a ramp of <ramp> s
    Then the last of them comes after <seconds> s

    Examples:
      | count | rate | ramp | seconds |
      | 101   | 10   | 0    | 10      |
      | 101   | 10   | 4    | 12      |
      | 6     | 10   | 4    | 2       |

  @integration
  Scenario Outline: A load <of> is refused
    When the command "load <options>" is given
    Then the command ends with 2
    And the command says "<words>"

    Examples:
      | of                     | options                                     | words                                  |
      | without a rate         | --duration 5                                | say how many come a second             |
      | of two minds           | --duration 5 --rate 2 --sessions 9          | say one of them                        |
      | with a ramp to nowhere | --ramp 5                                    | a start towards what?                  |
      | with a rate for all    | --together --rate 5                         | all at the same time have no rate      |
      | of unknown failures    | --kind sulks                                | 'sulks' is no kind of failure          |
      | with no figure         | --threshold latency<1                       | 'latency' is no figure of a load       |
      | with half a threshold  | --threshold notify_p99                      | is no threshold                        |
      | with no such file      | --thresholds nowhere.toml                   | nowhere.toml cannot be read            |
      | with a bad setting     | -D seed=many                                | a whole number at least 0 is wanted    |
      | of nobody in particular | --target nowhere.py:Mine                   | there is no file 'nowhere.py'          |
      | of who shows nothing   | --target ws://127.0.0.1:1/                  | customers have to show one             |
      | of too many            | --sessions 90000000 --together              | its nofile limit                       |
      | without ledgers        | merge features/self_check                   | There is no ledger in                  |
      | of another file        | merge pyproject.toml                        | is no ledger of a load                 |

  @integration
  Scenario Outline: The file of thresholds "<text>" is refused
    Given a file of thresholds "<text>"
    When a load is to keep them
    Then the command ends with 2
    And the command says "<words>"

    Examples:
      | text                         | words                                |
      | [thresholds                  | is not TOML                          |
      | [limits]                     | has 'limits', which it may not       |
      | [thresholds]                 | has none                             |
      | thresholds.told = 5          | thresholds.told: 5 is no text        |
      | thresholds.told = '<x'       | thresholds.told: 'told<x' is no      |

  @real @wall_clock
  Scenario: A load that misses a threshold ends with 1, and its page says by how much
    When a load with "--sessions 12 --failing 0.5 --threshold notify_p99<0.000001" is played
    Then the played load ends with 1
    And the page of the load says "6 of 6 failures were told, each once, to its owner."
    And the page of the load says "not kept"
    And nothing of it is left

  @real @wall_clock
  Scenario: A load that is interrupted says so, and leaves nothing behind
    When a load with "--sessions 5000 --rate 40" is interrupted in its middle
    Then the played load ends with 2
    And the page of the load says "The load was stopped before its end."
    And nothing of it is left

  @real @wall_clock
  Scenario: A server that nobody reaches is not called broken
    When a load with "--target ws://127.0.0.1:9/ --token none --sessions 3" is played
    Then the played load ends with 2
    And the page of the load says "3 customers never came in"

  @real @wall_clock
  Scenario: Two swarms are judged as one
    Given a platform under load that stands by itself
    When two swarms of 30 customers come to it, and it has ended
    Then their ledgers and its account, merged, end with 0
    And merged they say "30 happened, 30 received, 0 lost, 0 repeated, 0 foreign"
    And with a third swarm that left no ledger they end with 1

  @real @wall_clock
  Scenario: A swarm that is killed is named, and what is known of it is said
    Given a platform under load that stands by itself
    When one of two swarms is killed in its middle
    Then their ledgers and its account, merged, end with 1
    And merged they say "The worker second ended in the middle."
