@self_check @integration @P1 @kill_matrix
Feature: Every bad platform is caught, by the promise that it breaks
  A saboteur is the reference platform with one thing broken on purpose. It is put under test as any
  platform is, on the same features. A promise that nothing can break protects nobody.
  Business value: green means that somebody looked, and would have seen

  Scenario: Each saboteur turns its own promise red
    When every saboteur is run on the features of its promise
    Then each of them is caught by its own promise
    And every promise that must be kept has one, or a reason
    And the platform without sabotage is green
    And the report has a page that shows it

  Scenario: A saboteur that is not caught as it must be fails the run
    When the saboteurs of "support/self_check/badly_declared.py" are run
    Then the matrix ends with 1
    And the matrix says of each
      | saboteur               | what is wrong                         |
      | opens at four          |                                       |
      | hangs as it says       |                                       |
      | does nothing wrong     | nothing catches it                    |
      | blames another promise | CB-8 does not catch it                |
      | is told in other words | no sentence says “after 99 failures”  |
      | only hangs             | only a crash or a hang turns CON-6    |
      | only crashes           | only a crash or a hang turns CON-6    |

  Scenario: The README's platform is caught as the README says
    When the README's saboteur is run
    Then the matrix ends with 0
    And what it prints of "tells nobody" is in the README

  Scenario: A matrix that is interrupted leaves nothing behind
    When the matrix is interrupted while a saboteur is at work
    Then the matrix ends with 2
    And no process and no file of it is left

  Scenario Outline: A matrix <of> is refused
    When the command "matrix <options>" is given
    Then the command ends with 2
    And the command says "<words>"

    Examples:
      | of                  | options                            | words                                |
      | of a file not there | --add nowhere.py                   | there is no file 'nowhere.py'        |
      | of no saboteur      | --add support/plain.py             | holds no Saboteur                    |
      | of unknown names    | --only nobody                      | No saboteur has 'nobody' in its name |
      | with a bad setting  | -D seed=many                       | a whole number at least 0 is wanted  |
