@P1
Feature: Every way to end <script>alert("feature")</script>
  Its scenarios say by a tag how they must be shown; ünïcödé ☂ & "quotes".
  Business value: a trial; it earns nothing
  but it may go on in a second line

  Background: the usual
    Given it passes

  @ends.passed
  Scenario: It passes <script>alert("scenario")</script>
    When it passes with "<script>alert(1)</script> & <b>bold</b>"

  @ends.failed
  Scenario: It fails
    When it fails
    Then it passes

  @ends.failed
  Scenario: It fails with a log of hostile characters
    Then it fails and shows a log

  @ends.failed
  Scenario: It fails and says nothing
    Then it fails and says nothing

  @ends.failed
  Scenario: It fails and gives no reason
    When it fails without a reason

  @ends.error
  Scenario: It crashes
    When it crashes

  @ends.not_run
  Scenario: It skips itself
    When it skips the rest
    Then it fails

  @ends.error
  Scenario: It has a step that nobody knows
    When pigs fly
    Then it passes

  @ends.error
  Scenario: It has a step that is not written yet
    When it is not written yet

  @ends.error @wip
  Scenario: Work in progress with a step that is not written yet
    When it is not written yet

  @ends.error @breaks.before_scenario
  Scenario: The hook before it breaks
    When it passes

  @ends.failed @breaks.after_scenario @KEEP-2
  Scenario: What judges it afterwards finds something
    When it passes

  @ends.error
  Scenario: The hook after a step breaks
    When the hook after it breaks

  @ends.error @breaks.cleanup
  Scenario: It leaves something behind
    When it passes

  @ends.not_run @left_out
  Scenario: It is left out by its tag
    When it fails

  @NSF-1
  Rule: A rule that is kept
    Rules have words of their own.

    Background:
      And it passes with "a background of the rule"

    @ends.passed
    Scenario: It passes with a table and a text
      When it passes with
        | who  | told | <b>cell</b> |
        | Maya | once | a \| b      |
        | Tom  |      | ☂           |
      Then it passes with
        """
        A text with <script>alert("text")</script>
          and an indent
        """

    Scenario Outline: Each row with "<what>" passes
      When it passes with "<what>"

      @ends.passed
      Examples: the first <table>
        | what  |
        | one   |
        | <two> |

      @ends.passed
      Examples:
        | what  |
        | three |

  @NSF-2 @NSF-3
  Rule: A rule that is broken by one row of its examples
    Scenario Outline: It <does>
      Then it <does>

      @ends.passed
      Examples: kept
        | does   |
        | passes |

      @ends.failed
      Examples: broken
        | does  |
        | fails |

  @NSF-4
  Rule: A rule of which nothing ran
    @ends.not_run @left_out
    Scenario: It is left out
      When it passes

  @NSF-5 @breaks.before_rule
  Rule: A rule whose hook breaks
    @ends.not_run
    Scenario: It never starts
      When it passes

  @ACT-1
  Rule: A rule with a scenario that has no steps of its own
    @ends.not_run
    Scenario: It has its background alone
