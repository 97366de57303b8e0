@P1 @unit @circuit_breaker
Feature: A provider that keeps failing is given a rest
  When the provider behind the assistant fails again and again, the next question would fail too,
  after a long wait. So the breaker between us and the provider opens: at the point that was
  agreed, not sooner, and once. A call is one question that we put to the provider.

  Business value: customers hear in an instant what they would otherwise wait a minute to learn.

  @CB-1
  Rule: The breaker opens at its threshold, and says so once

    Scenario: Five failures in a row open the breaker
      Given the breaker opens after 5 failures in a row
      When 5 calls fail
      Then the breaker is open
      And it announced that 5 failures had opened it
      And the next call is turned away and told to wait 30 seconds

    Scenario: Four failures in a row do not
      Given the breaker opens after 5 failures in a row
      When 4 calls fail
      Then the breaker is closed
      And the next call is let through

    Scenario Outline: A row of failures is what counts, <because>
      Given the breaker opens after 3 failures in a row
      When calls end one by one: <calls>
      Then the breaker is <state>

      Examples:
        | calls                            | state  | because                             |
        | 2 fail, 1 succeeds, 2 fail       | closed | and a success ends it               |
        | 2 fail, 1 succeeds, 3 fail       | open   | also after a success                |
        | 1 fails, 50 succeed, 3 fail      | open   | however much went well before       |

    Scenario Outline: Of the last ten calls, <calls>, and it is <state>
      Given the breaker opens when 50 % of the last 10 calls fail, judged from 4 calls on
      When calls end one by one: <calls>
      Then the breaker is <state>

      Examples: half of them is enough, once there are four
        | calls               | state  | because                                    |
        | 3 fail              | closed | three calls are too few to judge           |
        | 4 fail              | open   | four are enough                            |
        | 2 succeed, 2 fail   | open   | exactly half have failed                   |
        | 3 succeed, 2 fail   | closed | less than half have failed                 |
        | 3 fail, 1 succeeds  | open   | a success too can be the fourth call       |

      Examples: what is more than ten calls ago is forgotten
        | calls                        | state  | because                            |
        | 10 succeed, 4 fail           | closed | four of the last ten have failed   |
        | 10 succeed, 5 fail           | open   | five of the last ten have failed   |
        | 7 succeed, 4 fail, 6 succeed | closed | it is never more than four of ten  |

    Scenario Outline: Of the calls of the last ten seconds, after <seconds> seconds it is <state>
      Given the breaker opens when 50 % of the calls of the last 10 seconds fail, judged from 4 calls on
      When 3 calls fail
      And <seconds> seconds pass
      And a call fails
      Then the breaker is <state>

      Examples:
        | seconds | state  | because                                       |
        | 0       | open   | all four are in view                          |
        | 9.999   | open   | the first three still are                     |
        | 10      | closed | the first three are ten seconds old, and gone |

    Scenario Outline: Calls that take <seconds> seconds are <slow>, and it is <state>
      Given the breaker opens when 50 % of the last 10 calls are slow, judged from 4 calls on
      And a call is slow when it takes longer than 2 seconds
      When 2 calls succeed
      And 2 calls succeed, each after <seconds> seconds
      Then the breaker is <state>

      Examples:
        | seconds | slow     | state  |
        | 2       | not slow | closed |
        | 2.001   | slow     | open   |

    Scenario: Eight calls fail together, and that is one opening
      Given the breaker opens after 5 failures in a row
      When 8 calls are under way
      And 8 of the calls under way fail
      Then it has announced 1 opening
      And it announced that 5 failures had opened it
