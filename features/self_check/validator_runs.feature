@self_check @unit @P1
Feature: The validator says of a run what is wrong, and says it once
  An event that names the wrong run, or that cannot be read, raises no second accusation that only
  follows from the first. What is certain all the same is still held against the platform.
  Business value: whoever reads the findings sees each fault once, and none that is not there

  Scenario Outline: All that is found where in <event> the <field> is <value>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then all that is found is <promise>: "<sentence>"

    Examples:
      | promise | story                     | event                    | field            | value                              | sentence                                                                                             |
      | EVT-3   | an answer                 | agent_output             | run_id           | "run-9"                            | agent_output (event 3) tells of the run run-9, which was never started.                              |
      | ACT-1   | a final failure           | agent_error              | suggested_action | "use_partial_result"               | agent_error (event 4) advises to use a partial result where none is available.                       |
      | CON-1   | an answer                 | session_started          | expires_at       | "2026-03-02T09:00:00.100Z"         | session_started (event 1) can be resumed until 2026-03-02T09:00:00.100Z, which is already over.      |
      | KEEP-2  | kept work, then a failure | partial_result_preserved | expires_at       | "2026-03-02T09:00:00.400Z"         | partial_result_preserved (event 4) keeps work until 2026-03-02T09:00:00.400Z, which is already over. |
      | KEEP-2  | a server that was killed  | result                   | expires_at       | "2026-03-02T09:00:20.800Z"         | result (event 8) hands out work that expired at 2026-03-02T09:00:20.800Z.                            |
      | KEEP-3  | kept work, then a failure | partial_result_preserved | unknown_steps    | ["outline"]                        | partial_result_preserved (event 4) claims outline in more than one of kept, lost and unknown.        |
      | ACT-1   | a final failure           | agent_error              | user_message     | "Sorry, {agent} had to stop here." | agent_error (event 4) shows the customer a code or a raw structure where plain words were expected.  |

  Scenario: An end that is told of an unknown run is an end
    Given the stream of "an answer"
    And in its run_completed, run_id is "run-9"
    And at its end comes one more agent_output of the same run, saying {"run_id": "run-9", "step": "draft", "text": "More."}
    Then EVT-3 is found broken, in a sentence with "came after the run run-9 had ended by run_completed"

  Scenario: Where an event cannot be read, it may have told of the work that is handed out
    Given the stream of "a server that was killed"
    And in its agent_error, partial_available is false
    And in its session_resumed, timestamp is "yesterday"
    And its partial_result_preserved is never told
    Then only EVT-1 is found broken

  Scenario: A failed retry that promises another one is told to be over once too often
    Given a session in which is told
      | after | event            | says                                                                                     |
      | 1     | run_started      |                                                                                          |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"}                      |
      | 1     | resource_cleanup |                                                                                          |
      | 1     | recovery_attempt | {"status": "scheduled"}                                                                  |
      | 1     | recovery_attempt | {"status": "started"}                                                                    |
      | 1     | recovery_attempt | {"status": "failed"}                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait", "attempt_number": 1} |
      | 1     | agent_error      | {"attempt_number": 1}                                                                    |
      | 1     | resource_cleanup | {"attempt_number": 1}                                                                    |
    Then all that is found is
      | promise | sentence                                                                      |
      | EVT-3   | agent_error (event 8) tells a failed retry of the run run-1 that is not the last word. |
      | EVT-3   | agent_error (event 9) tells the failure of the run run-1 again, or out of order.       |

  Scenario: A customer can be told what happened in eleven letters
    Given a session in which is told
      | after | event            | says                            |
      | 1     | run_started      |                                 |
      | 1     | agent_error      | {"user_message": "It's broken"} |
      | 1     | resource_cleanup |                                 |
    Then nothing is found when it is read as frames

  Scenario: A retry that begins under the number of another
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "scheduled"}                                             |
      | 1     | recovery_attempt | {"status": "started", "attempt_number": 2}                          |
      | 1     | recovery_attempt | {"status": "aborted"}                                               |
      | 1     | run_cancelled    |                                                                     |
    Then REC-1 is found broken, in a sentence with "tells of attempt 2 of the run run-1, but attempt 1 is on"

  Scenario Outline: What is told <late> seconds after it happened
    Given the stream of "a final failure"
    And in its resource_cleanup, sent_at is "2026-03-02T09:00:<sent>Z"
    Then <found>

    Examples:
      | late  | sent   | found                                                                      |
      | 2     | 02.500 | nothing is found when it is read as frames                                 |
      | 2.003 | 02.503 | NSF-3 is found broken, in a sentence with "told 2.003 s after it happened" |

  Scenario: A cleanup that is told too late is told once all the same
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | recovery_attempt | {"status": "scheduled"}                                             |
      | 1     | resource_cleanup |                                                                     |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "aborted"}                                               |
      | 1     | run_cancelled    |                                                                     |
    Then all that is found is
      | promise | sentence                                                                                                    |
      | CLN-1   | recovery_attempt (event 4) schedules a retry of the run run-1 before the cleanup of its failed execution 0 was told. |
      | CLN-1   | resource_cleanup (event 6) tells a cleanup of the run run-1, of which nothing failed.                                |

  Scenario: A run that is cancelled after it failed is cleaned up for its failure
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | run_cancelled    |                                                                     |
      | 1     | resource_cleanup |                                                                     |
    Then nothing is found when it is read as frames

  Scenario: A retry that nobody announced is still followed to its end
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "started"}                                               |
      | 1     | recovery_attempt | {"status": "failed"}                                                |
      | 1     | resource_cleanup | {"attempt_number": 1}                                               |
      | 1     | run_cancelled    |                                                                     |
    Then all that is found is
      | promise | sentence                                                                                             |
      | REC-1   | recovery_attempt (event 5) tells of attempt 1 of the run run-1, but none is announced.               |
      | REC-2   | recovery_attempt (event 5) starts after 0.000 s, expected not before the 0.75 s that were announced. |

  Scenario: Another failure ends a run that was said to be retried
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 1     | agent_error      | {"failure_id": "fail-9"}                                            |
    Then all that is found is ACT-2: "agent_error (event 5) ends the run run-1, which was said to be retried, without a retry."

  Scenario: A fault of ours need not be worth another try
    Given a session in which is told
      | after | event            | says                                                                                             |
      | 1     | run_started      |                                                                                                  |
      | 1     | agent_error      | {"error_type": "internal_error", "retry_possible": false, "suggested_action": "contact_support"} |
      | 1     | resource_cleanup | {"error_type": "internal_error"}                                                                 |
    Then nothing is found when it is read as frames

  Scenario: A breaker that opens for half a second need not ask to wait
    Given a session in which is told
      | after | event                     | says                                          |
      | 1     | circuit_breaker_triggered | {"cooldown_period": 0.5, "retry_after": null} |
    Then nothing is found when it is read as frames
