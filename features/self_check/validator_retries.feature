@self_check @unit @P1
Feature: The validator measures each retry by what was announced and asked for
  A retry waits as long as the provider asks, within the bounds that are promised, under the number
  that it was announced with. What meets a bound exactly keeps it.
  Business value: retries help a provider to recover instead of wearing it down

  Scenario: A wait that is nearly as long as was asked for
    Given a session in which is told
      | after | event            | says                                                                                                                          |
      | 1     | run_started      |                                                                                                                               |
      | 1     | agent_error      | {"error_type": "rate_limit_exceeded", "will_retry": true, "terminal": false, "suggested_action": "wait", "retry_after": 12.0} |
      | 1     | resource_cleanup | {"error_type": "rate_limit_exceeded"}                                                                                         |
      | 1     | recovery_attempt | {"status": "scheduled", "error_type": "rate_limit_exceeded", "backoff_delay": 11.5}                                           |
      | 1     | recovery_attempt | {"status": "aborted", "error_type": "rate_limit_exceeded", "backoff_delay": 11.5}                                             |
      | 1     | run_cancelled    |                                                                                                                               |
    Then all that is found is REC-2: "recovery_attempt (event 5) waits 11.5 s, less than the 12.0 s that were asked for."

  Scenario: The longest wait that may be asked for
    Given a session in which is told
      | after | event            | says                                                                                                                           |
      | 1     | run_started      |                                                                                                                                |
      | 1     | agent_error      | {"error_type": "rate_limit_exceeded", "will_retry": true, "terminal": false, "suggested_action": "wait", "retry_after": 120.0} |
      | 1     | resource_cleanup | {"error_type": "rate_limit_exceeded"}                                                                                          |
      | 1     | recovery_attempt | {"status": "scheduled", "error_type": "rate_limit_exceeded", "backoff_delay": 120.0}                                           |
      | 1     | recovery_attempt | {"status": "aborted", "error_type": "rate_limit_exceeded", "backoff_delay": 120.0}                                             |
      | 1     | run_cancelled    |                                                                                                                                |
    Then nothing is found when it is read as frames

  Scenario: The shortest wait before the first retry
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "scheduled", "backoff_delay": 0.5}                       |
      | 1     | recovery_attempt | {"status": "aborted", "backoff_delay": 0.5}                         |
      | 1     | run_cancelled    |                                                                     |
    Then nothing is found when it is read as frames

  Scenario: The longest wait before the first retry
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "scheduled", "backoff_delay": 1.0}                       |
      | 1     | recovery_attempt | {"status": "aborted", "backoff_delay": 1.0}                         |
      | 1     | run_cancelled    |                                                                     |
    Then nothing is found when it is read as frames

  Scenario: A wait before the second retry that is too short
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "scheduled"}                                             |
      | 2     | recovery_attempt | {"status": "started"}                                               |
      | 1     | recovery_attempt | {"status": "failed"}                                                |
      | 1     | resource_cleanup | {"attempt_number": 1}                                               |
      | 1     | recovery_attempt | {"status": "scheduled", "attempt_number": 2, "backoff_delay": 0.8}  |
      | 1     | recovery_attempt | {"status": "aborted", "attempt_number": 2, "backoff_delay": 0.8}    |
      | 1     | run_cancelled    |                                                                     |
    Then all that is found is REC-2: "recovery_attempt (event 9) waits 0.8 s before attempt 2, expected 1 to 2 s."

  Scenario: A notice of a retry that could not be built says so
    Given a session in which is told
      | after | event            | says                                                                                                      |
      | 1     | run_started      |                                                                                                           |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"}                                       |
      | 1     | resource_cleanup |                                                                                                           |
      | 1     | recovery_attempt | {"status": "scheduled", "error_type": "internal_error", "message_key": "internal_error.recovery_attempt"} |
      | 1     | recovery_attempt | {"status": "aborted"}                                                                                     |
      | 1     | run_cancelled    |                                                                                                           |
    Then nothing is found when it is read as frames

  Scenario: A retry is given up, and no breaker was told to have opened
    Given a session in which is told
      | after | event            | says                                                                     |
      | 1     | run_started      |                                                                          |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"}      |
      | 1     | resource_cleanup |                                                                          |
      | 1     | recovery_attempt | {"status": "scheduled"}                                                  |
      | 1     | recovery_attempt | {"status": "aborted"}                                                    |
      | 1     | agent_error      | {"attempt_number": 1, "error_type": "circuit_open", "retry_after": 27.0} |
    Then all that is found is CB-1: "agent_error (event 7) of the run run-1 gave up an announced retry, but no breaker was told to have opened."

  Scenario: A failed retry is the last word, told without its failing
    Given a session in which is told
      | after | event                    | says                                                                |
      | 1     | run_started              |                                                                     |
      | 1     | agent_error              | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup         |                                                                     |
      | 1     | recovery_attempt         | {"status": "scheduled"}                                             |
      | 2     | recovery_attempt         | {"status": "started"}                                               |
      | 1     | agent_output             | {"step": "outline"}                                                 |
      | 1     | partial_result_preserved |                                                                     |
      | 1     | agent_error              | {"attempt_number": 1, "partial_available": true}                    |
      | 1     | resource_cleanup         | {"attempt_number": 1}                                               |
    Then all that is found is REC-1: "agent_error (event 9) ends the run run-1 without telling that its attempt failed."

  Scenario: A retry is announced although its breaker was told to the session to have opened
    Given a session in which is told
      | after | event                     | says                                                                |
      | 1     | run_started               |                                                                     |
      | 1     | agent_error               | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | circuit_breaker_triggered |                                                                     |
      | 1     | resource_cleanup          |                                                                     |
      | 1     | recovery_attempt          | {"status": "scheduled"}                                             |
      | 2     | recovery_attempt          | {"status": "started"}                                               |
      | 1     | agent_output              |                                                                     |
      | 1     | recovery_attempt          | {"status": "succeeded"}                                             |
      | 1     | run_completed             |                                                                     |
    Then all that is found is
      | promise | sentence                                                                                                    |
      | CB-2    | recovery_attempt (event 6) retries the run run-1 although its breaker opened and no fallback was announced. |
      | CB-2    | recovery_attempt (event 7) retries the run run-1 although its breaker opened.                               |

  Scenario: A breaker that opens again forbids no retry
    Given a session in which is told
      | after | event                     | says                                                                |
      | 1     | run_started               |                                                                     |
      | 1     | agent_error               | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | circuit_breaker_triggered | {"previous_state": "half_open"}                                     |
      | 1     | resource_cleanup          |                                                                     |
      | 1     | recovery_attempt          | {"status": "scheduled"}                                             |
      | 2     | recovery_attempt          | {"status": "started"}                                               |
      | 1     | agent_output              |                                                                     |
      | 1     | recovery_attempt          | {"status": "succeeded"}                                             |
      | 1     | run_completed             |                                                                     |
    Then nothing is found when it is read as frames

  Scenario: A breaker opened and the failure is told again
    Given a session in which is told
      | after | event                     | says                                                                |
      | 1     | run_started               |                                                                     |
      | 1     | agent_error               | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | circuit_breaker_triggered | {"run_id": "run-1"}                                                 |
      | 1     | agent_error               |                                                                     |
      | 1     | resource_cleanup          |                                                                     |
    Then all that is found is EVT-3: "agent_error (event 5) tells the failure of the run run-1 again, or out of order."

  Scenario: A breaker opened, so no retry follows what was cleaned up
    Given a session in which is told
      | after | event                     | says                                                                |
      | 1     | run_started               |                                                                     |
      | 1     | agent_error               | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | circuit_breaker_triggered | {"run_id": "run-1"}                                                 |
      | 1     | resource_cleanup          |                                                                     |
      | 1     | agent_error               |                                                                     |
    Then nothing is found when it is read as frames

  Scenario: No breaker opened, and no retry follows what was cleaned up
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 1     | agent_error      |                                                                     |
    Then all that is found is ACT-2: "agent_error (event 5) ends the run run-1, which was said to be retried, without a retry."

  Scenario: Another cause than any that was told
    Given a session in which is told
      | after | event            | says                                                                                                |
      | 1     | run_started      |                                                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"}                                 |
      | 1     | resource_cleanup |                                                                                                     |
      | 1     | recovery_attempt | {"status": "scheduled"}                                                                             |
      | 2     | recovery_attempt | {"status": "started"}                                                                               |
      | 1     | recovery_attempt | {"status": "failed", "error_type": "service_unavailable"}                                           |
      | 1     | resource_cleanup | {"attempt_number": 1, "error_type": "service_unavailable"}                                          |
      | 1     | recovery_attempt | {"status": "scheduled", "attempt_number": 2, "backoff_delay": 1.5, "error_type": "network_timeout"} |
      | 1     | recovery_attempt | {"status": "aborted", "attempt_number": 2, "backoff_delay": 1.5}                                    |
      | 1     | run_cancelled    |                                                                                                     |
    Then all that is found is NSF-4: "recovery_attempt (event 9) retries after network_timeout, but the customer was told of llm_timeout and service_unavailable."

  Scenario: A retry that is given up at work is cleaned up for what it failed by before
    Given a session in which is told
      | after | event                     | says                                                                     |
      | 1     | run_started               |                                                                          |
      | 1     | agent_error               | {"will_retry": true, "terminal": false, "suggested_action": "wait"}      |
      | 1     | resource_cleanup          |                                                                          |
      | 1     | recovery_attempt          | {"status": "scheduled"}                                                  |
      | 2     | recovery_attempt          | {"status": "started"}                                                    |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-2"}                                                 |
      | 1     | recovery_attempt          | {"status": "aborted"}                                                    |
      | 1     | agent_error               | {"attempt_number": 1, "error_type": "circuit_open", "retry_after": 28.0} |
      | 1     | resource_cleanup          | {"attempt_number": 1}                                                    |
    Then nothing is found when it is read as frames

  Scenario: A run fails after its retry succeeded
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "scheduled"}                                             |
      | 2     | recovery_attempt | {"status": "started"}                                               |
      | 1     | agent_output     |                                                                     |
      | 1     | recovery_attempt | {"status": "succeeded"}                                             |
      | 1     | agent_error      | {"attempt_number": 1}                                               |
      | 1     | resource_cleanup | {"attempt_number": 1}                                               |
    Then all that is found is EVT-3: "agent_error (event 9) fails the run run-1 after its retry was told to have succeeded."

  Scenario: A final failure that names an attempt that nobody announced
    Given a session in which is told
      | after | event                     | says                                                                     |
      | 1     | run_started               |                                                                          |
      | 1     | agent_error               | {"will_retry": true, "terminal": false, "suggested_action": "wait"}      |
      | 1     | resource_cleanup          |                                                                          |
      | 1     | recovery_attempt          | {"status": "scheduled"}                                                  |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-2"}                                                 |
      | 1     | recovery_attempt          | {"status": "aborted"}                                                    |
      | 1     | agent_error               | {"attempt_number": 2, "error_type": "circuit_open", "retry_after": 27.0} |
    Then all that is found is EVT-3: "agent_error (event 8) says that attempt 2 of the run run-1 failed, expected 0."

  Scenario: A late cleanup is told once, after the retry was announced
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | recovery_attempt | {"status": "scheduled"}                                             |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "aborted"}                                               |
      | 1     | run_cancelled    |                                                                     |
    Then all that is found is CLN-1: "recovery_attempt (event 4) schedules a retry of the run run-1 before the cleanup of its failed execution 0 was told."

  Scenario: A cleanup is told again after the retry was announced
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "scheduled"}                                             |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "aborted"}                                               |
      | 1     | run_cancelled    |                                                                     |
    Then all that is found is CLN-1: "resource_cleanup (event 6) tells the cleanup of the run run-1 once more; the one of execution 0 had been told."

  Scenario: Reduced service that is told twice within its run
    Given a session in which is told
      | after | event                | says                                    |
      | 1     | run_started          |                                         |
      | 1     | agent_error          |                                         |
      | 1     | graceful_degradation | {"run_id": "run-1"}                     |
      | 1     | graceful_degradation | {"run_id": "run-1", "level": "minimal"} |
      | 1     | resource_cleanup     |                                         |
    Then all that is found is EVT-3: "graceful_degradation (event 5) came too late in the account of the failure of the run run-1; the order is failure, breaker, reduced service, cleanup."
