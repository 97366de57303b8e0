@self_check @integration @P1
Feature: The judge finds what the validator finds, and in the same words
  There is one set of rules. Whether a conversation is judged while it happens, or years later from a file,
  nobody may get another answer.
  Business value: what was found in an incident can be shown again by whoever has the log

  Scenario: In good conversations, and in hundreds of changes to them
    When 300 changes to good conversations are judged by the validator, and from captured logs
    Then both find the same in each of them, and in the conversations as they were

  Scenario Outline: A judge that <fault> is found out
    When 30 changes to good conversations are judged by both, and the judge <fault>
    Then they do not find the same

    Examples:
      | fault                 |
      | forgets the last line |
      | reads each line twice |

  Scenario: However many processes share the work
    Given a log in which 60 customers were told "a retry that succeeds" at the same time
    And every ninth of its lines is broken, in many ways
    When Priya judges the log with 1, 2 and 5 processes
    Then the same is found each time, in the same order

  Scenario: However little is remembered at a time
    Given a log in which 60 customers were told "a retry that succeeds" at the same time
    And every ninth of its lines is broken, in many ways
    When the log is judged with all in memory, and with next to nothing in memory
    Then the same is found each time, in the same order

  Scenario: Whether output is judged at one look, or rule by rule
    When the output of 300 conversations is broken, and judged at one look and rule by rule
    Then both ways the same is found
    And most of the output was judged at one look

  Scenario: A look that takes all output for good is found out
    When the output of 30 conversations is broken, and the one look finds all of it good
    Then the two ways do not find the same
