@self_check @real @wall_clock @web @P2
Feature: Others accept what is published
  What programs read is judged by programs that know nothing of this project.
  Business value: whoever builds on the published documents can trust their own tools

  Scenario: ajv accepts the schema of the events, draft 2020-12
    When the published schema of the events is read by ajv
    Then it finds nothing

  Scenario: AsyncAPI's own parser accepts the published document
    When the published AsyncAPI document is read by its parser
    Then it finds nothing

  Scenario Outline: ajv finds that the results of <run> fit their schema
    When the results of <run> are read by ajv
    Then it finds nothing

    Examples:
      | run                    |
      | the kept specification |
      | a broken platform      |

  Scenario Outline: Cucumber's own formatter makes a page of the messages of <run>
    When Cucumber's formatter makes a page of the messages of <run>
    Then it finds nothing
    And its page holds each feature that was run, in a browser

    Examples:
      | run                    |
      | the kept specification |
      | a broken platform      |
