@self_check @unit @P2
Feature: Which settings recover best is found out by playing faults to them
  How often we try again, when we stop asking a provider and for how long we let it rest: each choice
  trades our customers' outage against load on a provider that is down already, and against attempts
  that are wasted. `make recovery` plays faults to many settings, hundreds of hours in seconds, with the
  platform's own circuit breaker and retry policy, and draws the trade-off.
  Business value: settings are chosen for a reason, and the reason can be looked up

  Scenario: One fault, worked by hand
    Given a fault from second 0 to 20, and a request every 2 seconds up to second 40
    And a call takes 1 second, and fails after half a second
    When it is played without retries to a breaker that opens after 3 failures, for 9.75 seconds
    Then this is what came of it, by this arithmetic
      | what                     | arithmetic            | because                                        |
      | requests                 | 20 + 1 = 21           | at 0, 2, 4 and so on up to 40                  |
      | openings                 | 1 + 1 = 2             | after the third failure, and the test at 14.25 |
      | turned away              | 5 + 5 = 10            | at 6 to 14, and at 16 to 24                    |
      | lost                     | 3 + 10 = 13           | three failed, and those turned away            |
      | calls that met the fault | 3 + 1 = 4             | three requests and a test                      |
      | attempts wasted          | 0 + 1 = 1             | that test                                      |
      | seconds of outage        | 25.5 - 0.5 = 25       | from the first loss to the good test           |
      | recovery lag             | 25.5 - 20 = 5.5       | the good test began at 14.75 + 9.75 = 24.5     |

  Scenario: A retry that waits is called off when the breaker opens
    Given a fault from second 0 to 20, and a request every 2 seconds up to second 40
    And a call takes 1 second, and fails after half a second
    When it is played with 5 retries from 60 s to a breaker that opens after 3 failures, for 9.75 seconds
    Then this is what came of it, by this arithmetic
      | what            | arithmetic  | because                                    |
      | lost            | 3 + 10 = 13 | the three that wait are lost with the trip |
      | attempts wasted | 0 + 1 = 1   | none of their retries was made             |

  Scenario: What the model says is what the platform does
    Given a platform that does not try again by itself
    And the model refuses Maya every 2 seconds, 5 times
    When the fault is lifted 45 seconds after it began, and 35 seconds pass
    Then the model of settings says the same of that fault: the same tests, and the same recovery

  Scenario Outline: Of two settings of which one is better in everything, the other is not on the front: <which>
    Given settings that came out as
      | name | outage | load | wasted |
      | A    | 10     | 5    | 2      |
      | B    | 10     | 5    | 3      |
      | C    | 12     | 1    | 9      |
      | D    | 2      | 9    | 9      |
      | E    | 12     | 9    | 9      |
    Then "<which>" is <where>

    Examples:
      | which | where            |
      | A     | on the front     |
      | B     | not on the front |
      | C     | on the front     |
      | D     | on the front     |
      | E     | not on the front |

  Scenario: What is recommended is nearest to the best of all three
    Given settings that came out as
      | name | outage | load | wasted |
      | A    | 10     | 5    | 2      |
      | C    | 12     | 1    | 9      |
      | D    | 2      | 9    | 9      |
    Then "A" is recommended, whose distance is the root of 0.8 * 0.8 + 0.5 * 0.5 + 0 * 0 = 0.89

  Scenario: What leaves it to customers to ask again, or rests longer than promised, is not recommended
    Given settings that came out as
      | name            | outage | load | wasted |
      | without retries | 1      | 1    | 1      |
      | a longer rest   | 1      | 2    | 0      |
      | the defaults    | 2      | 0    | 4      |
    Then "the defaults" is recommended, whose distance is the root of 1 * 1 + 0 * 0 + 1 * 1 = 2

  Scenario Outline: A fault trace that makes no sense is refused: <what>
    Then a trace of <stretches> is refused, because "<why>"

    Examples:
      | what                         | stretches          | why                                      |
      | it ends before it begins     | 5 to 3             | stretch 1 of trace runs from 5 to 3 s    |
      | it overlaps                  | 0 to 9, and 5 to 12 | it must begin at 9 s or later           |
      | it is longer than the record | 0 to 500           | and end after that and by 100 s          |

  Scenario: The command tries the platform's defaults and says what to set instead
    When the command "recovery --trace blips --rounds 1" is given, and writes into a folder of its own
    Then the command ends with 0
    And the command says "112 settings on 1 fault traces: 28 hours"
    And the command says "Recommended: "
    And its page and its figures for programs are in that folder

  Scenario Outline: What the command cannot do is refused: <options>
    When the command "<options>" is given
    Then the command ends with 2
    And the command says "<words>"

    Examples:
      | options                          | words                                       |
      | recovery --trace nowhere         | there is no trace 'nowhere'. The traces are |
      | recovery --every 0               | Invalid value for '--every'                 |
