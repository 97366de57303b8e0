@self_check @unit @P1
Feature: The validator follows what is told to a whole session, and how long nothing is told
  A breaker, reduced service and a return concern more than one request, so no single request shows
  that they are told in the wrong order. Silence is told by nobody: the moments around it show it.
  Business value: what customers cannot see for themselves is told in an order that makes sense

  Scenario Outline: A breaker and what follows from it: a story whose <change> breaks <promise>
    Given the stream of "<story>"
    And its <change>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                        | change                                                                   | words                       |
      | CB-1    | a breaker that opens         | request_rejected is told before its circuit_breaker_triggered            | had been refused for before |
      | CB-4    | a breaker that opens         | last request_rejected is told before its circuit_breaker_state_changed   | had been refused for before |
      | EVT-3   | a breaker that others opened | recovery_attempt aborted is told before its circuit_breaker_triggered    | the cause comes first       |
      | DEG-1   | reduced service, met later   | graceful_degradation is told twice                                       | once was expected           |
      | KEEP-1  | a server that was killed     | result is told before its partial_result_preserved                       | only after it was handed out |
      | KEEP-1  | a server that was killed     | partial_result_preserved is never told                                   | never told of               |
      | NSF-3   | an answer                    | last agent_output is told 100 seconds late                               | nothing was said of the run |
      | NSF-3   | a retry that succeeds        | recovery_attempt started is told 100 seconds late                        | nothing was said of the run |

  Scenario Outline: What one event of a session says: <event> that says so breaks <promise>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story                 | event                     | field           | value                            | words                   |
      | REC-5   | a retry that succeeds | system_recovered          | run_id          | null                             | names no run            |
      | CB-2    | a breaker that opens  | circuit_breaker_triggered | cooldown_period | 60                               | tries the breaker       |
      | CB-2    | a breaker that opens  | request_rejected          | retry_after     | 29                               | asked to wait 29        |
      | SEC-4   | a return after a gap  | session_resumed           | resume_token    | "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa"  | can be guessed          |
      | SEC-2   | a return after a gap  | session_resumed           | resume_token    | "/srv/agents/orders/keys.py"     | a file path             |
      | EVT-2   | a return after a gap  | replay_gap                | sent_at         | "2026-03-02T09:00:00.200Z"       | earlier than the event  |

  Scenario: A silence while our server was down is no silence of ours
    Given the stream of "a server that was killed"
    And its partial_result_preserved is told 900 seconds late
    Then nothing but NSF-3 is found, in a sentence with "after it happened"

  Scenario: An abort and its final failure that come before the breaker
    Given the stream of "a breaker that others opened"
    And its recovery_attempt aborted is told before its circuit_breaker_triggered
    And its last agent_error is told before its circuit_breaker_triggered
    Then EVT-3 is found broken, in a sentence with "which gave up a retry because of it"

  Scenario: Reduced service that is told to the session before its breaker
    Given the stream of "reduced service and back"
    And in its circuit_breaker_triggered, run_id is null
    And in its graceful_degradation, run_id is null
    And its graceful_degradation is told before its circuit_breaker_triggered
    Then EVT-3 is found broken, in a sentence with "only after the reduced service"

  Scenario Outline: A warning that <comes again>
    Given the stream of "an answer"
    And at its end comes one more early_warning of the same run, saying {"run_id": null, "upstream": "one", "signal": "latency", "horizon": 200, "score": 20, "mitigation": "Another one answers."}
    And at its end comes one more early_warning of the same run, saying {"run_id": null, "upstream": "one", "signal": "latency", "horizon": 200, "score": <score>, "mitigation": "Another one answers."}
    Then <found>

    Examples:
      | comes again            | score | found                                                                |
      | says the same again    | 20    | WARN-1 is found broken, in a sentence with "once was expected"       |
      | says that it got worse | 25    | nothing is found when it is read as frames                           |

  Scenario: Reduced service that is told to the session before the failure that it follows from
    Given a session in which is told
      | after | event                | says |
      | 1     | run_started          |      |
      | 1     | graceful_degradation |      |
      | 1     | agent_error          |      |
      | 1     | resource_cleanup     |      |
    Then all that is found is EVT-3: "agent_error (event 4) tells the failure of the run run-1 only after the breaker or the reduced service that followed from it."

  Scenario Outline: A message that is refused with <code> before the session begins
    Given the stream of "an answer"
    And at its end comes one more protocol_error of the same run, saying {"run_id": null, "code": "<code>", "message": "It was not accepted."}
    And its protocol_error is told before its session_started
    Then <found>

    Examples:
      | code          | found                                                              |
      | not_json      | nothing is found when it is read as frames                         |
      | run_has_ended | EVT-3 is found broken, in a sentence with "came first in its session" |

  Scenario: A session does not begin after its first request
    Given the stream of "an answer"
    And at its end comes one more protocol_error of the same run, saying {"run_id": null, "code": "not_json", "message": "It was not accepted."}
    And its protocol_error is told before its session_started
    And its run_started is told before its session_started
    Then EVT-3 is found broken, in a sentence with "came first in its session"

  Scenario: Reduced service that is told to the session after its request is long done
    Given a session in which is told
      | after | event                | says                                                                |
      | 1     | run_started          |                                                                     |
      | 1     | agent_error          | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup     |                                                                     |
      | 1     | recovery_attempt     | {"status": "scheduled"}                                             |
      | 1     | recovery_attempt     | {"status": "started"}                                               |
      | 1     | agent_output         |                                                                     |
      | 1     | recovery_attempt     | {"status": "succeeded"}                                             |
      | 1     | system_recovered     | {"run_id": "run-1", "attempts_made": 1}                             |
      | 1     | run_completed        |                                                                     |
      | 1     | graceful_degradation |                                                                     |
    Then EVT-3 is found broken, in a sentence with "graceful_degradation (event 11) came after the run run-1 had ended by run_completed"

  Scenario Outline: Reduced service that is told after the cleanup, for <what>
    Given a session in which is told
      | after | event                | says                                                                |
      | 1     | run_started          |                                                                     |
      | 1     | agent_error          | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup     |                                                                     |
      | 1     | graceful_degradation | <says>                                                              |
      | 1     | recovery_attempt     | {"status": "scheduled"}                                             |
      | 1     | recovery_attempt     | {"status": "aborted"}                                               |
      | 1     | run_cancelled        |                                                                     |
    Then all that is found is EVT-3: "graceful_degradation (event 5) came too late in the account of the failure of the run run-1; the order is failure, breaker, reduced service, cleanup."

    Examples:
      | what                     | says                                                                     |
      | the failure of its run   | {"run_id": "run-1"}                                                      |
      | what that failure led to | {"run_id": "run-1", "failure_id": "fail-2", "root_failure_id": "fail-1"} |

  Scenario: Reduced service that is told to the session after the cleanup of a final failure
    Given a session in which is told
      | after | event                | says |
      | 1     | run_started          |      |
      | 1     | agent_error          |      |
      | 1     | resource_cleanup     |      |
      | 1     | graceful_degradation |      |
    Then EVT-3 is found broken, in a sentence with "came too late in the account of the failure of the run run-1"
