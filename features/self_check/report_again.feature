@self_check @integration @P2
Feature: What a run found is a file that others read, and that makes the report again
  A build keeps results.json; who looks at it months later, with another tool, must see the same.
  Business value: nobody has to run the specification again to know what it found

  Scenario: Everything that a run wrote is made again from its results
    When a suite that ends in every way is run
    And its report is made again from the results alone
    Then the files made again are those that were written

  Scenario: The messages for Cucumber's tools count the same scenarios
    When a suite that ends in every way is run
    Then the messages hold each scenario that was run, as it ended
    And each of the messages leads only to what was said before

  Scenario: The messages say what broke around a scenario, a rule and a feature
    When a suite that ends in every way is run
    Then the messages say "Maya was never told, says before_scenario." of a hook
    And the messages say "Maya was never told, says before_rule." of a hook of the run
    And the messages say "Maya was never told, says before_feature." of a hook of the run

  Scenario: The published schema names all that the results hold
    When a suite that ends in every way is run
    Then the schema beside the results is the one that "report --schema" prints
    And each field of its results is in the schema

  Scenario Outline: A file that is no results file is refused with what to do: <what>
    When the report is made again from <what>
    Then the command ends with 2
    And the command says "<says>"

    Examples:
      | what                               | says                                        |
      | a file that is not there           | cannot be read: No such file or directory   |
      | a file that is not JSON            | is not JSON                                 |
      | a file of another program          | `version` is missing: it holds no results   |
      | results of the next major version  | `version` is '2.0', and this program reads  |
      | results with a field that is wrong | duration: Input should be a valid number    |

  Scenario: Results of a later minor version are read, and what is new in them is passed over
    When the report is made again from results of a later minor version
    Then the command ends with 0
    And the command says "Report:"
