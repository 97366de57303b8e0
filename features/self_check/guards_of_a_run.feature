@self_check @integration @P1 @scripted
Feature: A run cannot pass by accident
  behave ends with success where nothing was selected, where a file is empty and where a scenario
  was skipped from inside. Each of these must fail, and say why, in the console and in the report.
  Business value: nobody releases on the strength of a run that proved nothing

  Scenario: A well-written suite passes
    Given a small suite that is well written
    When behave runs the small suite
    Then the small run ends with 0
    And it says "Scenarios: 1 passed, 0 failed."
    And it leaves a report

  Scenario: A selection that fits nothing fails
    Given a small suite that is well written
    When behave runs the small suite with "--tags=@nothing"
    Then the small run ends with 1
    And it says "nothing was run: no scenario fits features with --tags 'nothing'"
    And its report says "nothing was run: no scenario fits"

  Scenario: An empty feature file fails
    Given a small suite that is well written
    And a feature file that is empty
    When behave runs the small suite
    Then the small run ends with 1
    And its report says "features/empty.feature: the file holds no feature"

  Scenario: A lost keyword fails
    Given a small suite with the feature
      """
      @integration @P1 @scripted
      Feature: Maya is told
        Business value: customers who are told stay
        Scenari: Her answer never comes
          Given Maya is told nothing
        @NSF-1
        Rule: A request ends once
          Scenario: Her answer comes
            Given all is well
      """
    When behave runs the small suite
    Then the small run ends with 1
    And it says "'Scenari: Her answer never comes' is read as plain text"
    And its report says "was 'Scenario:' meant?"

  Scenario: A hook that behave would never await fails
    Given a small suite that is well written
    And its hook "before_scenario" is asynchronous
    When behave runs the small suite
    Then the small run ends with 1
    And its report says "the hook before_scenario is an 'async def'"

  Scenario Outline: Two steps for the same words are refused: <other>
    Given a small suite that is well written
    And it has another step for "<other>"
    When the command line runs the small suite
    Then the small run ends with 2
    And it says "@given('all is well') has already been defined"

    Examples:
      | other         |
      | all is well   |
      | all is {how}  |
      | {what} well   |

  Scenario Outline: A step for other words changes nothing: <other>
    Given a small suite that is well written
    And it has another step for "<other>"
    When the command line runs the small suite
    Then the small run ends with 0
    And it says "Scenarios: 1 passed, 0 failed."

    Examples:
      | other            |
      | all is well here |
      | all was {how}    |

  Scenario Outline: A step that proves nothing fails: <step>
    Given a small suite whose only step is "<step>"
    When behave runs the small suite
    Then the small run ends with 1
    And its report says "<reason>"

    Examples:
      | step                        | reason                      |
      | the scenario is skipped     | was skipped while it ran    |
      | nobody has written this yet | is not written yet          |

  Scenario: A setting that nobody knows fails
    Given a small suite that is well written
    When behave runs the small suite with "-D frist_token=3"
    Then the small run ends with 1
    And it says "frist_token: there is no such setting. Did you mean first_token?"
    And its report says "Did you mean first_token?"
