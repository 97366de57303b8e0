@self_check @integration @P1
Feature: The command line tells three ends apart
  A build must tell a platform that breaks a promise from a suite that could not judge it. behave
  itself says the same for both.
  Business value: nobody hunts a fault in the platform that is in the suite, or the other way round

  Scenario Outline: <what>
    Given a small suite whose only step is "<step>"
    When the command line runs the small suite
    Then the small run ends with <code>
    And it leaves a report

    Examples:
      | what                                      | step                    | code |
      | Every promise is kept                     | all is well             | 0    |
      | A promise is broken                       | Maya is told nothing    | 1    |
      | A step crashes                            | the suite stumbles      | 2    |
      | Nobody knows the step                     | nobody knows this step  | 2    |
      | A scenario is skipped while it runs       | the scenario is skipped | 2    |

  Scenario: A suite at fault outranks a broken promise
    Given a small suite whose only step is "Maya is told nothing"
    And a feature file that is empty
    When the command line runs the small suite
    Then the small run ends with 2

  Scenario: A feature that cannot be read is the suite's fault
    Given a small suite with the feature
      """
      Feature: Maya is told
        Scenario: Her answer comes
          Given all is well
          and then nothing that anybody could read
          Rubbish
      """
    When the command line runs the small suite
    Then the small run ends with 2
    And it says "Nothing was run: behave says above what it could not read or find."

  Scenario: A folder that is not there is the suite's fault
    Given a small suite that is well written
    When the command line runs the small suite with "features/missing"
    Then the small run ends with 2
    And it says "Nothing was run"

  Scenario: One level is selected, and the checks of the suite stay out
    Given a small suite with the feature
      """
      @P1
      Feature: Maya is told
        Business value: customers who are told stay
        @unit
        Scenario: Checked on its own
          Given all is well
        @integration @scripted
        Scenario: Checked end to end
          Given Maya is told nothing
        @unit @self_check
        Scenario: Checks the suite
          Given the suite stumbles
      """
    When the command line runs the small suite with "--level unit"
    Then the small run ends with 0
    And its scenarios ended as
      | scenario           | status  |
      | Checked on its own | passed  |
      | Checked end to end | skipped |
      | Checks the suite   | skipped |

  Scenario: The first failure ends the run where that is wanted
    Given a small suite with the feature
      """
      @P1 @unit
      Feature: Maya is told
        Business value: customers who are told stay
        Scenario: The first to fail
          Given Maya is told nothing
        Scenario: Another one
          Given all is well
      """
    When the command line runs the small suite with "--fast-fail"
    Then the small run ends with 1
    And its scenarios ended as
      | scenario          | status   |
      | The first to fail | failed   |
      | Another one       | untested |

  Scenario: The checks of the suite are run alone where that is wanted
    Given a small suite with the feature
      """
      @P1 @unit
      Feature: Maya is told
        Business value: customers who are told stay
        Scenario: Checks a promise
          Given the suite stumbles
        @self_check
        Scenario: Checks the suite
          Given all is well
      """
    When the command line runs the small suite with "--self-check"
    Then the small run ends with 0
    And its scenarios ended as
      | scenario         | status  |
      | Checks a promise | skipped |
      | Checks the suite | passed  |

  Scenario Outline: Two runs that <what> are told apart from others
    Given a small suite whose only step is "<step>"
    When the command line compares two runs of the small suite
    Then the small run ends with <code>
    And it says "<words>"

    Examples:
      | what                | step                                    | code | words                                                            |
      | are the same        | Maya is answered                        | 0    | 1 connections' transcripts of two runs: the same, byte for byte. |
      | part ways           | Maya asks for something else in each run | 1    | 1 transcripts are not the same in both runs.                     |
      | break a promise     | Maya is told nothing                    | 2    | A run of the specification ended with 1.                         |
      | leave no transcript | all is well                             | 2    | No transcript was written, so nothing was compared.              |

  Scenario Outline: "<command>" is refused
    When the command "<command>" is given
    Then the command ends with 2
    And the command says "<words>"

    Examples:
      | command                        | words                                        |
      | run --real-llm --all           | exclude each other                           |
      | run --target server.py         | path/to/file.py:Name is wanted               |
      | run --target nowhere.toml      | No such file or directory                    |
      | run --target nowhere.py:Mine   | there is no file 'nowhere.py'                |
      | run --target json:dumsp        | perhaps 'dump' is meant                      |
      | run --target json:dump         | wanted is a subclass of ReferencePlatform    |
      | run --target support.simulator.store:Store | Parts(store=Store) is wanted     |
      | run --all --self-check         | exclude each other                           |
      | run --tags (@core              | Too many open-parens                         |
      | run -D frist_token=3           | Did you mean first_token?                    |
      | validate-config -D seed=many   | a whole number at least 0 is wanted          |
      | promises HOPE                  | The areas are NSF, ACT, KEEP                 |
      | contract --output no/such/file | no/such/file cannot be written               |
      | rn                             | Did you mean 'run'                           |

  Scenario: The help teaches the three ends
    When the command "run --help" is given
    Then the command ends with 0
    And the command says "1, a promise is broken"
    And the command says "--level integration --fast-fail"

  Scenario: The promises can be listed for people and for programs
    When the command "promises CB --format json" is given
    Then the command ends with 0
    And it lists 8 promises of the area "Circuit breaker"

  Scenario: The promises are listed under the names of their areas
    When the command "promises CB REC" is given
    Then the command ends with 0
    And the command says "Circuit breaker CB-1 MUST V"
    And the command says "Recovery REC-1 MUST V"
