@self_check @unit @P2
Feature: The contract is published as it is
  Frontend teams build from the published documents. They are made from the same models that judge
  the events, so that they cannot tell another story.
  Business value: a frontend team can rely on what is written without asking us

  Scenario Outline: The <document> document names every event and every frame
    When the contract is published as <document>
    Then it follows "<standard>"
    And a platform sends
      """
      agent_error circuit_breaker_triggered partial_result_preserved graceful_degradation
      recovery_attempt resource_cleanup system_recovered
      session_started session_resumed replay_gap run_started agent_output run_completed run_cancelled
      result request_rejected circuit_breaker_state_changed protocol_error early_warning
      """
    And a customer sends
      """
      authenticate ask cancel resume fetch_result
      """
    And every reference in it leads somewhere

    Examples:
      | document    | standard                                     |
      | json-schema | https://json-schema.org/draft/2020-12/schema |
      | asyncapi    | 3.0.0                                        |

  Scenario: The contract can be written to a file
    When the contract is written to a file as asyncapi
    Then it follows "3.0.0"
    And every reference in it leads somewhere

  Scenario Outline: "<event>" must carry all failure fields
    When the contract is published as json-schema
    Then "<event>" requires
      """
      type error_type message agent_name timestamp is_recoverable user_id user_message
      suggested_action retry_possible estimated_recovery_time
      """

    Examples:
      | event                     |
      | agent_error               |
      | circuit_breaker_triggered |
      | partial_result_preserved  |
      | graceful_degradation      |
      | recovery_attempt          |
      | resource_cleanup          |
      | system_recovered          |
      | request_rejected          |

  Scenario: A sender adds no field of its own
    When the contract is published as json-schema
    Then it refuses fields that it does not name

  Scenario: A reader lets the fields of a later version pass
    When the contract is published for readers as json-schema
    Then it lets fields pass that it does not name
