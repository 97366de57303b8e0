@self_check @unit @P1
Feature: The validator judges a run of which events are gone by what is certain
  What nobody saw may have told anything. Once an event shows where the run stands, it is followed
  again; until then it is accused of nothing that the missing events could explain.
  Business value: a customer who returns after an outage is protected like everybody else

  Scenario: Kept work is told twice after a gap
    Given a session in which is told
      | after | event                    | says                                                  |
      | 1     | run_started              |                                                       |
      | 1     | replay_gap               | {"sequence": 6, "from_sequence": 3, "to_sequence": 5} |
      | 1     | partial_result_preserved | {"sequence": 7}                                       |
      | 1     | partial_result_preserved | {"sequence": 8}                                       |
      | 1     | agent_error              | {"sequence": 9, "partial_available": true}            |
      | 1     | resource_cleanup         | {"sequence": 10}                                      |
    Then all that is found is EVT-3: "partial_result_preserved (event 8) tells what is kept of the run run-1 a second time."

  Scenario: Kept work of two failures is told after a gap
    Given a session in which is told
      | after | event                    | says                                                               |
      | 1     | run_started              |                                                                    |
      | 1     | replay_gap               | {"sequence": 6, "from_sequence": 3, "to_sequence": 5}              |
      | 1     | partial_result_preserved | {"sequence": 7}                                                    |
      | 1     | partial_result_preserved | {"sequence": 8, "failure_id": "fail-2"}                            |
      | 1     | agent_error              | {"sequence": 9, "failure_id": "fail-2", "partial_available": true} |
      | 1     | resource_cleanup         | {"sequence": 10, "failure_id": "fail-2"}                           |
    Then nothing is found when it is read as frames

  Scenario: A run that was seen at work is cleaned up before its failure
    Given a session in which is told
      | after | event            | says                                                  |
      | 1     | run_started      |                                                       |
      | 1     | replay_gap       | {"sequence": 6, "from_sequence": 3, "to_sequence": 5} |
      | 1     | agent_output     | {"sequence": 7}                                       |
      | 1     | resource_cleanup | {"sequence": 8}                                       |
      | 1     | agent_error      | {"sequence": 9}                                       |
    Then all that is found is EVT-3: "resource_cleanup (event 8) tells the cleanup of the run run-1, which was at work, before its failure."

  Scenario: A run of which nothing was seen may have failed before its cleanup
    Given a session in which is told
      | after | event            | says                                                  |
      | 1     | run_started      |                                                       |
      | 1     | replay_gap       | {"sequence": 6, "from_sequence": 3, "to_sequence": 5} |
      | 1     | resource_cleanup | {"sequence": 7}                                       |
      | 1     | agent_error      | {"sequence": 8}                                       |
    Then nothing is found when it is read as frames

  Scenario: A cleanup of another failure than that for which work is kept
    Given a session in which is told
      | after | event                    | says                                                               |
      | 1     | run_started              |                                                                    |
      | 1     | replay_gap               | {"sequence": 6, "from_sequence": 3, "to_sequence": 5}              |
      | 1     | partial_result_preserved | {"sequence": 7}                                                    |
      | 1     | resource_cleanup         | {"sequence": 8, "failure_id": "fail-2"}                            |
      | 1     | agent_error              | {"sequence": 9, "failure_id": "fail-2", "partial_available": true} |
    Then nothing is found when it is read as frames

  Scenario: A failure for which work was kept after the gap owes its cleanup
    Given a session in which is told
      | after | event                    | says                                                  |
      | 1     | run_started              |                                                       |
      | 1     | replay_gap               | {"sequence": 6, "from_sequence": 3, "to_sequence": 5} |
      | 1     | partial_result_preserved | {"sequence": 7}                                       |
      | 1     | agent_error              | {"sequence": 8, "partial_available": true}            |
    Then all that is found is CLN-1: "The run run-1 ended by agent_error (event 8), but the cleanup of its execution 0 was never told."

  Scenario: A failed retry may have been cleaned up within the gap
    Given a session in which is told
      | after | event                    | says                                                            |
      | 1     | run_started              |                                                                 |
      | 1     | replay_gap               | {"sequence": 6, "from_sequence": 3, "to_sequence": 5}           |
      | 1     | partial_result_preserved | {"sequence": 7}                                                 |
      | 1     | agent_error              | {"sequence": 8, "partial_available": true, "attempt_number": 1} |
    Then nothing is found when it is read as frames

  Scenario: A failure of which nothing was told before may have been cleaned up
    Given a session in which is told
      | after | event       | says                                                  |
      | 1     | run_started |                                                       |
      | 1     | replay_gap  | {"sequence": 6, "from_sequence": 3, "to_sequence": 5} |
      | 1     | agent_error | {"sequence": 7}                                       |
    Then nothing is found when it is read as frames

  Scenario: A failure that is to be retried shows where the run stands
    Given a session in which is told
      | after | event            | says                                                                                                          |
      | 1     | run_started      |                                                                                                               |
      | 1     | replay_gap       | {"sequence": 6, "from_sequence": 3, "to_sequence": 5}                                                         |
      | 1     | agent_error      | {"sequence": 7, "partial_available": true, "will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | recovery_attempt | {"sequence": 8, "status": "scheduled"}                                                                        |
      | 1     | recovery_attempt | {"sequence": 9, "status": "aborted"}                                                                          |
      | 1     | run_cancelled    | {"sequence": 10}                                                                                              |
    Then all that is found is CLN-1: "recovery_attempt (event 8) schedules a retry of the run run-1 before the cleanup of its failed execution 0 was told."

  Scenario: A retry that starts shows where the run stands, and owes its recovery
    Given a session in which is told
      | after | event            | says                                                                              |
      | 1     | run_started      |                                                                                   |
      | 1     | replay_gap       | {"sequence": 6, "from_sequence": 3, "to_sequence": 5}                             |
      | 1     | recovery_attempt | {"sequence": 7, "status": "started", "attempt_number": 2, "backoff_delay": 1.5}   |
      | 1     | agent_output     | {"sequence": 8}                                                                   |
      | 1     | recovery_attempt | {"sequence": 9, "status": "succeeded", "attempt_number": 2, "backoff_delay": 1.5} |
      | 1     | run_completed    | {"sequence": 10}                                                                  |
    Then all that is found is REC-5: "A retry of the run run-1 succeeded, but its recovery was never told."

  Scenario: A retry that starts shows where the run stands, and owes its cleanup
    Given a session in which is told
      | after | event            | says                                                                            |
      | 1     | run_started      |                                                                                 |
      | 1     | replay_gap       | {"sequence": 6, "from_sequence": 3, "to_sequence": 5}                           |
      | 1     | recovery_attempt | {"sequence": 7, "status": "started", "attempt_number": 2, "backoff_delay": 1.5} |
      | 1     | recovery_attempt | {"sequence": 8, "status": "failed", "attempt_number": 2, "backoff_delay": 1.5}  |
      | 1     | agent_error      | {"sequence": 9, "attempt_number": 2, "partial_available": true}                 |
    Then all that is found is CLN-1: "The run run-1 ended by agent_error (event 9), but the cleanup of its execution 2 was never told."

  Scenario: Work that the snapshot tells of may be handed out
    Given a session in which is told
      | after | event       | says                                                                                                                                                                                     |
      | 1     | run_started |                                                                                                                                                                                          |
      | 1     | replay_gap  | {"sequence": 6, "from_sequence": 3, "to_sequence": 5, "snapshot": {"runs": [{"run_id": "run-1", "request_id": "req-1", "state": "failed", "finished_steps": [], "result_id": "res-1"}]}} |
      | 1     | result      | {"sequence": 7}                                                                                                                                                                          |
    Then nothing is found when it is read as frames

  Scenario: A request is the run that the snapshot says it is
    Given a session in which is told
      | after | event         | says                                                  |
      | 1     | replay_gap    | {"sequence": 5, "from_sequence": 2, "to_sequence": 4} |
      | 1     | run_started   | {"sequence": 6, "run_id": "run-2"}                    |
      | 1     | agent_output  | {"sequence": 7, "run_id": "run-2"}                    |
      | 1     | run_completed | {"sequence": 8, "run_id": "run-2"}                    |
      | 1     | run_completed | {"sequence": 9}                                       |
    Then all that is found is CON-6: "run_started (event 6) starts the run run-2 for the request req-1, which already is the run run-1; the same request is the same run."
