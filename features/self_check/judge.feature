@self_check @integration @P1
Feature: A captured log is judged offline
  Sam has no access to the platform, but he has what his browser saved. Priya has last night's events in a
  file. Both learn from it which promises were broken, and on which line.
  Business value: an incident is judged from what was kept of it, without playing it again

  Scenario Outline: The same failure is found in <form>, on the line where it stands
    Given a log of "kept work, then a failure", in which the failure is told before the kept work
    And it was kept as <form>
    When Sam judges the log
    Then a promise is broken, with "KEEP-1" on line <line>

    Examples:
      | form                                  | line |
      | lines                                 | 5    |
      | lines of a recorder                   | 5    |
      | lines of a recorder, frames as texts  | 5    |
      | a log of what failures cost           | 8    |
      | an array                              | 1    |
      | an array of an event a line           | 6    |
      | values that a person can read         | 69   |
      | what a browser saved                  | 49   |
      | a log of this suite                   | 1    |
      | a transcript of this suite            | 6    |

  Scenario: A log in which nothing is wrong
    Given a log of "a retry that succeeds"
    When Sam judges the log
    Then nothing is wrong in its 12 events and 1 stream

  Scenario: What comes from another program is judged as a file is
    Given a log of "a final failure", in which resource_cleanup is never told
    When another program hands it to the judge
    Then a promise is broken, with "CLN-1" on line 4

  Scenario: Events of many customers stand mixed in one file
    Given a log in which 40 customers were told "a retry that succeeds" at the same time
    And of the last customer's events the line with run_completed is lost
    When Priya judges the log
    Then a promise is broken, with "NSF-1" at the end of that customer's session
    And nothing else is found

  Scenario: A request that nobody answered is found where the log holds what was sent
    Given a log of "an answer", with one more request that is sent
    When Sam judges the log
    Then a promise is broken, with "NSF-1" at the end of the log

  Scenario: Two customers' events bear the same id, thousands of lines apart
    Given a log in which 500 customers were told "a retry that succeeds" one after the other
    And the last event of all bears the id of the first
    When Priya judges the log
    Then a promise is broken, with "EVT-2" on the last line
    And nothing else is found

  Scenario: A line that nobody can read hides nothing that follows
    Given a log of "an answer", in which run_completed is never told
    And its first line broke off
    When Sam judges the log
    Then a promise is broken, with "EVT-1" on line 1
    And a promise is broken, with "NSF-1" on line 4

  Scenario: A line without end costs no memory
    Given a log of "an answer"
    And a line of 3,000,000 signs after it
    When Sam judges the log
    Then a promise is broken, with "EVT-1" on line 6

  Scenario Outline: <what>: that is no verdict
    Given a file that is <what>
    When Sam judges the log
    Then there is no verdict, because "<why>"

    Examples:
      | what                                    | why                                      |
      | empty                                   | it is empty                              |
      | full of blank lines                     | it is empty                              |
      | not there                               | No such file                             |
      | a log in which events are shortened     | keeps it beside this one, as .json       |
      | a picture                               | is an event of the contract              |
      | a log of something else                 | say with --mapping what they mean        |
      | what a browser saved without any socket | Open the developer tools before the page |
      | a log of this suite that was cut off    | Keep it anew                             |

  Scenario: A server with words of its own is judged by its description
    Given what nanobot sends when its model answers, as a browser saved it
    When Sam judges the log by the description of nanobot
    Then nothing is wrong

  Scenario: A server with words of its own that breaks a promise
    Given what nanobot sends when its model answers, as a browser saved it
    And its last word comes twice
    When Sam judges the log by the description of nanobot
    Then a promise is broken, with "NSF-1"

  Scenario: A description that fits no frame is no verdict
    Given a log of "an answer"
    When Sam judges the log by the description of nanobot
    Then there is no verdict, because "no [[event]] row of the mapping fits"

  Scenario: A platform that promises other numbers is judged by those
    Given a log of "retries that all fail"
    When Sam judges the log with "-D max_attempts=1"
    Then a promise is broken, with "REC-1" on line 5

  Scenario Outline: A setting that says nothing of a log is refused: <setting>
    Given a log of "an answer"
    When Sam judges the log with "-D <setting>"
    Then there is no verdict, because "<why>"

    Examples:
      | setting       | why                                          |
      | reports=there | a log that is judged has no use for it       |
      | stall=never   | Set it with -D stall=                        |
