@self_check @unit @P2
Feature: A small wrong change to a judge is noticed
  The validator, the contract and the breaker judge all the rest. Whether their own features are
  worth anything shows when they are changed, one small thing at a time: each change that no feature
  notices is a feature that is missing, or has its reason on record.
  Business value: a check that was quietly switched off does not go on looking green for months

  Scenario Outline: What is changed: <what>
    Given a source with the lines <lines>
    When its mutants are made
    Then one of them has <changed> instead

    Examples:
      | what                | lines                              | changed                  |
      | a comparison        | "wait = seconds > 5"               | "wait = seconds >= 5"    |
      | a number            | "wait = 5"                         | "wait = 6"               |
      | a word              | "state = 'open'"                   | "state = 'XXopenXX'"     |
      | a condition         | "if told(): stop()"                | "if not (told()): stop()" |
      | an act              | "stop()"                           | "pass"                   |
      | an answer           | "def f(): return told()"           | "def f(): return None"   |
      | a named argument    | "stop(run, now=True)"              | "stop(run, )"            |
      | what a field allows | "wait: Annotated[int, Field(ge=1)]" | "wait: Annotated[int, Field(ge=2)]" |

  Scenario Outline: What is not changed: <what>
    Given a source with the lines <lines>
    When its mutants are made
    Then there are none

    Examples:
      | what                           | lines                                          |
      | a documentation                | "'''Stops after 5 seconds.'''"                 |
      | a type                         | "wait: int \| None"                            |
      | a sentence for people          | "['says that it can wait']"                   |
      | the description of a field     | "wait: Annotated[int, Field(description='so')]" |
      | names for those who import     | "__all__ = ['Finding']"                        |
      | what a class is made to refuse | "@dataclass(frozen=True)\nclass Row: ..."      |

  Scenario: A mutant keeps its name where its line only moves
    Given a source with the lines "wait = 5"
    When its mutants are made, and made again after a line was put before it
    Then they have the same names both times

  Scenario Outline: A process that <does> is told as <end>
    When a process is forked that <does>
    Then its end is told as "<end>"

    Examples:
      | does                  | end       |
      | answers               | done      |
      | raises                | crashed   |
      | dies                  | crashed   |
      | waits for ever        | timed out |
      | runs in circles       | timed out |
      | takes all the memory  | crashed   |

  Scenario: A change also reaches what was read before it was made
    Given the contract's promises were read
    When a process changes their word "MUST" to "OUGHT", and reads them again
    Then its end is told as "OUGHT"

  Scenario: Who calls what is still seen after a scenario in which calls ran out of room
    Given three scenarios that call the same function, the second without end
    When it is seen who calls it
    Then the first and the third are seen
    And the second is known to be seen in part only

  Scenario Outline: Of ten mutants <killed> are killed, <reasons>
    Given 10 mutants of which <killed> were killed
    When they are judged with <reasons>
    Then that is <good>

    Examples:
      | killed | reasons                          | good        |
      | 9      | no reason at all                 | good enough |
      | 8      | no reason at all                 | too bad     |
      | 9      | a reason for the one that lives  | good enough |
      | 9      | a reason for one that was killed | too bad     |
      | 8      | a reason for the one that lives  | too bad     |

  Scenario: What was found is forgotten when the source changes
    Given an outcome that was kept
    When the ledger is read again
    Then the outcome is known
    And it is unknown after the source was changed

  Scenario Outline: What all mutants came to is kept with its time and its commit: <commit>
    Given 10 mutants of which 9 were killed
    When their verdict is published from <commit>, at "2026-01-02 03:04"
    Then what was published begins with "2026-01-02 03:04 UTC, <words>"
    And it names the one that lives, and says "90.0% killed"

    Examples:
      | commit                     | words                                 |
      | a commit                   | commit 0123456789                     |
      | a commit and changes to it | commit 0123456789, with changes since |
      | a folder without history   | of no commit that is known            |
