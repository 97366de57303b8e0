@self_check @unit @P1
Feature: The validator follows finished work from where it is kept to where it is handed out
  Work may be kept at a broken connection, and the run goes on. Whatever was kept stays kept, for as
  long as is promised.
  Business value: what a customer has waited for once is never lost silently

  Scenario: A run goes on after its connection broke
    Given a session in which is told
      | after | event                    | says                                                |
      | 1     | run_started              |                                                     |
      | 1     | agent_output             | {"step": "outline"}                                 |
      | 1     | partial_result_preserved | {"error_type": "network_timeout"}                   |
      | 1     | agent_output             |                                                     |
      | 1     | agent_error              | {"failure_id": "fail-2", "partial_available": true} |
      | 1     | resource_cleanup         | {"failure_id": "fail-2"}                            |
    Then nothing is found when it is read as frames

  Scenario: A run ends well right after its connection broke
    Given a session in which is told
      | after | event                    | says                              |
      | 1     | run_started              |                                   |
      | 1     | agent_output             | {"step": "outline"}               |
      | 1     | partial_result_preserved | {"error_type": "network_timeout"} |
      | 1     | run_completed            |                                   |
    Then nothing is found when it is read as frames

  Scenario: A run goes on after its work was kept for another reason
    Given a session in which is told
      | after | event                    | says                |
      | 1     | run_started              |                     |
      | 1     | agent_output             | {"step": "outline"} |
      | 1     | partial_result_preserved |                     |
      | 1     | agent_output             |                     |
      | 1     | run_completed            |                     |
    Then all that is found is EVT-3: "agent_output (event 5) goes on with the run run-1 after its work was kept because of a failure that was never told."

  Scenario: Work is kept again, and more of it
    Given a session in which is told
      | after | event                    | says                                                              |
      | 1     | run_started              |                                                                   |
      | 1     | agent_output             | {"step": "outline"}                                               |
      | 1     | partial_result_preserved | {"error_type": "network_timeout"}                                 |
      | 1     | agent_output             |                                                                   |
      | 1     | partial_result_preserved | {"failure_id": "fail-2", "preserved_steps": ["outline", "draft"]} |
      | 1     | agent_error              | {"failure_id": "fail-2", "partial_available": true}               |
      | 1     | resource_cleanup         | {"failure_id": "fail-2"}                                          |
    Then nothing is found when it is read as frames

  Scenario: Work is kept again, and less of it
    Given a session in which is told
      | after | event                    | says                                                                         |
      | 1     | run_started              |                                                                              |
      | 1     | agent_output             | {"step": "outline"}                                                          |
      | 1     | partial_result_preserved | {"error_type": "network_timeout", "preserved_steps": ["outline", "sources"]} |
      | 1     | agent_output             |                                                                              |
      | 1     | partial_result_preserved | {"failure_id": "fail-2", "preserved_steps": ["draft"]}                       |
      | 1     | agent_error              | {"failure_id": "fail-2", "partial_available": true}                          |
      | 1     | resource_cleanup         | {"failure_id": "fail-2"}                                                     |
    Then all that is found is KEEP-4: "partial_result_preserved (event 6) no longer keeps outline, sources, which was told to be kept."

  Scenario: Work that is kept for exactly as long as it may be
    Given a session in which is told
      | after | event                    | says                                       |
      | 1     | run_started              |                                            |
      | 1     | agent_output             | {"step": "outline"}                        |
      | 1     | partial_result_preserved | {"expires_at": "2026-03-03T09:00:04.100Z"} |
      | 1     | agent_error              | {"partial_available": true}                |
      | 1     | resource_cleanup         |                                            |
    Then nothing is found when it is read as frames

  Scenario: Work that is kept for longer than it may be
    Given a session in which is told
      | after | event                    | says                                       |
      | 1     | run_started              |                                            |
      | 1     | agent_output             | {"step": "outline"}                        |
      | 1     | partial_result_preserved | {"expires_at": "2026-03-03T09:00:05.100Z"} |
      | 1     | agent_error              | {"partial_available": true}                |
      | 1     | resource_cleanup         |                                            |
    Then all that is found is KEEP-2: "partial_result_preserved (event 4) keeps work until 2026-03-03T09:00:05.100Z, expected 86400.0 s at most."

  Scenario: Our own failure may end a run that has just failed, and keep its work
    Given a session in which is told
      | after | event                    | says                                                                                                     |
      | 1     | run_started              |                                                                                                          |
      | 1     | agent_error              | {"will_retry": true, "terminal": false, "suggested_action": "wait"}                                      |
      | 1     | resource_cleanup         |                                                                                                          |
      | 1     | recovery_attempt         | {"status": "scheduled"}                                                                                  |
      | 2     | recovery_attempt         | {"status": "started"}                                                                                    |
      | 1     | recovery_attempt         | {"status": "failed"}                                                                                     |
      | 1     | partial_result_preserved | {"failure_id": "fail-2", "error_type": "internal_error"}                                                 |
      | 1     | agent_error              | {"failure_id": "fail-2", "error_type": "internal_error", "partial_available": true, "attempt_number": 1} |
      | 1     | resource_cleanup         | {"failure_id": "fail-2", "error_type": "internal_error", "attempt_number": 1}                            |
    Then nothing is found when it is read as frames

  Scenario: The failure for which work is kept was told before
    Given a session in which is told
      | after | event                    | says                                                                |
      | 1     | run_started              |                                                                     |
      | 1     | agent_error              | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup         |                                                                     |
      | 1     | recovery_attempt         | {"status": "scheduled"}                                             |
      | 2     | recovery_attempt         | {"status": "started"}                                               |
      | 1     | recovery_attempt         | {"status": "failed"}                                                |
      | 1     | partial_result_preserved |                                                                     |
      | 1     | agent_error              | {"partial_available": true, "attempt_number": 1}                    |
      | 1     | resource_cleanup         | {"attempt_number": 1}                                               |
    Then all that is found is KEEP-1: "partial_result_preserved (event 8) tells what is kept of the run run-1 only after its failure."

  Scenario: Work is kept while a retry waits, which then starts
    Given a session in which is told
      | after | event                    | says                                                                |
      | 1     | run_started              |                                                                     |
      | 1     | agent_error              | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup         |                                                                     |
      | 1     | recovery_attempt         | {"status": "scheduled"}                                             |
      | 1     | partial_result_preserved |                                                                     |
      | 2     | recovery_attempt         | {"status": "started"}                                               |
      | 1     | agent_output             |                                                                     |
      | 1     | recovery_attempt         | {"status": "succeeded"}                                             |
      | 1     | system_recovered         | {"run_id": "run-1", "attempts_made": 1}                             |
      | 1     | run_completed            |                                                                     |
    Then all that is found is EVT-3: "recovery_attempt (event 7) follows a partial result; expected a failure."
