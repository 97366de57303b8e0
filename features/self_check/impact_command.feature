@self_check @unit @P1
Feature: What failures cost can be asked for by anybody
  Priya asks it of last night's run, of a load test, or of a log that her own servers wrote. Lena gets a
  page. Whoever does not believe it can compute it again from the same file.
  Business value: the cost of a failure is known on the day after, not at the end of the quarter

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

  Scenario: A captured log is told as text, as a page and for programs
    Given it is in a file
    When what it cost is asked for
    Then the command ends with 0
    And the command says "affected 1 of 2 (50 %) customers"
    And its page and its figures say the same, and ask nobody for anything

  Scenario: Another program computes the same from the same file
    Given it is in a file
    When what it cost is asked for, for programs
    Then a count by hand of the lines of that file gives the same figures

  Scenario: A run is told by its results
    Given the results of a run of two scenarios
    When what that run cost is asked for
    Then the command ends with 0
    And the command says "Customer impact of 2 records: 2 customers, 2 requests."

  @integration
  Scenario: The log of a scenario and its record say the same
    Given a platform that does not try again by itself
    And the provider rests, after failing Maya 5 times
    When 15 seconds pass
    And the fault is lifted, and 20 seconds pass
    Then its captured log, read again, says of every figure what its record says

  Scenario: A log of another day and zone is read by its own clock
    Given it is in a file, with moments that are written as dates
    When what it cost is asked for
    Then the command says "affected 1 of 2 (50 %) customers"
    And the command says "user-minutes 0.75 over 1 customers"

  Scenario: Nothing is there, and it is said so
    Given an empty log is in a file
    When what it cost is asked for
    Then the command ends with 0
    And the command says "affected n/a (of 0) customers"
    And the command says "revenue at risk n/a (no customer)"

  Scenario Outline: A log that cannot be read is refused: <what>
    Given a log is in a file, with the line <line>
    When what it cost is asked for
    Then the command ends with 2
    And the command says "<words>"

    Examples:
      | what                   | line                                  | words                                    |
      | it is no JSON          | hello                                 | line 1 is not JSON. A line is such as    |
      | it says nothing        | {"at": 1}                             | line 1 has none of `asked`, `event`      |
      | it says two things     | {"at": 1, "asked": "1", "lifted": true} | line 1 has asked and lifted of `asked` |
      | it has no moment       | {"who": "maya", "asked": "1"}         | line 1: `at` must be seconds or RFC 3339 |
      | its moment is no date  | {"at": "noon", "lifted": true}        | `at` is 'noon'; write it as 2026-01-31   |
      | nobody asks            | {"at": 1, "asked": "1"}               | line 1: `who` must be a text             |

  Scenario Outline: What the command cannot do is refused: <options>
    When the command "<options>" is given
    Then the command ends with 2
    And the command says "<words>"

    Examples:
      | options                        | words                                     |
      | impact                         | Name a file, as in                        |
      | impact nowhere.ndjson          | nowhere.ndjson cannot be read             |
      | impact nowhere.json            | nowhere.json cannot be read               |
      | impact nowhere.json --slo 1    | --slo: input should be less than 1        |
      | impact nowhere.json --customers 0 | --customers: input should be greater   |
