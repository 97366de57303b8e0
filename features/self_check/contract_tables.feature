@self_check @unit @P2
Feature: The contract's tables are as they were agreed
  What can be retried, what counts for a breaker, how long a text may be: others build on each of
  these. Here they stand once more, as they were agreed, so that none changes by a slip.
  Business value: no frontend and no operator finds out by an accident that a number was changed

  Scenario Outline: The catalogue's row for <error>
    Given the failure catalogue
    Then "<error>" is filed under "<category>" and is of <severity> severity
    And it <recovers> recover, the customer <retries> ask again, and it <counts> for the breaker
    And it ends with "<action>", after as many retries as: <most>

    Examples:
      | error                        | category | recovers | retries | counts         | action             | severity | most          |
      | llm_timeout                  | llm      | can      | may     | counts         | wait_and_retry     | medium   | as configured |
      | rate_limit_exceeded          | llm      | can      | may     | counts         | wait_and_retry     | medium   | as configured |
      | quota_exhausted              | llm      | cannot   | may not | does not count | contact_support    | critical | as configured |
      | provider_refused_us          | llm      | cannot   | may not | does not count | contact_support    | critical | as configured |
      | invalid_response_format      | llm      | can      | may     | counts         | retry_now          | medium   | 1             |
      | response_truncated           | llm      | can      | may     | counts         | use_partial_result | medium   | as configured |
      | content_filtered             | llm      | cannot   | may not | does not count | shorten_request    | low      | as configured |
      | context_too_long             | llm      | cannot   | may not | does not count | shorten_request    | low      | as configured |
      | memory_limit_exceeded        | resource | can      | may     | counts         | wait_and_retry     | high     | as configured |
      | processing_capacity_exceeded | resource | can      | may     | does not count | wait_and_retry     | medium   | as configured |
      | connection_failed            | network  | can      | may     | counts         | wait_and_retry     | high     | as configured |
      | connection_intermittent      | network  | can      | may     | counts         | wait_and_retry     | medium   | as configured |
      | network_timeout              | network  | can      | may     | counts         | wait_and_retry     | high     | as configured |
      | service_unavailable          | system   | can      | may     | counts         | wait_and_retry     | high     | as configured |
      | database_connection_failed   | system   | can      | may     | counts         | wait_and_retry     | high     | as configured |
      | internal_error               | internal | can      | may     | counts         | contact_support    | critical | 1             |
      | circuit_open                 | internal | can      | may     | does not count | wait_and_retry     | medium   | as configured |
      | cancelled                    | internal | cannot   | may     | does not count | none               | low      | as configured |

  Scenario Outline: The words of <set>
    Given the contract's vocabulary
    Then <set> has the words <words>

    Examples:
      | set               | words                                                                                                                                                                                                                                                                                                                                              |
      | ErrorCategory     | llm resource network system internal                                                                                                                                                                                                                                                                                                               |
      | ErrorType         | llm_timeout rate_limit_exceeded quota_exhausted provider_refused_us invalid_response_format response_truncated content_filtered context_too_long memory_limit_exceeded processing_capacity_exceeded connection_failed connection_intermittent network_timeout service_unavailable database_connection_failed internal_error circuit_open cancelled |
      | SuggestedAction   | wait wait_and_retry retry_now shorten_request use_partial_result reconnect contact_support none                                                                                                                                                                                                                                                    |
      | Severity          | low medium high critical                                                                                                                                                                                                                                                                                                                           |
      | DegradationLevel  | reduced minimal emergency                                                                                                                                                                                                                                                                                                                          |
      | AttemptStatus     | scheduled started succeeded failed aborted                                                                                                                                                                                                                                                                                                         |
      | CleanupStatus     | success partial failed                                                                                                                                                                                                                                                                                                                             |
      | BreakerState      | closed open half_open forced_open disabled                                                                                                                                                                                                                                                                                                         |
      | RejectionReason   | circuit_open circuit_half_open capacity shutting_down                                                                                                                                                                                                                                                                                              |
      | ProtocolErrorCode | not_json not_an_object too_large binary_not_accepted unknown_type invalid_field authenticate_first already_authenticated invalid_token resume_refused unknown_run run_has_ended unknown_result records_unavailable too_many_requests under_way_elsewhere                                                                                           |
      | CloseCode         | 1000 1001 1002 1007 1008 1009 1011 1012 4001                                                                                                                                                                                                                                                                                                       |
      | RunState          | running completed failed cancelled                                                                                                                                                                                                                                                                                                                 |

  Scenario: What fits into the fields
    When the contract is published as json-schema
    Then this fits into the fields
      | frame                     | field                   | what                                                                |
      | authenticate              | token                   | string from 1 to 4096                                               |
      | ask                       | request_id              | string from 1 to 128                                                |
      | ask                       | text                    | string from 1 to 32000                                              |
      | ask                       | locale                  | ^[a-z]{2}(-[A-Z]{2})?$ or null                                      |
      | cancel                    | run_id                  | string from 1 to 128                                                |
      | resume                    | session_id              | string from 1 to 128                                                |
      | resume                    | resume_token            | string from 1 to 256                                                |
      | resume                    | last_sequence           | integer from 0                                                      |
      | fetch_result              | result_id               | string from 1 to 128                                                |
      | session_started           | event_id                | string from 1 to 128                                                |
      | session_started           | sequence                | integer from 1                                                      |
      | session_started           | session_id              | string from 1 to 128                                                |
      | session_started           | run_id                  | string from 1 to 128 or null                                        |
      | session_started           | timestamp               | ^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$                            |
      | session_started           | sent_at                 | ^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$                            |
      | session_started           | schema_version          | ^\d+\.\d+$                                                          |
      | session_started           | resume_token            | string from 22 to 256                                               |
      | session_resumed           | resume_token            | string from 22 to 256 or null                                       |
      | replay_gap                | from_sequence           | integer from 1                                                      |
      | replay_gap                | to_sequence             | integer from 1                                                      |
      | agent_output              | step                    | string from 1 to 200                                                |
      | agent_output              | text                    | string                                                              |
      | early_warning             | horizon                 | number from 0                                                       |
      | early_warning             | score                   | number                                                              |
      | early_warning             | mitigation              | string from 1 to 500                                                |
      | agent_error               | message                 | string from 1 to 500                                                |
      | agent_error               | agent_name              | string from 1 to 200                                                |
      | agent_error               | user_id                 | string from 1 to 128                                                |
      | agent_error               | user_message            | string from 11 to 500                                               |
      | agent_error               | estimated_recovery_time | number from 0 or null                                               |
      | agent_error               | retry_after             | number from 0 or null                                               |
      | agent_error               | message_params          | anything named, each string or integer or number or boolean or null |
      | agent_error               | locale                  | ^[a-z]{2}(-[A-Z]{2})?$                                              |
      | agent_error               | attempt_number          | integer from 0                                                      |
      | circuit_breaker_triggered | previous_state          | closed or half_open                                                 |
      | circuit_breaker_triggered | failure_count           | integer from 0                                                      |
      | circuit_breaker_triggered | failure_threshold       | integer from 1                                                      |
      | circuit_breaker_triggered | cooldown_period         | number from 0                                                       |
      | partial_result_preserved  | preserved_steps         | a list of 1 or more, each string from 1 to 200                      |
      | partial_result_preserved  | lost_steps              | a list of 0 or more, each string from 1 to 200                      |
      | partial_result_preserved  | progress                | number from 0 to 1                                                  |
      | graceful_degradation      | available_features      | a list of 1 or more, each string from 1 to 200                      |
      | recovery_attempt          | attempt_number          | integer from 1                                                      |
      | recovery_attempt          | max_attempts            | integer from 1                                                      |
      | recovery_attempt          | backoff_delay           | number from 0                                                       |
      | resource_cleanup          | memory_freed            | integer from 0                                                      |
      | system_recovered          | recovery_time           | number from 0                                                       |
      | system_recovered          | attempts_made           | integer from 0                                                      |

  Scenario Outline: <promise> is a <strength> of profile <profile>
    Given the catalogue of promises
    Then "<promise>" is a <strength> of profile "<profile>", in the area "<area>"

    Examples:
      | promise | strength | profile | area                  |
      | NSF-1   | MUST     | B       | No silent failure     |
      | ACT-3   | SHOULD   | V       | Something to act on   |
      | KEEP-1  | MUST     | V       | Finished work is kept |

  Scenario: The AsyncAPI document says what it is and where it is spoken
    When the contract is published as asyncapi
    Then it is version "1.0.0" of "The failure contract", under "Apache-2.0"
    And its frames are "application/json", on the channel "session" at "/"
    And the platform's side sends what it names, and receives the rest
