@self_check @starts_processes @integration @P1
Feature: The suite's own faults are told apart from broken promises
  A suite that blames the platform for its own mistakes is soon believed by nobody. What our own side
  did wrong, what crashed in our own code and what could not be reached says nothing of a promise.
  Business value: nobody hunts a fault in the platform that is in the suite

  Scenario Outline: <what>
    Given a small suite whose only step is "<step>"
    When the command line runs the small suite
    Then the small run ends with <code>
    And its promise is "<verdict>"
    And its report says "<words>"

    Examples: our own side
      | what                                            | step                                      | code | verdict    | words                                     |
      | Our app sends by mistake what is no message     | Maya's app makes a mistake                | 2    | not_judged | Maya's app sent a message that does not   |
      | A mistake of our app outranks what it leads to  | Maya's app makes a mistake, and that hurts | 2   | not_judged | Maya's app sent a message that does not   |
      | Our app sends nonsense because it was told to   | Maya's app sends nonsense as it was told  | 0    | kept       | 1 of 1 promise tested here is kept        |
      | A step crashes                                  | the suite stumbles                        | 2    | not_judged | The suite itself broke                    |
      | An assertion fails                              | Maya is told nothing                      | 1    | broken     | 0 of 1 promise tested here are kept       |

    Examples: what is under test
      | what                                            | step                                      | code | verdict      | words                                   |
      | Nobody may look at what the step needs          | nobody may look inside                    | 2    | not_testable | Nobody can look inside from here        |

  Scenario: A task that will not end does not hang the run
    Given a small suite whose only step is "a task that will not end"
    When the command line runs the small suite with "-D step_watchdog=1"
    Then the small run ends with 2
    And its report says "the task 'a stubborn task'"
    And its report says "'ending what the scenario left running' was not over within 1 s"

  Scenario Outline: What only hinders the end of a scenario is told in behave's form "<form>", too
    Given a small suite whose only step is "a thread that takes its time"
    When the command line runs the small suite with "-D step_watchdog=1 -- --format <form>"
    Then the small run ends with 2
    And its report says "'ending what the scenario left running' was not over within 1 s"

    Examples:
      | form      |
      | progress  |
      | progress2 |
      | progress3 |
      | plain     |

  Scenario: Where nobody answers, nothing is said to be broken and nothing to be kept
    Given a small suite whose only step is "Maya is here"
    When the command line runs the small suite on a platform that refuses the connection
    Then the small run ends with 2
    And its promise is "not_judged"
    And it says "0 of 1 promise are kept."

  Scenario: A part of ours that is tried by itself says nothing of somebody else's platform
    Given a small suite with the feature
      """
      @P1
      Feature: Our breaker on its own
        Business value: a part of ours that works says nothing of a platform of somebody else's
        @CB-1
        Rule: It opens at its threshold
          @unit
          Scenario: It opens
            Given all is well
        @NSF-1
        Rule: Somebody answers
          @integration @scripted
          Scenario: Maya is welcome
            Given Maya is here
      """
    When the command line runs the small suite on a platform that refuses the connection
    Then the scenario "It opens" was not run, because "not what is under test"
