@self_check @unit @P1
Feature: The validator finds what is missing, repeated, late or out of order
  Every story here is a good one with a single event left out, told twice, told late or told in the
  wrong place. Except where the event is lost on its way, the numbers are in order: nothing but the
  story itself gives it away.
  Business value: no platform gets away with telling half of the story, or telling it backwards

  Scenario Outline: On the way: a story whose <change> breaks <promise>
    Given the stream of "<story>"
    And its <change>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                | change                                       | words                |
      | EVT-2   | a final failure      | agent_output is lost                         | 3 never came         |
      | EVT-2   | an answer            | last agent_output overtakes its agent_output | sequence 4 where 3   |
      | EVT-2   | a return after a gap | replay_gap is lost                           | no gap was announced |
      | CON-1   | an answer            | agent_output is sent again as it was         | a second time        |

  Scenario Outline: Endings: a story whose <change> breaks <promise>
    Given the stream of "<story>"
    And its <change>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                      | change                                                            | words                                                             |
      | NSF-1   | an answer                  | run_completed is never told                                       | never ended                                                       |
      | NSF-1   | an answer                  | run_completed is told twice                                       | first by run_completed (event 5), then by run_completed (event 6) |
      | NSF-1   | a final failure            | agent_error is never told                                         | never ended                                                       |
      | NSF-1   | a final failure            | agent_error is told twice                                         | ended twice                                                       |
      | NSF-1   | a return after a gap       | run_completed is lost                                             | never ended                                                       |
      | NSF-1   | a refused request          | request_rejected is never told                                    | never answered                                                    |
      | NSF-1   | a refused request          | request_rejected is told twice                                    | again, after it was refused                                       |
      | NSF-1   | a cancel during the answer | run_cancelled is told twice                                       | ended twice                                                       |
      | NSF-2   | a final failure            | agent_error is told before its agent_output                       | had ended by agent_error                                          |
      | NSF-2   | an answer                  | run_completed is told before its agent_output                     | not a word                                                        |
      | NSF-2   | a retry that succeeds      | run_completed is told before its recovery_attempt scheduled       | last execution failed                                             |
      | ACT-2   | retries that all fail      | last agent_error is told before its last recovery_attempt started | had ended by agent_error                                          |

  Scenario Outline: In time: a story whose <change> breaks <promise>
    Given the stream of "<story>"
    And its <change>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                | change                                  | words                     |
      | NSF-3   | a final failure      | agent_error is told 5 seconds late      | 5.020 s after it happened |
      | NSF-3   | a refused request    | request_rejected is told 3 seconds late | expected within 2.0 s     |
      | TIME-1  | a breaker that opens | system_recovered is told 5 seconds late | 5.020 s after it happened |

  Scenario Outline: The order of a failure: a story whose <change> breaks <promise>
    Given the stream of "<story>"
    And its <change>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                        | change                                                               | words                       |
      | EVT-3   | an answer                    | session_started is never told                                        | first in its session        |
      | EVT-3   | an answer                    | session_started is told twice                                        | a second time               |
      | EVT-3   | an answer                    | run_started is never told                                            | never started               |
      | EVT-3   | an answer                    | run_started is told twice                                            | a second time               |
      | EVT-3   | kept work, then a failure    | partial_result_preserved is told twice                               | not its turn                |
      | EVT-3   | a cancel while a retry waits | agent_error is told twice                                            | again, or out of order      |
      | EVT-3   | a cancel while a retry waits | run_cancelled is told before its agent_error                         | had ended by run_cancelled  |
      | EVT-3   | a final failure              | resource_cleanup is told before its agent_error                      | before its failure          |
      | EVT-3   | a cancel during the answer   | resource_cleanup is told before its run_cancelled                    | or its cancellation         |
      | EVT-3   | a cancel during the answer   | run_cancelled is told before its partial_result_preserved            | not its turn                |
      | EVT-3   | a cancel during a retry      | partial_result_preserved is told before its recovery_attempt aborted | aborted, kept               |
      | EVT-3   | retries that all fail        | last resource_cleanup is told before its last agent_error            | after its cleanup           |
      | EVT-3   | a retry that succeeds        | run_completed is told before its system_recovered                    | had ended by run_completed  |
      | EVT-3   | a breaker that opens         | circuit_breaker_triggered is told before its agent_error             | only after the breaker      |
      | EVT-3   | a breaker that opens         | resource_cleanup is told before its circuit_breaker_triggered        | too late                    |
      | EVT-3   | reduced service and back     | graceful_degradation is told before its circuit_breaker_triggered    | too late                    |
      | EVT-3   | kept work, then a failure    | partial_result_preserved is told before its agent_output             | failure that was never told |

  Scenario Outline: Kept work and cleanups: a story whose <change> breaks <promise>
    Given the stream of "<story>"
    And its <change>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                      | change                                                         | words                  |
      | KEEP-1  | kept work, then a failure  | partial_result_preserved is never told                         | none was told before   |
      | KEEP-1  | kept work, then a failure  | agent_error is told before its partial_result_preserved        | only after its failure |
      | CLN-1   | a final failure            | resource_cleanup is never told                                 | was never told         |
      | CLN-1   | a final failure            | resource_cleanup is told twice                                 | once more              |
      | CLN-1   | a final failure            | resource_cleanup is told 60 seconds late                       | after the failure      |
      | CLN-1   | a retry that succeeds      | resource_cleanup is never told                                 | before the cleanup     |
      | CLN-1   | a retry that succeeds      | recovery_attempt scheduled is told before its resource_cleanup | before the cleanup     |
      | CLN-1   | a cancel during the answer | resource_cleanup is never told                                 | was never told         |

  Scenario Outline: Retries and recovery: a story whose <change> breaks <promise>
    Given the stream of "<story>"
    And its <change>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                        | change                                                                 | words                          |
      | REC-1   | a retry that succeeds        | recovery_attempt scheduled is never told                               | none is announced              |
      | REC-1   | a retry that succeeds        | recovery_attempt started is never told                                 | only move forward              |
      | REC-1   | a retry that succeeds        | recovery_attempt succeeded is never told                               | what became of attempt 1       |
      | REC-1   | a retry that succeeds        | recovery_attempt started is told twice                                 | only move forward              |
      | REC-1   | a retry that succeeds        | recovery_attempt scheduled is told twice                               | while one is waiting           |
      | REC-1   | a cancel while a retry waits | recovery_attempt aborted is never told                                 | what became of attempt 1       |
      | REC-1   | retries that all fail        | last recovery_attempt failed is never told                             | that its attempt failed        |
      | REC-4   | retries that all fail        | last agent_error is never told                                         | no final failure               |
      | REC-5   | a retry that succeeds        | system_recovered is never told                                         | was never told                 |
      | REC-5   | a retry that succeeds        | system_recovered is told twice                                         | a second time                  |
      | REC-5   | a retry that succeeds        | system_recovered is told before its recovery_attempt succeeded         | before a retry of it succeeded |
      | REC-5   | a breaker that opens         | system_recovered is never told                                         | closed again                   |
      | DEG-3   | reduced service and back     | graceful_degradation is never told                                     | never told                     |
      | REC-5   | reduced service, met later   | system_recovered is never told                                         | closed again                   |
      | CAS-1   | reduced service, met later   | system_recovered is told before its last circuit_breaker_state_changed | still is half_open             |
      | CAS-1   | a breaker that opens         | system_recovered is told before its last circuit_breaker_state_changed | still is half_open             |
      | CB-1    | a breaker that opens         | circuit_breaker_triggered is told twice                                | once was expected              |
      | CB-1    | a breaker that others opened | circuit_breaker_triggered is never told                                | no breaker was told            |
      | CB-2    | a breaker that others opened | circuit_breaker_triggered is told before its recovery_attempt scheduled | although its breaker opened  |
      | CB-4    | a breaker that opens         | circuit_breaker_state_changed is told before its circuit_breaker_triggered | told to be half_open      |
      | CON-2   | a return after a gap         | run_completed is told before its replay_gap                            | it had ended by run_completed  |

  Scenario Outline: After its end, a run says nothing more: <event> breaks <promise>
    Given the stream of "<story>"
    And at its end comes one more <event> of the same run, saying <fields>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                      | event         | fields                                                                                                | words                                                              |
      | NSF-1   | a final failure            | run_completed | {}                                                                                                    | ended twice: first by agent_error (event 4), then by run_completed |
      | NSF-2   | a final failure            | run_completed | {}                                                                                                    | had ended by agent_error                                           |
      | NSF-2   | a final failure            | agent_output  | {"step": "draft", "text": "Here."}                                                                    | had ended by agent_error                                           |
      | EVT-3   | an answer                  | agent_output  | {"step": "draft", "text": "More."}                                                                    | had ended by run_completed                                         |
      | NSF-1   | a cancel during the answer | run_completed | {}                                                                                                    | ended twice: first by run_cancelled                                |
      | CON-6   | an answer                  | run_started   | {"request_id": "req-1", "run_id": "run-7"}                                                            | the same request is the same run                                   |
      | EVT-1   | an answer                  | early_warning | {"upstream": "provider-one", "signal": "latency", "horizon": 200, "score": 0.5, "mitigation": "none"} | names the run run-1, but it concerns the session                   |

  Scenario: Silence is no clean stream
    Given a request that was asked, and a stream without any event
    Then NSF-1 is found broken, in a sentence with "nothing came at all"

  Scenario: A failure that nobody ended is found once, not in every event after it
    Given the stream of "an answer"
    And in its run_started, request_id is null
    Then only EVT-1 is found broken

  Scenario: A breaker told to the whole session still belongs to its failure
    Given the stream of "a breaker that opens"
    And in its circuit_breaker_triggered, run_id is null
    And its circuit_breaker_triggered is told before its agent_error
    Then EVT-3 is found broken, in a sentence with "only after the breaker"

  Scenario: A cause that is told after what it brought about
    Given the stream of "two requests at once"
    And in its agent_error, root_failure_id is "fail-run-9"
    And in its resource_cleanup, failure_id is "fail-run-9"
    Then EVT-3 is found broken, in a sentence with "the cause comes first"

  Scenario: A retry that succeeds after the customer was told that all is over
    Given the stream of "retries that all fail"
    And in its last recovery_attempt failed, status is "succeeded"
    And its last agent_error is told before its last recovery_attempt succeeded
    Then NSF-2 is found broken, in a sentence with "had ended by agent_error"

  Scenario: A retry that succeeds after its work was kept
    Given the stream of "a cancel during a retry"
    And in its recovery_attempt aborted, status is "succeeded"
    And its partial_result_preserved is told before its recovery_attempt succeeded
    Then EVT-3 is found broken, in a sentence with "follows a partial result"

  Scenario Outline: An event with one wrong field still tells its part of the story: <event>
    Given the stream of "<story>"
    And in its <event>, timestamp is "yesterday"
    Then only EVT-1 is found broken

    Examples:
      | story                      | event            |
      | an answer                  | session_started  |
      | an answer                  | run_completed    |
      | a final failure            | agent_error      |
      | a cancel during the answer | run_cancelled    |
      | a refused request          | request_rejected |

  Scenario Outline: And these too: a story whose <change> breaks <promise>
    Given the stream of "<story>"
    And its <change>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                        | change                                                            | words                                      |
      | EVT-3   | a retry that succeeds        | recovery_attempt scheduled is told before its agent_error         | which did not fail                         |
      | REC-5   | a retry that succeeds        | system_recovered is told before its resource_cleanup              | from which recovery was told before        |
      | EVT-3   | a retry that succeeds        | last agent_output is told before its recovery_attempt started     | while no execution of it is running        |
      | EVT-3   | a cancel while a retry waits | run_cancelled is told before its agent_error                      | agent_error (event 4) came after           |
      | NSF-4   | a cancel while a retry waits | run_cancelled is told before its agent_error                      | expected cancelled                         |
      | EVT-3   | a retry that succeeds        | run_completed is told before its system_recovered                 | system_recovered (event 12) came after     |
      | EVT-3   | a cancel during a retry      | run_cancelled is told before its recovery_attempt aborted         | recovery_attempt (event 9) came after      |
      | REC-1   | retries that all fail        | last agent_error is told before its recovery_attempt failed       | without telling that its attempt failed    |
      | ACT-2   | retries that all fail        | last agent_error is told before its recovery_attempt failed       | recovery_attempt (event 8) came after      |
      | REC-1   | retries that all fail        | last agent_error is told before its last recovery_attempt started | without telling what became of its attempt |

  Scenario Outline: After an ending with a wrong <field>, a run says nothing more either: <words>
    Given the stream of "<story>"
    And in its <event>, <field> is "yesterday"
    And at its end comes one more <more> of the same run, saying <fields>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                      | event         | field     | more          | fields                             | words                               |
      | EVT-3   | an answer                  | run_started   | timestamp | agent_output  | {"step": "draft", "text": "More."} | had ended by run_completed          |
      | EVT-3   | a cancel during the answer | run_cancelled | timestamp | agent_output  | {"step": "draft", "text": "More."} | had ended by run_cancelled          |
      | NSF-2   | a final failure            | agent_error   | timestamp | agent_output  | {"step": "draft", "text": "More."} | had ended by agent_error            |
      | NSF-1   | a final failure            | agent_error   | timestamp | run_completed | {}                                 | ended twice: first by agent_error   |
      | NSF-1   | a cancel during the answer | run_cancelled | timestamp | run_cancelled | {}                                 | ended twice: first by run_cancelled |

  Scenario Outline: A wrong <field> hides nothing of the story: <gone> is missed all the same
    Given the stream of "<story>"
    And its <gone> is never told
    And in its <event>, <field> is <value>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                     | event                      | field                   | value        | gone                       | words             |
      | CLN-1   | a final failure           | agent_error                | message                 | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | user_message            | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | message_key             | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | message_params          | "odd"        | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | locale                  | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | severity                | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | suggested_action        | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | retry_possible          | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | is_recoverable          | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | estimated_recovery_time | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | user_id                 | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | event_id                | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | sequence                | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | schema_version          | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | a final failure           | agent_error                | error_category          | {"odd": [1]} | resource_cleanup           | was never told    |
      | REC-5   | a retry that succeeds     | recovery_attempt scheduled | strategy                | {"odd": [1]} | system_recovered           | was never told    |
      | CLN-1   | kept work, then a failure | partial_result_preserved   | lost_steps              | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | kept work, then a failure | partial_result_preserved   | progress                | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | kept work, then a failure | partial_result_preserved   | confidence_reduced      | {"odd": [1]} | resource_cleanup           | was never told    |
      | REC-1   | a retry that succeeds     | resource_cleanup           | memory_freed            | {"odd": [1]} | recovery_attempt scheduled | none is announced |
      | REC-1   | a retry that succeeds     | resource_cleanup           | cleanup_status          | {"odd": [1]} | recovery_attempt scheduled | none is announced |
      | REC-1   | a retry that succeeds     | resource_cleanup           | resources_failed        | {"odd": [1]} | recovery_attempt scheduled | none is announced |
      | CLN-1   | reduced service and back  | graceful_degradation       | level                   | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | reduced service and back  | graceful_degradation       | available_features      | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | reduced service and back  | graceful_degradation       | disabled_features       | {"odd": [1]} | resource_cleanup           | was never told    |
      | CLN-1   | reduced service and back  | graceful_degradation       | performance_impact      | {"odd": [1]} | resource_cleanup           | was never told    |
