@self_check @unit @P2
Feature: Two runs of one specification leave the same transcripts
  On the virtual clock nothing is left to chance. Where two runs part, somebody read the real clock
  or drew an unseeded number, and the next red scenario may mean nothing.
  Business value: a failure seen once can be seen again, by whoever has to mend it

  Scenario: The same transcripts are counted
    Given the transcript "maya.txt" is "hello / goodbye" in the first run and "hello / goodbye" in the second
    And the transcript "tom.txt" is "hello" in the first run and "hello" in the second
    When the two runs are compared
    Then 2 transcripts were compared
    And no difference is found

  Scenario Outline: A transcript that <what> is told with its line
    Given the transcript "maya.txt" is "<first>" in the first run and "<second>" in the second
    When the two runs are compared
    Then the difference is told as "maya.txt differs at line 2"
    And the difference is told as "<shown>"

    Examples:
      | what              | first           | second           | shown                     |
      | says another word | hello / goodbye | hello / farewell | second: farewell          |
      | ends too early    | hello / goodbye | hello            | second: (it ends before)  |
      | ends too late     | hello           | hello / goodbye  | first:  (it ends before)  |

  Scenario: A transcript that only one run wrote is told
    Given the transcript "maya.txt" is written by the first run only
    And the transcript "tom.txt" is written by the second run only
    When the two runs are compared
    Then the difference is told as "maya.txt was written by the first run only"
    And the difference is told as "tom.txt was written by the second run only"

  Scenario: Runs that left nothing have nothing to compare
    Given two runs that left no transcript
    When the two runs are compared
    Then 0 transcripts were compared
