@self_check @unit @P1
Feature: The validator asks that what follows from a failure names it
  A breaker that opens brings about refusals, reduced service and, where a trial fails, its next
  opening. Each of them names the root failure that opened it; what began with another failure is no
  root; and the same reduced service is told again only where it was another in between.
  Business value: support sees one outage as one outage, however many notices it has

  Scenario Outline: A refusal while a breaker is open, in the name of <root>
    Given a session in which is told
      | after | event                     | says                                                  |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-1", "root_failure_id": "fail-r"} |
      | 10    | request_rejected          | {"retry_after": 20.0, "root_failure_id": "<root>"}    |
    Then <found>

    Examples:
      | root   | found |
      | fail-r | nothing is found when it is read as frames |
      | fail-q | all that is found is CAS-1: "request_rejected (event 3) turns a request away in the name of fail-q, but what opened the breaker is fail-r." |

  Scenario: A refusal for want of room names what it likes
    Given a session in which is told
      | after | event                     | says                                                  |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-1", "root_failure_id": "fail-r"} |
      | 10    | request_rejected          | {"error_type": "processing_capacity_exceeded", "reason_code": "capacity", "root_failure_id": "fail-q"} |
    Then nothing is found when it is read as frames

  Scenario Outline: Two breakers are open, and a refusal names <root>
    Given a session in which is told
      | after | event                     | says                                                       |
      | 1     | circuit_breaker_triggered |                                                            |
      | 1     | circuit_breaker_triggered | {"breaker": "writer/provider-two", "failure_id": "fail-2"} |
      | 1     | request_rejected          | {"retry_after": 20.0, "root_failure_id": "<root>"}         |
    Then <found>

    Examples:
      | root   | found |
      | fail-1 | nothing is found when it is read as frames |
      | fail-2 | nothing is found when it is read as frames |
      | fail-3 | all that is found is CAS-1: "request_rejected (event 4) turns a request away in the name of fail-3, but what opened the breaker is fail-1, fail-2." |

  Scenario Outline: Reduced service in the name of <root>, while a breaker is open
    Given a session in which is told
      | after | event                     | says                                                                                    |
      | 1     | circuit_breaker_triggered |                                                                                         |
      | 1     | graceful_degradation      | {"failure_id": "fail-2", "error_type": "circuit_open", "root_failure_id": "<root>"} |
    Then <found>

    Examples:
      | root   | found |
      | fail-1 | nothing is found when it is read as frames |
      | fail-q | all that is found is CAS-1: "graceful_degradation (event 3) reduces the service in the name of fail-q, but what opened the breaker is fail-1." |

  Scenario Outline: A breaker opens again after a trial, in the name of <root>
    Given a session in which is told
      | after | event                         | says                                                                                 |
      | 1     | circuit_breaker_triggered     |                                                                                      |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}                                      |
      | 1     | circuit_breaker_triggered     | {"previous_state": "half_open", "failure_id": "fail-2", "root_failure_id": "<root>"} |
    Then <found>

    Examples:
      | root   | found |
      | fail-1 | nothing is found when it is read as frames |
      | fail-2 | all that is found is CAS-1: "circuit_breaker_triggered (event 4) names fail-2 as the root of what opened the breaker writer/provider-one again, expected fail-1, since which it never closed." |

  Scenario: A refusal names the newest opening, whatever the one before it was
    Given a session in which is told
      | after | event                     | says                                                                    |
      | 1     | circuit_breaker_triggered |                                                                         |
      | 30    | circuit_breaker_triggered | {"failure_id": "fail-2"}                                                |
      | 1     | request_rejected          | {"retry_after": 29.0, "root_failure_id": "fail-1"}                      |
    Then all that is found is CAS-1: "request_rejected (event 4) turns a request away in the name of fail-1, but what opened the breaker is fail-2."

  Scenario: A breaker that closed is the cause of nothing that comes later
    Given a session in which is told
      | after | event                         | says                                                                               |
      | 1     | circuit_breaker_triggered     |                                                                                    |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}                                    |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"}                                  |
      | 0.1   | request_rejected              | {"retry_after": 20.0, "root_failure_id": "fail-q", "agent_name": "reader"}         |
      | 0.1   | system_recovered              |                                                                                    |
    Then nothing is found when it is read as frames

  Scenario: A recovery ends the opening, where nobody tells that it closed
    Given a session in which is told
      | after | event                     | says                                                                       |
      | 1     | circuit_breaker_triggered |                                                                            |
      | 31    | system_recovered          |                                                                            |
      | 1     | request_rejected          | {"retry_after": 20.0, "root_failure_id": "fail-q", "agent_name": "reader"} |
    Then nothing is found when it is read as frames

  Scenario: A recovery from something else ends no opening
    Given a session in which is told
      | after | event                     | says                                                  |
      | 1     | circuit_breaker_triggered |                                                       |
      | 1     | graceful_degradation      | {"failure_id": "fail-9"}                              |
      | 1     | system_recovered          | {"failure_id": "fail-9", "degradation_cleared": true} |
      | 1     | request_rejected          | {"retry_after": 20.0, "root_failure_id": "fail-q"}    |
    Then all that is found is CAS-1: "request_rejected (event 5) turns a request away in the name of fail-q, but what opened the breaker is fail-1."

  Scenario: What another customer was told opened is no cause here
    Given a session in which is told
      | after | event            | says                                               |
      | 1     | request_rejected | {"retry_after": 20.0, "root_failure_id": "fail-q"} |
    Then nothing is found when it is read as frames

  Scenario Outline: A failure that names <root> as its root, which began with fail-r
    Given a session in which is told
      | after | event                     | says                                                       |
      | 1     | run_started               |                                                            |
      | 1     | agent_error               | {"root_failure_id": "fail-r"}                              |
      | 1     | resource_cleanup          | {"root_failure_id": "fail-r"}                              |
      | 1     | graceful_degradation      | {"failure_id": "fail-2", "root_failure_id": "<root>"}      |
    Then <found>

    Examples:
      | root   | found |
      | fail-r | nothing is found when it is read as frames |
      | fail-2 | nothing is found when it is read as frames |
      | fail-1 | all that is found is CAS-1: "graceful_degradation (event 5) names fail-1 as the root of the failure fail-2, which itself began with fail-r." |

  Scenario: The second of two breakers opens after the service that the first one reduced
    Given a session in which is told
      | after | event                     | says                                                                                                |
      | 1     | circuit_breaker_triggered |                                                                                                     |
      | 1     | graceful_degradation      |                                                                                                     |
      | 1     | circuit_breaker_triggered | {"breaker": "writer/provider-two"}                                                                  |
    Then nothing is found when it is read as frames

  Scenario: Service is as reduced as it was before, because the second of two breakers closed
    Given a session in which is told
      | after | event                         | says                                                                                            |
      | 1     | run_started                   |                                                                                                 |
      | 1     | agent_error                   |                                                                                                 |
      | 0.1   | circuit_breaker_triggered     | {"run_id": "run-1"}                                                                             |
      | 0.1   | graceful_degradation          | {"run_id": "run-1"}                                                                             |
      | 0.1   | resource_cleanup              |                                                                                                 |
      | 1     | circuit_breaker_triggered     | {"breaker": "writer/provider-two", "failure_id": "fail-2"}                                      |
      | 0.1   | graceful_degradation          | {"failure_id": "fail-2", "level": "minimal", "available_features": ["finished work"]}           |
      | 30    | circuit_breaker_state_changed | {"breaker": "writer/provider-two", "from_state": "open", "to_state": "half_open"}               |
      | 1     | circuit_breaker_state_changed | {"breaker": "writer/provider-two", "from_state": "half_open", "to_state": "closed"}             |
      | 0.1   | graceful_degradation          |                                                                                                 |
    Then nothing is found when it is read as frames

  Scenario Outline: A retry is given up, and of the breakers that were told <which>
    Given a session in which is told
      | after | event                     | says                                                                                             |
      | 1     | run_started               |                                                                                                  |
      | 1     | agent_error               | {"will_retry": true, "terminal": false, "suggested_action": "wait"}                              |
      | 1     | resource_cleanup          |                                                                                                  |
      | 0.1   | recovery_attempt          | {"status": "scheduled"}                                                                          |
      | 0.1   | circuit_breaker_triggered | {"failure_id": "fail-2", "fallback_active": true}                                                |
      | 0.1   | circuit_breaker_triggered | {"failure_id": "fail-3", "breaker": "writer/provider-two", "fallback_active": <second has one>} |
      | 0.1   | recovery_attempt          | {"status": "aborted"}                                                                            |
      | 0.1   | agent_error               | {"error_type": "circuit_open", "retry_after": 29.0}                                              |
    Then <found>

    Examples:
      | which                   | second has one | found |
      | the second has none     | false          | nothing is found when it is read as frames |
      | each has a fallback     | true           | all that is found is EVT-3: "agent_error (event 9) gives up the run run-1, whose retry was aborted before the breaker was told to have opened; the cause comes first." |

  Scenario: Service is told to be reduced as before, and no breaker has closed
    Given a session in which is told
      | after | event                     | says                                                                                  |
      | 1     | circuit_breaker_triggered |                                                                                       |
      | 0.1   | graceful_degradation      |                                                                                       |
      | 1     | circuit_breaker_triggered | {"breaker": "writer/provider-two"}                                                    |
      | 0.1   | graceful_degradation      | {"level": "minimal", "available_features": ["finished work"]}                         |
      | 1     | graceful_degradation      |                                                                                       |
    Then all that is found is DEG-1: "graceful_degradation (event 6) tells the reduced service of the failure fail-1 again, which is the same as before; once was expected."

  Scenario: The second breaker is told to open after the service that it reduced further
    Given a session in which is told
      | after | event                     | says                                                                                                     |
      | 1     | circuit_breaker_triggered |                                                                                                          |
      | 0.1   | graceful_degradation      |                                                                                                          |
      | 1     | graceful_degradation      | {"failure_id": "fail-2", "level": "minimal", "available_features": ["finished work"]}                    |
      | 0.1   | circuit_breaker_triggered | {"failure_id": "fail-2", "breaker": "writer/provider-two"}                                               |
    Then all that is found is EVT-3: "circuit_breaker_triggered (event 5) tells that the breaker opened only after the reduced service that followed from it."

  Scenario: A refusal during a test comes before the test is told
    Given a session in which is told
      | after | event                         | says                                                                           |
      | 1     | request_rejected              | {"retry_after": 29.0}                                                          |
      | 29    | request_rejected              | {"reason_code": "circuit_half_open", "retry_after": 60.0}                      |
      | 0.1   | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}                                |
    Then CB-4 is found broken, in a sentence with "had been refused for before; the change comes first."

  Scenario: Who comes while a provider is tested was never told of its rest
    Given a session in which is told
      | after | event                         | says                                                                           |
      | 1     | request_rejected              | {"reason_code": "circuit_half_open", "retry_after": 60.0}                      |
      | 0.1   | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "open"}                                |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}                                |
    Then nothing is found when it is read as frames

  Scenario: A customer who was only turned away is told of the recovery when the breaker has closed
    Given a session in which is told
      | after | event                         | says                                                                    |
      | 1     | request_rejected              | {"retry_after": 29.0, "failure_id": "fail-1"}                           |
      | 29    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}                         |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"}                       |
      | 0.1   | system_recovered              | {"error_type": "circuit_open"}                                          |
    Then nothing is found when it is read as frames

  Scenario: A customer who was only turned away is told of the recovery while the breaker is tested
    Given a session in which is told
      | after | event                         | says                                                                    |
      | 1     | request_rejected              | {"retry_after": 29.0, "failure_id": "fail-1"}                           |
      | 29    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}                         |
      | 1     | system_recovered              | {"error_type": "circuit_open"}                                          |
      | 0.1   | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"}                       |
    Then all that is found is CAS-1: "system_recovered (event 4) tells the recovery while the breaker writer/provider-one still is half_open; recovery is told when all causes are gone."

  Scenario: A customer who was only turned away is never told of the recovery
    Given a session in which is told
      | after | event                         | says                                                                    |
      | 1     | request_rejected              | {"retry_after": 29.0, "failure_id": "fail-1"}                           |
      | 29    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}                         |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"}                       |
    Then all that is found is REC-5: "The breaker writer/provider-one closed again, and no recovery was told to a customer whom it had refused."

  Scenario: After a gap nobody knows what opened the breaker that turns a customer away
    Given a session in which is told
      | after | event                     | says                                                                        |
      | 1     | circuit_breaker_triggered |                                                                             |
      | 60    | replay_gap                | {"sequence": 5, "from_sequence": 3, "to_sequence": 5, "snapshot": {"runs": []}} |
      | 1     | request_rejected          | {"sequence": 6, "retry_after": 29.0, "root_failure_id": "fail-q", "agent_name": "reader"} |
    Then nothing is found when it is read as frames
