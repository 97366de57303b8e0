@self_check @unit @P1
Feature: The validator finds each field that is wrong
  Every story here is a good one with a single field changed. What is found has to name the promise
  that this breaks, and to say in words what was expected and what came.
  Business value: a platform that contradicts itself in front of a customer cannot pass

  Scenario Outline: What an event is: the <event> with <field> <value> breaks <promise>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                        | event                      | field              | value                      | words                            |
      | EVT-1   | an answer                    | agent_output               | step               | null                       | step is null                     |
      | EVT-1   | an answer                    | agent_output               | step               | {"is": "draft"}            | step is an object                |
      | EVT-1   | an answer                    | agent_output               | step               | ["draft"]                  | step is a list of 1              |
      | EVT-1   | an answer                    | agent_output               | sequence           | "3"                        | sequence is "3"                  |
      | EVT-1   | an answer                    | agent_output               | type               | "agent_speaks"             | does not know                    |
      | EVT-1   | an answer                    | agent_output               | schema_version     | "2.0"                      | expected 1.x                     |
      | EVT-1   | an answer                    | agent_output               | sent_at            | "2020-01-01T00:00:00.000Z" | before what it reports happened  |
      | EVT-1   | an answer                    | agent_output               | run_id             | null                       | names no run                     |
      | EVT-1   | an answer                    | session_started            | run_id             | "run-1"                    | concerns the session             |
      | EVT-1   | kept work, then a failure    | partial_result_preserved   | progress           | 1.5                        | progress is 1.5                  |
      | EVT-1   | reduced service and back     | graceful_degradation       | available_features | []                         | available_features               |
      | EVT-2   | an answer                    | agent_output               | event_id           | "evt-ses-1-1"              | an id names one event            |
      | EVT-2   | an answer                    | agent_output               | sequence           | 7                          | sequence 7 where 3 was expected  |
      | EVT-2   | an answer                    | agent_output               | sent_at            | "2026-03-02T09:00:00.100Z" | earlier than the event before it |
      | EVT-2   | a return after a gap         | replay_gap                 | from_sequence      | 6                          | 4 to 5 never came                |
      | EVT-3   | an answer                    | agent_output               | run_id             | "run-9"                    | never started                    |
      | EVT-3   | a final failure              | agent_error                | attempt_number     | 2                          | attempt 2                        |
      | EVT-3   | a final failure              | resource_cleanup           | failure_id         | "fail-x"                   | was not told                     |
      | EVT-3   | a final failure              | resource_cleanup           | session_id         | "ses-9"                    | but it belongs to ses-1          |
      | EVT-3   | a breaker that opens         | request_rejected           | run_id             | "run-1"                    | had ended by agent_error         |
      | EVT-3   | kept work, then a failure    | agent_error                | failure_id         | "fail-x"                   | work was kept for the failure    |
      | EVT-3   | a retry that succeeds        | recovery_attempt scheduled | failure_id         | "fail-x"                   | was not told                     |
      | EVT-3   | retries that all fail        | last agent_error           | terminal           | false                      | not the last word                |
      | EVT-3   | a breaker that others opened | last agent_error           | terminal           | false                      | is not final                     |

  Scenario Outline: Whose it is, and what is nobody's business: the <event> with <field> <value> breaks <promise>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story           | event             | field        | value                                      | words                       |
      | SEC-1   | a final failure | agent_error       | user_id      | "user-tom"                                 | the customer is "user-maya" |
      | SEC-4   | an answer       | session_started   | resume_token | "resume-token-of-ses-1-number-1"           | ids that others know        |
      | SEC-4   | an answer       | session_started   | resume_token | "aaaaaaaaaaaaaaaaaaaaaaaaaa"               | can be guessed              |
      | SEC-4   | an answer       | session_started   | resume_token | "XXXXXXXXXXXXXXXXXXXXXXXXXX"               | can be guessed              |
      | SEC-4   | an answer       | session_started   | resume_token | "Zq7w 2Lr9tXc5VbN0mKj8HgF"                 | more than a token           |
      | SEC-4   | an answer       | last agent_output | text         | "Come back with Zq7w_2Lr9tXc5VbN0mKj8HgF." | the resume token            |
      | SEC-4   | a return after a gap | session_resumed | resume_token | "Zq7w_2Lr9tXc5VbN0mKj8HgG"            | only in its end             |
      | SEC-2   | an answer       | session_started   | resume_token | "see-/etc/passwd-0123456789"               | a file path in resume_token |

  Scenario Outline: What the customer can act on: the <event> with <field> <value> breaks <promise>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                     | event                      | field             | value                              | words                           |
      | ACT-1   | a final failure           | agent_error                | is_recoverable    | true                               | expected False                  |
      | ACT-1   | a final failure           | agent_error                | retry_possible    | true                               | which it is not                 |
      | ACT-1   | retries that all fail     | last agent_error           | retry_possible    | false                              | which can be retried            |
      | ACT-1   | a final failure           | agent_error                | suggested_action  | "wait_and_retry"                   | although no retry is possible   |
      | ACT-1   | a final failure           | agent_error                | suggested_action  | "shorten_request"                  | expected one of contact_support |
      | ACT-1   | a final failure           | agent_error                | suggested_action  | "retry_now"                        | retry_now after quota_exhausted |
      | ACT-1   | a retry that succeeds     | system_recovered           | user_message      | "             "                    | almost empty                    |
      | ACT-1   | a final failure           | agent_error                | suggested_action  | "use_partial_result"               | where none is available         |
      | ACT-1   | a final failure           | resource_cleanup           | suggested_action  | "use_partial_result"               | none was told                   |
      | ACT-1   | a refused request         | request_rejected           | suggested_action  | "use_partial_result"               | was refused                     |
      | ACT-1   | a refused request         | request_rejected           | suggested_action  | "retry_now"                        | in the same breath              |
      | ACT-1   | a final failure           | agent_error                | user_message      | "             "                    | almost empty                    |
      | ACT-1   | a final failure           | agent_error                | user_message      | "Sorry, this was quota_exhausted." | plain words                     |
      | ACT-1   | kept work, then a failure | agent_error                | partial_available | false                              | one was told before             |
      | ACT-1   | a final failure           | resource_cleanup           | agent_name        | "reader"                           | expected writer                 |
      | ACT-2   | a final failure           | agent_error                | terminal          | false                              | neither                         |
      | ACT-2   | a final failure           | agent_error                | will_retry        | true                               | both                            |
      | ACT-2   | a final failure           | agent_error                | suggested_action  | "wait"                             | as if it would be retried       |
      | ACT-2   | a retry that succeeds     | agent_error                | suggested_action  | "wait_and_retry"                   | expected wait                   |
      | ACT-2   | a retry that succeeds     | recovery_attempt scheduled | suggested_action  | "retry_now"                        | under way                       |

  Scenario Outline: What failed, and why: the <event> with <field> <value> breaks <promise>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                      | event                      | field           | value                        | words                                    |
      | NSF-4   | a final failure            | agent_error                | error_category  | "network"                    | expected llm                             |
      | NSF-4   | a final failure            | agent_error                | error_type      | "circuit_open"               | an open breaker refuses                  |
      | NSF-4   | a final failure            | resource_cleanup           | error_type      | "cancelled"                  | which it was not                         |
      | NSF-4   | a final failure            | resource_cleanup           | error_type      | "provider_refused_us"        | the customer was told of quota_exhausted |
      | NSF-4   | a final failure            | resource_cleanup           | error_type      | "internal_error"             | the customer was told of quota_exhausted |
      | NSF-4   | a cancel during the answer | resource_cleanup           | error_type      | "internal_error"             | expected cancelled                       |
      | NSF-4   | a refused request          | request_rejected           | error_type      | "llm_timeout"                | expected processing_capacity_exceeded    |
      | NSF-4   | a retry that succeeds      | recovery_attempt scheduled | error_type      | "network_timeout"            | told of llm_timeout                      |
      | NSF-4   | retries that all fail      | last agent_error           | error_type      | "database_connection_failed" | what failed by service_unavailable       |
      | NSF-4   | kept work, then a failure  | agent_error                | error_type      | "quota_exhausted"            | because of content_filtered              |
      | CAS-1   | a final failure            | resource_cleanup           | root_failure_id | "fail-x"                     | as the root                              |

  Scenario Outline: What is kept, and what is cleaned up: the <event> with <field> <value> breaks <promise>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                     | event                    | field             | value                      | words                    |
      | KEEP-1  | a final failure           | agent_error              | partial_available | true                       | none was told before     |
      | KEEP-2  | kept work, then a failure | partial_result_preserved | expires_at        | "2026-03-02T08:00:00.000Z" | already over             |
      | KEEP-2  | kept work, then a failure | partial_result_preserved | expires_at        | "2027-03-02T08:00:00.000Z" | at most                  |
      | KEEP-2  | a server that was killed  | result                   | steps             | []                         | lacks outline            |
      | KEEP-3  | kept work, then a failure | partial_result_preserved | lost_steps        | ["outline"]                | more than one of         |
      | KEEP-3  | kept work, then a failure | partial_result_preserved | progress          | 0.0                        | the progress is 0        |
      | KEEP-3  | kept work, then a failure | partial_result_preserved | progress          | 1.0                        | all is done              |
      | KEEP-4  | a retry that succeeds     | last agent_output        | step              | "outline"                  | was kept as finished     |
      | KEEP-5  | a retry that succeeds     | partial_result_preserved | unknown_steps     | ["draft"]                  | whose outcome is unknown |
      | CLN-1   | a final failure           | resource_cleanup         | attempt_number    | 1                          | expected 0               |
      | CLN-1   | two requests at once      | resource_cleanup         | run_id            | "run-1"                    | of which nothing failed  |
      | CLN-3   | a final failure           | resource_cleanup         | resources_failed  | ["log file"]               | 1 resources not released |
      | CLN-3   | a final failure           | resource_cleanup         | cleanup_status    | "failed"                   | 0 resources not released |
      | CLN-3   | kept work, then a failure | resource_cleanup         | resources_cleaned | ["res-run-1"]              | preserved work           |

  Scenario Outline: Retries and recovery: the <event> with <field> <value> breaks <promise>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                       | event                      | field               | value                      | words                          |
      | REC-1   | a retry that succeeds       | recovery_attempt scheduled | attempt_number      | 2                          | expected attempt 1             |
      | REC-1   | a retry that succeeds       | recovery_attempt scheduled | max_attempts        | 9                          | at most 3                      |
      | REC-1   | a retry that succeeds       | recovery_attempt started   | max_attempts        | 2                          | expected 3 as before           |
      | REC-1   | a retry that succeeds       | recovery_attempt started   | backoff_delay       | 0.8                        | expected 0.75 s                |
      | REC-1   | a retry that succeeds       | recovery_attempt started   | status              | "failed"                   | only move forward              |
      | REC-1   | a retry that succeeds       | recovery_attempt succeeded | strategy            | "another provider"         | it was begun by                |
      | REC-2   | a retry that succeeds       | recovery_attempt scheduled | backoff_delay       | 0.2                        | expected 0.5 to 1 s            |
      | REC-2   | a retry that succeeds       | recovery_attempt scheduled | backoff_delay       | 20.0                       | expected 0.5 to 1 s            |
      | REC-2   | a retry that waits as asked | recovery_attempt scheduled | backoff_delay       | 6.0                        | less than the 12.0 s           |
      | REC-2   | a retry that waits as asked | agent_error                | retry_after         | 500.0                      | was expected to end            |
      | REC-2   | a retry that succeeds       | recovery_attempt started   | timestamp           | "2026-03-02T09:00:01.000Z" | not before the 0.75 s          |
      | REC-3   | a retry that succeeds       | agent_error                | error_type          | "quota_exhausted"          | cannot recover                 |
      | REC-5   | a retry that succeeds       | system_recovered           | attempts_made       | 3                          | took 3 attempts                |
      | REC-5   | a retry that succeeds       | system_recovered           | recovery_time       | 100.0                      | took 100.0 s                   |
      | REC-5   | a retry that succeeds       | system_recovered           | failure_id          | "fail-x"                   | never told of                  |
      | REC-5   | reduced service and back    | system_recovered           | run_id              | "run-1"                    | service is still reduced       |
      | DEG-1   | reduced service and back    | graceful_degradation       | disabled_features   | ["short answers"]          | both works and does not        |
      | DEG-3   | reduced service and back    | system_recovered           | degradation_cleared | false                      | without the end                |
      | DEG-3   | a retry that succeeds       | system_recovered           | degradation_cleared | true                       | never told                     |
      | NSF-1   | a breaker that opens        | request_rejected           | request_id          | "req-1"                    | refused or started, never both |
      | CON-6   | an answer                   | run_started                | request_id          | "req-9"                    | never sent                     |

  Scenario Outline: Breakers: the <event> with <field> <value> breaks <promise>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                        | event                              | field         | value              | words                              |
      | CB-1    | a breaker that opens         | circuit_breaker_triggered          | failure_count | 4                  | threshold of 5                     |
      | CB-1    | a breaker that opens         | circuit_breaker_triggered          | failure_count | 6                  | threshold of 5                     |
      | CB-2    | a breaker that opens         | circuit_breaker_triggered          | retry_after   | 45.0               | longer than the breaker stays open |
      | CB-2    | a breaker that opens         | request_rejected                   | retry_after   | null               | without saying how long            |
      | CB-2    | a breaker that opens         | request_rejected                   | retry_after   | 29.0               | s more                             |
      | CB-4    | a breaker that opens         | request_rejected                   | timestamp     | "2026-03-02T09:00:30.600Z" | began anew |
      | CB-2    | a breaker that others opened | last agent_error                   | retry_after   | null               | without saying how long            |
      | CB-4    | a breaker that opens         | circuit_breaker_state_changed      | to_state      | "closed"           | no breaker makes                   |
      | CB-4    | a breaker that opens         | last circuit_breaker_state_changed | from_state    | "open"             | told to be half_open               |
      | CB-7    | a breaker that opens         | circuit_breaker_triggered          | error_type    | "context_too_long" | does not count                     |

  Scenario Outline: Gaps: the <event> with <field> <value> breaks <promise>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                | event      | field         | value        | words             |
      | CON-2   | a return after a gap | replay_gap | from_sequence | 2            | has them up to 3  |
      | CON-2   | a return after a gap | replay_gap | to_sequence   | 2            | a gap from 4 to 2 |
      | CON-2   | a return after a gap | replay_gap | snapshot      | {"runs": []} | says nothing of   |
      | NSF-1   | a return after a gap | replay_gap | snapshot      | {"runs": [{"run_id": "run-9", "request_id": "req-9", "state": "running", "finished_steps": [], "result_id": null}]} | run-9 never ended |
      | NSF-1   | a return after a gap | replay_gap | snapshot      | {"runs": [{"run_id": "run-1", "request_id": "req-1", "state": "failed", "finished_steps": [], "result_id": null}]}  | ended twice       |

  Scenario Outline: And these too: the <event> with <field> <value> breaks <promise>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                      | event                         | field              | value                                                                                                                 | words                                                                                           |
      | CLN-3   | a final failure            | resource_cleanup              | resources_cleaned  | ["folder", "folder"]                                                                                                  | the same resource twice                                                                         |
      | CON-1   | an answer                  | session_started               | expires_at         | "2026-03-02T08:00:00.000Z"                                                                                            | already over                                                                                    |
      | DEG-1   | reduced service and back   | graceful_degradation          | available_features | ["answers", "answers"]                                                                                                | the same feature twice                                                                          |
      | DEG-1   | reduced service and back   | graceful_degradation          | disabled_features  | ["reports", "reports"]                                                                                                | the same feature twice                                                                          |
      | KEEP-2  | a server that was killed   | result                        | expires_at         | "2026-03-02T08:00:00.000Z"                                                                                            | that expired at                                                                                 |
      | KEEP-2  | a server that was killed   | result                        | steps              | [{"step": "outline", "text": "a"}, {"step": "outline", "text": "b"}]                                                  | the same step twice                                                                             |
      | KEEP-3  | kept work, then a failure  | partial_result_preserved      | lost_steps         | ["draft", "draft"]                                                                                                    | the same step twice                                                                             |
      | REC-1   | a retry that succeeds      | recovery_attempt scheduled    | attempt_number     | 9                                                                                                                     | attempt 9 of at most 3                                                                          |
      | NSF-4   | retries that all fail      | last agent_error              | error_type         | "llm_timeout"                                                                                                         | what failed by service_unavailable                                                              |
      | EVT-3   | a final failure            | agent_error                   | attempt_number     | 1                                                                                                                     | attempt 1 of the run run-1                                                                      |
      | REC-2   | a retry that succeeds      | recovery_attempt scheduled    | backoff_delay      | 1.2                                                                                                                   | expected 0.5 to 1 s                                                                             |
      | CLN-1   | a final failure            | resource_cleanup              | sent_at            | "2026-03-02T09:00:08.000Z"                                                                                            | expected within 7.0 s                                                                           |
      | REC-5   | a retry that succeeds      | system_recovered              | recovery_time      | 2.8                                                                                                                   | took 2.8 s                                                                                      |
      | REC-5   | a retry that succeeds      | system_recovered              | recovery_time      | 0.0                                                                                                                   | took 0.0 s                                                                                      |
      | SEC-1   | a final failure            | agent_error                   | user_id            | "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"                | the user "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…, but |
      | SEC-1   | a final failure            | agent_error                   | user_id            | "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"                                      | the user "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", but  |
      | NSF-2   | a return after a gap       | replay_gap                    | snapshot           | {"runs": [{"run_id": "run-1", "request_id": "req-1", "state": "failed", "finished_steps": [], "result_id": null}]}    | had ended by the snapshot of replay_gap (event 8) (failed)                                      |
      | EVT-3   | a return after a gap       | replay_gap                    | snapshot           | {"runs": [{"run_id": "run-1", "request_id": "req-1", "state": "completed", "finished_steps": [], "result_id": null}]} | had ended by the snapshot of replay_gap (event 8) (completed)                                   |
      | NSF-1   | a return after a gap       | replay_gap                    | snapshot           | {"runs": [{"run_id": "run-1", "request_id": "req-1", "state": "completed", "finished_steps": [], "result_id": null}]} | first by the snapshot of replay_gap (event 8) (completed)                                       |
      | NSF-2   | a retry that succeeds      | agent_error                   | terminal           | true                                                                                                                  | system_recovered (event 11) came after                                                          |
      | NSF-2   | a retry that succeeds      | agent_error                   | terminal           | true                                                                                                                  | recovery_attempt (event 10) came after                                                          |
      | ACT-2   | a retry that succeeds      | agent_error                   | terminal           | true                                                                                                                  | recovery_attempt (event 7) came after                                                           |
      | NSF-4   | retries that all fail      | recovery_attempt failed       | error_type         | "llm_timeout"                                                                                                         | was told is llm_timeout                                                                         |
      | NSF-4   | a final failure            | resource_cleanup              | error_type         | "llm_timeout"                                                                                                         | calls the failure fail-run-1 llm_timeout                                                        |
      | NSF-4   | a breaker that opens       | agent_error                   | error_type         | "circuit_open"                                                                                                        | which is for requests that an open breaker refuses                                              |
      | EVT-1   | an answer                  | run_started                   | run_id             | null                                                                                                                  | run_started (event 2) names no run                                                              |
      | EVT-1   | an answer                  | agent_output                  | run_id             | null                                                                                                                  | agent_output (event 3) names no run                                                             |
      | EVT-1   | an answer                  | run_completed                 | run_id             | null                                                                                                                  | run_completed (event 5) names no run                                                            |
      | EVT-1   | a cancel during the answer | run_cancelled                 | run_id             | null                                                                                                                  | run_cancelled (event 5) names no run                                                            |
      | EVT-1   | a final failure            | agent_error                   | run_id             | null                                                                                                                  | agent_error (event 4) names no run                                                              |
      | EVT-1   | kept work, then a failure  | partial_result_preserved      | run_id             | null                                                                                                                  | partial_result_preserved (event 4) names no run                                                 |
      | EVT-1   | a retry that succeeds      | recovery_attempt scheduled    | run_id             | null                                                                                                                  | recovery_attempt (event 7) names no run                                                         |
      | EVT-1   | a final failure            | resource_cleanup              | run_id             | null                                                                                                                  | resource_cleanup (event 5) names no run                                                         |
      | EVT-1   | an answer                  | session_started               | run_id             | "run-1"                                                                                                               | session_started (event 1) names the run run-1                                                   |
      | EVT-1   | a return after a gap       | session_resumed               | run_id             | "run-1"                                                                                                               | session_resumed (event 9) names the run run-1                                                   |
      | EVT-1   | a return after a gap       | replay_gap                    | run_id             | "run-1"                                                                                                               | replay_gap (event 8) names the run run-1                                                        |
      | EVT-1   | a breaker that opens       | circuit_breaker_state_changed | run_id             | "run-1"                                                                                                               | circuit_breaker_state_changed (event 7) names the run run-1                                     |
      | EVT-1   | an answer                  | run_started                   | sequence           | "two"                                                                                                                 | sequence is "two": should be a valid integer                                                    |
      | EVT-1   | an answer                  | run_started                   | schema_version     | "99999999999.0"                                                                                                       | expected 1.x                                                                                    |
      | EVT-1   | an answer                  | run_started                   | schema_version     | "0.9"                                                                                                                 | its schema_version is "0.9", expected 1.x                                                       |
      | EVT-1   | kept work, then a failure  | partial_result_preserved      | preserved_steps    | "outline"                                                                                                             | preserved_steps is "outline": should be a valid array                                           |
      | EVT-1   | a return after a gap       | replay_gap                    | snapshot           | {"runs": [{"run_id": "run-1", "request_id": "req-1", "state": "odd", "finished_steps": [], "result_id": null}]}       | snapshot.runs.0.state is "odd": should be                                                       |

  Scenario Outline: Two things wrong with <event> and <other>: <words>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    And in its <other>, <more> is <so>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                     | event                    | field            | value                | other                    | more              | so                   | words                                  |
      | CLN-3   | a final failure           | resource_cleanup         | resources_failed | ["folder"]           | resource_cleanup         | resources_cleaned | ["folder"]           | was both released and not              |
      | CLN-3   | a final failure           | resource_cleanup         | cleanup_status   | "partial"            | resource_cleanup         | resources_cleaned | []                   | partial although nothing               |
      | ACT-2   | a retry that succeeds     | agent_error              | is_recoverable   | false                | agent_error              | error_type        | "quota_exhausted"    | although it cannot recover             |
      | REC-3   | retries that all fail     | agent_error              | error_type       | "internal_error"     | recovery_attempt failed  | error_type        | "internal_error"     | for the 2. time                        |
      | KEEP-3  | kept work, then a failure | partial_result_preserved | preserved_steps  | ["draft", "outline"] | partial_result_preserved | lost_steps        | ["outline", "draft"] | claims draft, outline in more than one |
