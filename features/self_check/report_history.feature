@self_check @starts_processes @integration @P2
Feature: A run says since when something is broken, and what of it was known
  What broke today needs somebody now; what is known to be broken for a week needs nobody woken up.
  Business value: a build is red for what is new, and nothing that is broken is forgotten

  Scenario: What was never run before has no earlier run
    Given a small suite whose only step is "Maya is told nothing"
    When the command line runs the small suite
    Then the promise is told as "no earlier run tells since when"

  Scenario: What was kept in the run before is newly broken
    Given a small suite of which an earlier run was kept
    And its step is now "Maya is told nothing"
    When the command line runs the small suite
    Then the promise is told as "newly broken (last kept"

  Scenario: What was broken before tells since when, and when it was kept
    Given a small suite of which an earlier run was kept
    And its step is now "Maya is told nothing"
    And it was run 2 times more
    When the command line runs the small suite
    Then the promise is told as "2 runs ago; last kept"

  Scenario: A run of another selection is not compared
    Given a small suite of which an earlier run was kept
    And its step is now "Maya is told nothing"
    When the command line runs the small suite with "--tags @P1"
    Then the promise is told as "no earlier run tells since when"

  Scenario: A damaged file is named, passed over and left where it is
    Given a small suite of which an earlier run was kept
    And its step is now "Maya is told nothing"
    When that run's file is damaged, and the small suite is run again
    Then it says "of the history is damaged, and is passed over"
    And the history holds 2 files

  Scenario: History can be left out
    Given a small suite whose only step is "Maya is told nothing"
    When the command line runs the small suite with "-D history=off"
    Then the history holds 0 files

  Scenario: The history keeps the newest two hundred
    Given a small suite of which an earlier run was kept
    And its history holds 250 runs of the past
    When the command line runs the small suite
    Then the history holds 200 files

  Scenario Outline: A list of known breaks: <what>
    Given a small suite whose only step is "<step>"
    And a list of known breaks with <listed>
    When the command line runs the small suite with "-D baseline=known.toml"
    Then the small run ends with <code>
    And it says "<says>"

    Examples:
      | what                             | step                 | listed                     | code | says                                 |
      | what broke is on it              | Maya is told nothing | the promise                | 0    | 1 are known and 0 new                |
      | what broke is on it by its name  | Maya is told nothing | the scenario               | 0    | 1 are known and 0 new                |
      | what broke is not on it          | Maya is told nothing | another promise            | 1    | New: features/small.feature          |
      | what is on it breaks no longer   | all is well          | the promise                | 1    | remove the [[known]] with `promise = |
      | what is on it passes             | all is well          | the scenario               | 1    | remove the [[known]] with `scenario  |
      | what is on it was not tested     | all is well          | another promise            | 0    | 1 of 1 promise tested here is kept.  |
      | what is on it is gone            | all is well          | a scenario that is gone    | 1    | is no scenario any more              |
      | a crash is never known           | the suite stumbles   | the promise                | 2    | The suite itself broke               |
      | a reason is missing              | Maya is told nothing | a promise without a reason | 2    | its reason is missing                |
      | nobody promised that             | Maya is told nothing | a promise of nobody        | 2    | there is no promise XYZ-1            |

  Scenario: What is known is still shown as broken, with its reason
    Given a small suite whose only step is "Maya is told nothing"
    And a list of known breaks with the promise
    When the command line runs the small suite with "-D baseline=known.toml"
    Then its promise is "broken"
    And its page says "known: we wait for the vendor"

  Scenario: A first list is refused until its reasons are filled in
    Given a small suite whose only step is "Maya is told nothing"
    And a list of known breaks made from its first run
    When the command line runs the small suite with "-D baseline=known.toml"
    Then the small run ends with 2
    And it says "its reason is missing"

  Scenario Outline: Two runs are compared: <what>
    Given the results of a run in which the scenario "<was>"
    And the results of another in which it "<is>"
    When the two are compared
    Then the command ends with <code>
    And the command says "<says>"

    Examples:
      | what                            | was            | is             | code | says                                |
      | nothing changed                 | passed         | passed         | 0    | Nothing changed.                    |
      | newly broken                    | passed         | broke          | 1    | Newly broken: NSF-3                 |
      | newly kept                      | broke          | passed         | 0    | Newly kept: NSF-3                   |
      | still broken                    | broke          | broke          | 0    | Still broken: 2                     |
      | gone                            | passed         | was not run    | 1    | Gone, tested before and not now:    |
      | new                             | was not run    | passed         | 0    | New, not tested before:             |
      | slower                          | passed         | took 0.2 s     | 0    | Slower (more than 1.5 times as long |
      | hardly slower                   | passed         | took 0.1 s     | 0    | Nothing changed.                    |
      | on another platform             | passed         | ran elsewhere  | 0    | Different targets:                  |

  Scenario: A file that cannot be read compares with nothing
    When the command "compare nowhere.json nowhere.json" is given
    Then the command ends with 2
