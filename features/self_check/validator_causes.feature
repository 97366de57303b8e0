@self_check @unit @P1
Feature: The validator asks that a cause is told before what follows from it
  A retry is given up because a breaker opened: the opening is told first. A failure is called by one
  name, unless the notice of it could not be built: what remains of that is told as an internal error.
  Business value: the customer's screen never tells an effect whose cause is still to come

  Scenario Outline: A retry is given up <when>
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 0.1   | recovery_attempt | {"status": "scheduled"}                                             |
      | 0.1   | <first>          | <says first>                                                        |
      | 0.1   | <second>         | <says second>                                                       |
      | 0.1   | agent_error      | {"error_type": "circuit_open", "retry_after": 29.0}                 |
    Then <found>

    Examples:
      | when                             | first                     | says first               | second                    | says second              | found |
      | after the breaker opened         | circuit_breaker_triggered | {"failure_id": "fail-2"} | recovery_attempt          | {"status": "aborted"}    | nothing is found when it is read as frames |
      | before it is told of the breaker | recovery_attempt          | {"status": "aborted"}    | circuit_breaker_triggered | {"failure_id": "fail-2"} | all that is found is EVT-3: "agent_error (event 8) gives up the run run-1, whose retry was aborted before the breaker was told to have opened; the cause comes first." |

  Scenario: An opening that is told as a change comes first as well
    Given a session in which is told
      | after | event                         | says                                                                |
      | 1     | run_started                   |                                                                     |
      | 1     | agent_error                   | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup              |                                                                     |
      | 0.1   | recovery_attempt              | {"status": "scheduled"}                                             |
      | 0.1   | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"}                        |
      | 0.1   | recovery_attempt              | {"status": "aborted"}                                               |
      | 0.1   | circuit_breaker_triggered     | {"failure_id": "fail-2"}                                            |
      | 0.1   | agent_error                   | {"error_type": "circuit_open", "retry_after": 29.0}                 |
    Then nothing is found when it is read as frames

  Scenario: An opening that is over is no cause of what is given up now
    Given a session in which is told
      | after | event                         | says                                                                |
      | 1     | circuit_breaker_triggered     | {"failure_id": "fail-3"}                                            |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}                     |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"}                   |
      | 1     | system_recovered              | {"failure_id": "fail-3"}                                            |
      | 1     | run_started                   |                                                                     |
      | 1     | agent_error                   | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup              |                                                                     |
      | 0.1   | recovery_attempt              | {"status": "scheduled"}                                             |
      | 0.1   | recovery_attempt              | {"status": "aborted"}                                               |
      | 0.1   | circuit_breaker_triggered     | {"failure_id": "fail-2"}                                            |
      | 0.1   | agent_error                   | {"error_type": "circuit_open", "retry_after": 29.0}                 |
    Then all that is found is EVT-3: "agent_error (event 12) gives up the run run-1, whose retry was aborted before the breaker was told to have opened; the cause comes first."

  Scenario Outline: A cleanup that calls the failure <type>, by the key <key>
    Given a session in which is told
      | after | event            | says                                         |
      | 1     | run_started      |                                              |
      | 1     | agent_error      |                                              |
      | 1     | resource_cleanup | {"error_type": "<type>", "message_key": <key>} |
    Then <found>

    Examples:
      | type             | key                               | found |
      | internal_error   | "internal_error.resource_cleanup" | nothing is found when it is read as frames |
      | internal_error   | "failure.resource_cleanup"        | all that is found is NSF-4: "resource_cleanup (event 4) calls the failure fail-1 internal_error, but the customer was told of llm_timeout." |
      | internal_error   | "internal_errors"                 | all that is found is NSF-4: "resource_cleanup (event 4) calls the failure fail-1 internal_error, but the customer was told of llm_timeout." |
      | context_too_long | "internal_error.resource_cleanup" | all that is found is NSF-4: "resource_cleanup (event 4) calls the failure fail-1 context_too_long, but the customer was told of llm_timeout." |
      | internal_error   | 5                                 | NSF-4 is found broken, in a sentence with "calls the failure fail-1 internal_error" |

  Scenario: A retry of which only the minimal notice remains
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "scheduled", "error_type": "internal_error", "message_key": "internal_error.recovery_attempt"} |
      | 1     | recovery_attempt | {"status": "started"}                                               |
      | 1     | agent_output     |                                                                     |
      | 1     | recovery_attempt | {"status": "succeeded"}                                             |
      | 1     | system_recovered | {"run_id": "run-1", "attempts_made": 1}                             |
      | 1     | run_completed    |                                                                     |
    Then nothing is found when it is read as frames

  Scenario: A retry that fails by something else, whose work is kept for that reason
    Given a session in which is told
      | after | event                    | says                                                                |
      | 1     | run_started              |                                                                     |
      | 1     | agent_error              | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup         |                                                                     |
      | 1     | recovery_attempt         | {"status": "scheduled"}                                             |
      | 1     | recovery_attempt         | {"status": "started"}                                               |
      | 1     | agent_output             |                                                                     |
      | 1     | partial_result_preserved | {"error_type": "service_unavailable"}                               |
      | 1     | recovery_attempt         | {"error_type": "service_unavailable", "status": "failed"}           |
      | 1     | agent_error              | {"error_type": "service_unavailable", "attempt_number": 1, "partial_available": true} |
      | 1     | resource_cleanup         | {"error_type": "service_unavailable", "attempt_number": 1}          |
    Then nothing is found when it is read as frames

  Scenario: A request that is refused for the failure that opened the breaker
    Given a session in which is told
      | after | event                     | says                                          |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-2"}                      |
      | 1     | request_rejected          | {"failure_id": "fail-2", "retry_after": 29.0} |
    Then nothing is found when it is read as frames

  Scenario: An open breaker is no cause of a failure that will be retried
    Given a session in which is told
      | after | event                     | says                                                                                                                   |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-2"}                                                                                               |
      | 1     | run_started               |                                                                                                                        |
      | 1     | agent_error               | {"error_type": "circuit_open", "retry_after": 28.0, "will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup          | {"error_type": "circuit_open"}                                                                                         |
      | 1     | recovery_attempt          | {"error_type": "circuit_open", "status": "scheduled", "backoff_delay": 28.0}                                           |
      | 1     | recovery_attempt          | {"error_type": "circuit_open", "status": "aborted", "backoff_delay": 28.0}                                             |
      | 1     | run_cancelled             |                                                                                                                        |
    Then all that is found is NSF-4: "agent_error (event 4) calls the failure of the run run-1 circuit_open, which is for requests that an open breaker refuses."

  Scenario: An outage may have begun long before a request was refused for it
    Given a session in which is told
      | after | event            | says                                                                           |
      | 1     | request_rejected | {"failure_id": "fail-2", "retry_after": 29.0}                                  |
      | 1     | system_recovered | {"failure_id": "fail-2", "error_type": "circuit_open", "recovery_time": 100.0} |
    Then nothing is found when it is read as frames

  Scenario: An outage may have begun long before the failure that it brought about
    Given a session in which is told
      | after | event            | says                                                    |
      | 1     | run_started      |                                                         |
      | 1     | agent_error      | {"root_failure_id": "outage-1"}                         |
      | 1     | resource_cleanup | {"root_failure_id": "outage-1"}                         |
      | 1     | system_recovered | {"root_failure_id": "outage-1", "recovery_time": 100.0} |
    Then nothing is found when it is read as frames

  Scenario: A retry may name what a minimal notice of the cleanup named
    Given a session in which is told
      | after | event            | says                                                                               |
      | 1     | run_started      |                                                                                    |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"}                |
      | 1     | resource_cleanup | {"error_type": "internal_error", "message_key": "internal_error.resource_cleanup"} |
      | 1     | recovery_attempt | {"error_type": "internal_error", "status": "scheduled"}                            |
      | 1     | recovery_attempt | {"status": "aborted"}                                                              |
      | 1     | run_cancelled    |                                                                                    |
    Then nothing is found when it is read as frames
