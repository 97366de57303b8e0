@self_check @unit @P1
Feature: The validator hears a silence that lasted too long
  A step of the work may wait for a worker, a first word, a pause, a tool, our store, a cleanup and a
  notice: 62.25 seconds in all, and the announced wait where a retry was announced. Past that a
  failure was to be told, unless the customer was away, or the server was down and its customers came back.
  Business value: nobody is left before a screen on which nothing happens any more

  Scenario: The longest silence that every deadline allows is none too many
    Given a session in which is told
      | after | event         | says |
      | 1     | run_started   |      |
      | 62.25 | agent_output  |      |
      | 62.25 | run_completed |      |
    Then nothing is found when it is read as frames

  Scenario: A thousandth of a second more is a silence
    Given a session in which is told
      | after  | event         | says |
      | 1      | run_started   |      |
      | 1      | agent_output  |      |
      | 62.251 | run_completed |      |
    Then all that is found is NSF-3: "run_completed (event 4) came after 62.251 s in which nothing was said of the run run-1; past 62.25 s a failure was expected."

  Scenario: Before the first word, too
    Given a session in which is told
      | after  | event         | says |
      | 1      | run_started   |      |
      | 62.251 | agent_output  |      |
      | 1      | run_completed |      |
    Then all that is found is NSF-3: "agent_output (event 3) came after 62.251 s in which nothing was said of the run run-1; past 62.25 s a failure was expected."

  Scenario: Where a wait is announced, it may last as long, too
    Given a session in which is told
      | after | event            | says                                        |
      | 1     | run_started      |                                             |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                             |
      | 1     | recovery_attempt | {"status": "scheduled"}                     |
      | 63    | recovery_attempt | {"status": "started"}                       |
      | 1     | agent_output     |                                             |
      | 1     | recovery_attempt | {"status": "succeeded"}                     |
      | 1     | system_recovered | {"run_id": "run-1", "attempts_made": 1}     |
      | 1     | run_completed    |                                             |
    Then nothing is found when it is read as frames

  Scenario: More than the announced wait is a silence
    Given a session in which is told
      | after  | event            | says                                        |
      | 1      | run_started      |                                             |
      | 1      | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1      | resource_cleanup |                                             |
      | 1      | recovery_attempt | {"status": "scheduled"}                     |
      | 63.001 | recovery_attempt | {"status": "started"}                       |
      | 1      | agent_output     |                                             |
      | 1      | recovery_attempt | {"status": "succeeded"}                     |
      | 1      | system_recovered | {"run_id": "run-1", "attempts_made": 1}     |
      | 1      | run_completed    |                                             |
    Then all that is found is NSF-3: "recovery_attempt (event 6) came after 63.001 s in which nothing was said of the run run-1; past 63 s a failure was expected."

  Scenario: Once the retry began, nothing more is allowed than before
    Given a session in which is told
      | after  | event            | says                                        |
      | 1      | run_started      |                                             |
      | 1      | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1      | resource_cleanup |                                             |
      | 1      | recovery_attempt | {"status": "scheduled"}                     |
      | 1      | recovery_attempt | {"status": "started"}                       |
      | 62.251 | agent_output     |                                             |
      | 1      | recovery_attempt | {"status": "succeeded"}                     |
      | 1      | system_recovered | {"run_id": "run-1", "attempts_made": 1}     |
      | 1      | run_completed    |                                             |
    Then all that is found is NSF-3: "agent_output (event 7) came after 62.251 s in which nothing was said of the run run-1; past 62.25 s a failure was expected."

  Scenario: A failure that will be retried ends no run: the silence after it counts
    Given a session in which is told
      | after | event            | says                                        |
      | 1     | run_started      |                                             |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                             |
      | 70    | recovery_attempt | {"status": "scheduled"}                     |
      | 1     | recovery_attempt | {"status": "started"}                       |
      | 1     | agent_output     |                                             |
      | 1     | recovery_attempt | {"status": "succeeded"}                     |
      | 1     | system_recovered | {"run_id": "run-1", "attempts_made": 1}     |
      | 1     | run_completed    |                                             |
    Then all that is found is NSF-3: "recovery_attempt (event 5) came after 70.000 s in which nothing was said of the run run-1; past 62.25 s a failure was expected."

  Scenario Outline: What is told long after <end> breaks no silence
    Given a session in which is told
      | after | event            | says                              |
      | 1     | run_started      |                                   |
      | 1     | agent_output     |                                   |
      | 1     | <end>            | <says>                            |
      | 100   | agent_output     |                                   |
    Then <promise> is found broken, in a sentence with "had ended by <end>"
    But NSF-3 is not found broken

    Examples:
      | end           | says                               | promise |
      | run_completed |                                    | EVT-3   |
      | run_cancelled |                                    | EVT-3   |
      | agent_error   | {"error_type": "context_too_long"} | NSF-2   |

  Scenario: Each silence of a run is told
    Given a session in which is told
      | after | event         | says               |
      | 1     | run_started   |                    |
      | 70    | agent_output  |                    |
      | 80    | agent_output  | {"step": "report"} |
      | 1     | run_completed |                    |
    Then NSF-3 is found broken, in a sentence with "agent_output (event 3) came after 70.000 s"
    And NSF-3 is found broken, in a sentence with "agent_output (event 4) came after 80.000 s"

  Scenario: Whoever comes back later was away, or our server was
    Given a session in which is told
      | after | event           | says |
      | 1     | run_started     |      |
      | 100   | agent_output    |      |
      | 1     | session_resumed |      |
      | 1     | run_completed   |      |
    Then nothing is found when it is read as frames

  Scenario: A silence after the return is one of ours
    Given a session in which is told
      | after | event           | says |
      | 1     | run_started     |      |
      | 1     | session_resumed |      |
      | 1     | agent_output    |      |
      | 100   | run_completed   |      |
    Then all that is found is NSF-3: "run_completed (event 5) came after 100.000 s in which nothing was said of the run run-1; past 62.25 s a failure was expected."

  Scenario Outline: A silence that ends with <event> is forgiven
    Given a session in which is told
      | after | event         | says   |
      | 1     | run_started   |        |
      | 100   | <event>       | <says> |
      | 1     | agent_output  |        |
      | 1     | run_completed |        |
    Then nothing is found when it is read as frames

    Examples:
      | event           | says |
      | session_resumed |      |
      | replay_gap      | {"from_sequence": 3, "to_sequence": 3, "snapshot": {"runs": [{"run_id": "run-1", "request_id": "req-1", "state": "running", "finished_steps": [], "result_id": null}]}} |

  Scenario: What a killed server left behind is ended whenever it is up again
    Given a session in which is told
      | after | event                    | says                                                      |
      | 1     | run_started              |                                                           |
      | 1     | agent_output             | {"step": "outline"}                                       |
      | 100   | partial_result_preserved | {"error_type": "internal_error"}                          |
      | 1     | agent_error              | {"error_type": "internal_error", "partial_available": true} |
      | 1     | resource_cleanup         | {"error_type": "internal_error"}                          |
    Then nothing is found when it is read as frames

  Scenario: So it is where nothing was kept
    Given a session in which is told
      | after | event            | says                             |
      | 1     | run_started      |                                  |
      | 100   | agent_error      | {"error_type": "internal_error"} |
      | 1     | resource_cleanup | {"error_type": "internal_error"} |
    Then nothing is found when it is read as frames

  Scenario: Any other failure is told in time
    Given a session in which is told
      | after | event            | says                               |
      | 1     | run_started      |                                    |
      | 100   | agent_error      | {"error_type": "context_too_long"} |
      | 1     | resource_cleanup | {"error_type": "context_too_long"} |
    Then all that is found is NSF-3: "agent_error (event 3) came after 100.000 s in which nothing was said of the run run-1; past 62.25 s a failure was expected."
