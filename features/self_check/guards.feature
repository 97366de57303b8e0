@self_check @unit @P1
Feature: What behave would let pass in silence is found
  A misspelt keyword is read as plain text, a scenario without steps passes, an outline without
  examples is never run. Nobody notices, because all of it is green.
  Business value: a promise that nobody checks is not taken for one that is kept

  Scenario: A well-written feature has nothing wrong with it
    When the guards read the well-written feature
    Then they find nothing

  Scenario Outline: A lost keyword is found: <written>
    When the guards read the well-written feature with "<line>" written as "<written>"
    Then they say "was '<meant>' meant?"

    Examples:
      | line                                           | written                     | meant     |
      | Nobody should wait for an answer that          | Scenari: Maya waits         | Scenario: |
      | Nobody should wait for an answer that          | Scenaro: Maya waits         | Scenario: |
      | Nobody should wait for an answer that          | Scenario Maya waits         | Scenario: |
      | Nobody should wait for an answer that          | Rules: Maya is told         | Rule:     |
      | Nobody should wait for an answer that          | Ruel: Maya is told          | Rule:     |
      | Nobody should wait for an answer that          | Exmaples:                   | Examples: |
      | Nobody should wait for an answer that          | Feature: Tom is told too    | Feature:  |
      | Given all is well                              | Givn all is well            | Given     |
      | Given all is well                              | Wehn all is well            | When      |

  Scenario Outline: Ordinary prose is left alone: <written>
    When the guards read the well-written feature with "<line>" written as "<written>"
    Then they find nothing

    Examples:
      | line                                  | written                               |
      | Nobody should wait for an answer that | Note: this was seen in the wild       |
      | Nobody should wait for an answer that | Role: Maya is a customer              |
      | Nobody should wait for an answer that | Examples of this are easy to find     |
      | Nobody should wait for an answer that | Seen in the wild: an endless wait     |
      | Scenario: Her answer comes            | Scenario: Her answer comes, they said |

  Scenario Outline: A mistake is found: <said>
    When the guards read the well-written feature with "<line>" written as "<written>"
    Then they say "<said>"

    Examples:
      | line                       | written                | said                                 |
      | Given all is well          |                        | the scenario has no step             |
      | @NSF-1                     |                        | tagged no promise                    |
      | @NSF-1                     | @NSF-1 @NSF-2          | tagged NSF-1 and NSF-2               |
      | @NSF-1                     | @NFS-1                 | no promise has the id '@NFS-1'       |
      | @NSF-1                     | @nsf-1                 | was '@NSF-1' meant?                  |
      | Business value: customers  | Customers              | has no line 'Business value: …'      |
      | @integration @P1 @scripted | @integration @scripted | needs one of the priorities          |
      | @integration @P1 @scripted | @P1 @scripted          | has no level                         |
      | @integration @P1 @scripted | @integration @P1       | does not say which model it is for   |
      | @integration @P1 @scripted | @real @P1 @scripted @real_llm | does not say which model it is for |
      | Scenario: Her answer comes | Rule: Another one      | the rule has no scenario             |

  Scenario Outline: A tag that hides scenarios is found: <tag>
    When the guards read the well-written feature with the further tag "<tag>"
    Then they say "hides what it marks"

    Examples:
      | tag  |
      | wip  |
      | skip |

  Scenario: A feature without a scenario is found
    When the guards read the feature
      """
      @integration @P1 @scripted
      Feature: Maya is told
        Business value: customers who are told stay
      """
    Then they say "the feature has no scenario"

  Scenario: An outline without an example is found
    When the guards read the feature
      """
      @integration @P1 @scripted
      Feature: Maya is told
        Business value: customers who are told stay
        Scenario Outline: Her answer to <question> comes
          Given all is well
          Examples:
            | question |
      """
    Then they say "the outline has no example"

  Scenario: A table of examples without a row is found beside one that has some
    When the guards read the feature
      """
      @integration @P1 @scripted
      Feature: Maya is told
        Business value: customers who are told stay
        Scenario Outline: Her answer to <question> comes
          Given all is well
          Examples: Everyday questions
            | question |
            | where    |
          Examples: Hard questions
            | question |
      """
    Then they say "a table of examples has no row"

  Scenario: Two scenarios of one name, and one that is too long, are found
    When the guards read the feature
      """
      @integration @P1 @scripted
      Feature: Maya is told
        Business value: customers who are told stay
        Scenario: Her answer comes
          Given all is well
          And all is well
          And all is well
        Scenario: Her answer comes
          Given all is well
          And all is well
          And all is well
          And all is well
          And all is well
          And all is well
      """
    Then they say "another scenario is also called 'Her answer comes'"
    And they say "6 steps are too many to read aloud"

  Scenario: Every feature of this project passes the guards
    When the guards read every feature of this project
    Then they find nothing
