@self_check @unit @P1
Feature: What failures cost is computed as it is said
  Lena decides by these figures what is mended first. Each one is worked by hand here, from a log of
  two customers, and each is shown with what it is of.
  Business value: nobody mends the wrong thing because of a figure that was wrong

  Background:
    Given this was captured
      | at   | who  | what                                    |
      | 0    | Maya | asks                                    |
      | 0.5  | Maya | is worked for, and the provider asked   |
      | 1    | Maya | reads of the step "find"                |
      | 2    | Maya | reads of the step "check"               |
      | 3    | Maya | reads of the step "write"               |
      | 3    | Maya | meets a fault of the provider           |
      | 11   | Maya | is told that "find" is kept             |
      | 11   | Maya | is told of a final failure, of second 3 |
      | 20   | Tom  | asks                                    |
      | 20.5 | Tom  | is worked for, and the provider asked   |
      | 21   | Tom  | reads of the step "find"                |
      | 22   | Tom  | has the whole answer                    |
      | 48   | Maya | is told that it is over                 |
      | 50   | Maya | asks                                    |
      | 50.5 | Maya | is worked for, and the provider asked   |
      | 52   | Maya | has the whole answer                    |

  Scenario: Each figure, worked by hand
    Then this is what it cost, by this arithmetic
      | figure              | arithmetic                | as it is shown                                    |
      | affected            | 1 / 2 * 100 = 50          | 1 of 2 (50 %) customers                           |
      | user-minutes        | (48 - 3) / 60 = 0.75      | 0.75 over 1 customers                             |
      | longest silence     | 11 - 3 = 8                | 8 s (of 3 requests): Maya, from second 3          |
      | work kept           | 1 / 2 * 100 = 50          | 1 of 2 (50 %) finished steps                      |
      | retry amplification | 4 / 3 = 1.333333          | 1.33 (4 calls upstream / 3 requests)              |
      | error budget        | 1 / 3 / (1 - 0.999) = 333.333333 | pages at 14.4: 333.33 over 1 h (1 bad of 3)        |
      | revenue at risk     | 1 * 80000 / 2 = 40000     | 40,000 a month = 1 affected x 40,000 (80,000 a month over 2 customers) |

  Scenario Outline: A declared value counts: <option>
    Given it is declared that <option>
    Then "<figure>" is shown as "<shown>"

    Examples:
      | option                         | figure          | shown                                                                 |
      | there are 8 customers          | revenue at risk | 10,000 a month = 1 affected x 10,000 (80,000 a month over 8 customers) |
      | a customer is worth 25 a month | revenue at risk | 25 a month = 1 affected x 25                                          |
      | a word is late after 2.5 s     | bad requests    | 1 of 3 (33.3 %) requests                                              |
      | a word is late after 1.5 s     | bad requests    | 2 of 3 (66.7 %) requests                                              |

  Scenario Outline: An error budget pages when both of its windows burn too fast: <what>
    Given an hour with 1250 requests, 125 of them in its last 5 minutes, of which the last <bad> fail
    Then it <verdict> at 14.4: <long> over 1 h and <short> over 5 min, of a promise of 99.9 %

    Examples:
      | what                    | bad | verdict       | long | short |
      | both just fast enough   | 18  | pages         | 14.4 | 144   |
      | the hour not quite      | 17  | does not page | 13.6 | 136   |
      | none of them            | 0   | does not page | 0    | 0     |

  Scenario: Who was served by reduced service, or waited too long, was affected as well
    But Tom's request was asked during reduced service
    Then "affected" is shown as "2 of 2 (100 %) customers"

  Scenario: Two incidents at the same time cost a customer's minutes once
    But a second incident of Maya's began at 33 and was over at 48
    Then "user-minutes" is shown as "0.75 over 1 customers"

  Scenario: Where nothing was measured it is said, and not guessed
    Given a log in which nobody asked for anything
    Then these are not measured
      | longest silence | retry amplification | error budget | work kept | revenue at risk |

  Scenario: Three records are added, and the worst of each window is kept
    Given that log three times
    Then "affected" is shown as "3 of 6 (50 %) customers"
    And "user-minutes" is shown as "2.25 over 3 customers"
    And "work kept" is shown as "3 of 6 (50 %) finished steps"
