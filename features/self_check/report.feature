@self_check @integration @P1
Feature: The report tells the truth about a run
  Ready-made reports painted failing steps green, left whole rules out of their totals, and fell over
  texts. A report that is wrong once is never believed again.
  Business value: a product owner can decide from the report without asking an engineer

  Scenario: The totals are those that behave counts
    When a suite that ends in every way is run
    Then the page and the results have the totals that behave printed
    And the results for CI count the same scenarios, and say how long each feature took

  Scenario: Nothing that broke is painted green
    When a suite that ends in every way is run
    Then each of its scenarios is shown as it ended
    And each of its steps is shown as it ended

  Scenario: Whatever broke can be run again by itself
    When a suite that ends in every way is run
    Then each scenario that broke has the command that runs it alone

  Scenario Outline: What broke is said in one sentence: <what>
    When a suite that ends in every way is run
    Then the report says of "<what>" that it broke "<where>": "<sentence>"

    Examples:
      | what                                      | where                           | sentence                                                 |
      | It fails                                  | When it fails                   | Maya was told once, not twice                            |
      | It fails and says nothing                 | Then it fails and says nothing  | “Then it fails and says nothing” failed and does not say |
      | It fails and gives no reason              | When it fails without a reason  | Expected <2>, but was <1>                                |
      | It crashes                                | When it crashes                 | It crashed: KeyError: 'sequence'                         |
      | It has a step that nobody knows           | When pigs fly                   | The suite does not know the step “When pigs fly”         |
      | It has a step that is not written yet     | When it is not written yet      | The step “When it is not written yet” is not written yet |
      | Work in progress                          | When it is not written yet      | The step “When it is not written yet” is not written yet |
      | The hook before it breaks                 | before the scenario             | Maya was never told, says before_scenario.               |
      | What judges it afterwards finds something | after the scenario              | Maya was never told, says after_scenario.                |
      | The hook after a step breaks              | When the hook after it breaks   | It crashed: RuntimeError: the hook after the step broke  |
      | It leaves something behind                | cleaning up after the scenario  | A cleanup failed: the store would not close              |
      | It never comes to its own steps           | And it fails                    | Maya was told once, not twice                            |

  Scenario: A failure shows what was expected, what came, and the log
    When a suite that ends in every way is run
    Then the report of "It fails" shows what was expected and what came
    And the report of "It fails" shows what was printed, and where in the code it failed
    And the report of "What judges it afterwards" shows "the log of after_scenario"

  Scenario: A promise is kept only where something proved it
    When a suite that ends in every way is run
    Then the promises are
      | promise | verdict | because                                              |
      | NSF-1   | kept    | each of its scenarios and rows passed                |
      | NSF-2   | broken  | one row of its examples failed                       |
      | NSF-3   | broken  | its rule states two promises                         |
      | NSF-4   | not run | its only scenario was left out                       |
      | NSF-5   | not run | a hook broke before its rule could begin             |
      | ACT-1   | not run | its only scenario has no steps of its own            |
      | ACT-2   | not run | a hook broke before its feature could begin          |
      | ACT-3   | kept    | its scenario passed, whatever its feature's end did  |
      | KEEP-1  | broken  | the background failed                                |
      | KEEP-2  | broken  | what judged its scenario afterwards found something  |
      | SEC-2   | broken  | that something was of this promise                   |
      | REC-1   | not run | it is named by a self-check, which counts for none   |
    And each of them leads to the place that states it
    And the verdict counts the kept among the tested and names the catalogue's size

  Scenario: A run in which everything is kept says so
    When only its feature in which everything is kept is run
    Then the verdict is "1 of 1 promise tested here is kept."
    And the page says "Nothing that ran here broke."

  Scenario: Where nothing was tested nothing is claimed
    When none of its scenarios is run
    Then the verdict is "No promise was tested here: n/a."
    And the page has neither a percentage nor a kept promise

  Scenario: An interrupted run says how far it came
    When a run of it is interrupted
    Then the verdict is "The run was interrupted. 1 of 1 promise tested here is kept."
    And each of its scenarios is shown as it ended
    And the results say that the run was interrupted

  Scenario: A run that was broken off between two scenarios is no different
    When a run of it is broken off between two scenarios
    Then the verdict is "The run was interrupted. 1 of 1 promise tested here is kept."
    And the results say that the run was interrupted

  Scenario Outline: What breaks around the whole run is the suite's own fault: <what>
    When everything is kept but <what> breaks
    Then the page says "The suite is at fault"
    And the verdict begins "The suite itself broke"
    And the small run fails, as behave does

    Examples:
      | what                  |
      | the hook "before_all" |
      | the hook "after_all"  |
      | the last cleanup      |

  Scenario: A second run replaces the first
    When a suite that ends in every way is run, and then its kept feature alone
    Then the verdict is "1 of 1 promise tested here is kept."
    And nothing of the first run, and nothing half written, is left

  Scenario: A report that cannot be written fails the run
    When its reports go to a folder that cannot be made
    Then behave says "the report cannot be written to"
    And the small run fails, as behave does

  Scenario: A report whose place is taken fails the run, and leaves nothing half written
    When a folder stands where its results go
    Then behave says "the report cannot be written to"
    And the small run fails, as behave does
    And nothing half written is left
