@self_check @unit @P1
Feature: The validator follows reduced service, and what refusals ask for
  Reduced service ends with what it came from. Who is refused is asked to wait as long as the breaker
  stays open, and no longer.
  Business value: customers are told when full service returns, and come back no later than they can

  Scenario: Service that an open breaker reduced is owed once, and not at its next opening
    Given a session in which is told
      | after | event                         | says                                                                                |
      | 1     | graceful_degradation          | {"error_type": "circuit_open", "failure_id": "fail-x"}                              |
      | 1     | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}                                     |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"}                                   |
      | 1     | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"}                                        |
      | 1     | system_recovered              | {"error_type": "circuit_open", "failure_id": "fail-x", "degradation_cleared": true} |
    Then nothing is found when it is read as frames

  Scenario: Service that returned before the breaker closed is owed no more
    Given a session in which is told
      | after | event                         | says                                                                                |
      | 1     | graceful_degradation          | {"error_type": "circuit_open", "failure_id": "fail-x"}                              |
      | 1     | system_recovered              | {"error_type": "circuit_open", "failure_id": "fail-x", "degradation_cleared": true} |
      | 1     | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}                                     |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"}                                   |
    Then nothing is found when it is read as frames

  Scenario: A recovery from the same cause ends the reduced service
    Given a session in which is told
      | after | event                     | says                                                  |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-2", "root_failure_id": "fail-r"} |
      | 1     | graceful_degradation      | {"failure_id": "fail-1", "root_failure_id": "fail-r"} |
      | 1     | system_recovered          | {"failure_id": "fail-2", "root_failure_id": "fail-r"} |
    Then all that is found is DEG-3: "system_recovered (event 4) tells the recovery without the end of the reduced service that the customer was told of."

  Scenario: A recovery from something else does not end the reduced service
    Given a session in which is told
      | after | event                     | says                                                  |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-9"}                              |
      | 1     | graceful_degradation      | {"failure_id": "fail-1", "root_failure_id": "fail-r"} |
      | 1     | system_recovered          | {"failure_id": "fail-9"}                              |
    Then nothing is found when it is read as frames

  Scenario: A recovery from the failure ends the reduced service, whatever cause it names
    Given a session in which is told
      | after | event                | says                                                  |
      | 1     | graceful_degradation | {"failure_id": "fail-1", "root_failure_id": "fail-r"} |
      | 1     | system_recovered     | {"failure_id": "fail-1", "root_failure_id": "fail-q"} |
    Then DEG-3 is found broken, in a sentence with "tells the recovery without the end of the reduced service that the customer was told of."

  Scenario: A recovery within the run does not end the reduced service
    Given a session in which is told
      | after | event                | says                                             |
      | 1     | graceful_degradation |                                                  |
      | 1     | system_recovered     | {"run_id": "run-1", "degradation_cleared": true} |
    Then REC-5 is found broken, in a sentence with "tells the recovery within the run while service is still reduced; it is told when the reduction ends."

  Scenario: Of two reductions the first may be told to be over a second time, for what it brought about
    Given a session in which is told
      | after | event                     | says                                                                               |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-3", "root_failure_id": "fail-r"}                              |
      | 1     | graceful_degradation      | {"failure_id": "fail-1", "root_failure_id": "fail-r"}                              |
      | 1     | graceful_degradation      | {"failure_id": "fail-2"}                                                           |
      | 1     | system_recovered          | {"failure_id": "fail-1", "root_failure_id": "fail-r", "degradation_cleared": true} |
      | 1     | system_recovered          | {"failure_id": "fail-3", "root_failure_id": "fail-r", "degradation_cleared": true} |
      | 1     | system_recovered          | {"failure_id": "fail-2", "degradation_cleared": true}                              |
    Then nothing is found when it is read as frames

  Scenario: The end of a reduction that was never told
    Given a session in which is told
      | after | event                     | says                          |
      | 1     | circuit_breaker_triggered |                               |
      | 1     | system_recovered          | {"degradation_cleared": true} |
    Then all that is found is DEG-3: "system_recovered (event 3) tells the end of a reduced service that was never told."

  Scenario Outline: A refusal <left> seconds before the wait is over, which asks for <asked>
    Given a session in which is told
      | after  | event                     | says                     |
      | 1      | circuit_breaker_triggered |                          |
      | <past> | request_rejected          | {"retry_after": <asked>} |
    Then <found>

    Examples:
      | left | past | asked | found |
      | 20   | 10   | 21.0  | nothing is found when it is read as frames |
      | 20   | 10   | 21.5  | all that is found is CB-2: "request_rejected (event 3) asks to wait 21.5 s, but the breaker stays open for 20.000 s more." |
      | 0.5  | 29.5 | 5.0   | all that is found is CB-2: "request_rejected (event 3) asks to wait 5.0 s, but the breaker stays open for 0.500 s more." |
      | 0    | 30   | 5.0   | all that is found is CB-4: "request_rejected (event 3) asks to wait 5.0 s, 0.000 s after the breaker's wait was over; one that began anew lasts 30.000 s more." |
      | 0    | 30   | 29.0  | nothing is found when it is read as frames |
      | 0    | 30   | 29.5  | nothing is found when it is read as frames |
      | -10  | 40   | 25.0  | nothing is found when it is read as frames |
      | -10  | 40   | 5.0   | all that is found is CB-4: "request_rejected (event 3) asks to wait 5.0 s, 10.000 s after the breaker's wait was over; one that began anew lasts 20.000 s more." |

  Scenario: Where two breakers are known, nobody can say which one's wait is over
    Given a session in which is told
      | after | event                     | says                                                       |
      | 1     | circuit_breaker_triggered |                                                            |
      | 0.5   | circuit_breaker_triggered | {"breaker": "writer/provider-two", "failure_id": "fail-2"} |
      | 40    | request_rejected          | {"retry_after": 5.0}                                       |
    Then nothing is found when it is read as frames

  Scenario: A refusal says nothing of another agent's breaker
    Given a session in which is told
      | after | event                     | says                                                                               |
      | 1     | circuit_breaker_triggered | {"breaker": "reader/provider-two", "agent_name": "reader", "failure_id": "fail-2"} |
      | 10    | request_rejected          | {"retry_after": 29.0}                                                              |
    Then nothing is found when it is read as frames

  Scenario: A refusal is held against its agent's breaker, whichever opened first
    Given a session in which is told
      | after | event                     | says                                                                               |
      | 1     | circuit_breaker_triggered | {"breaker": "reader/provider-two", "agent_name": "reader", "failure_id": "fail-2"} |
      | 1     | circuit_breaker_triggered |                                                                                    |
      | 10    | request_rejected          | {"retry_after": 29.0}                                                              |
    Then all that is found is CB-2: "request_rejected (event 4) asks to wait 29.0 s, but the breaker stays open for 20.000 s more."

  Scenario Outline: After a retry that succeeds, a breaker that is told to be <state> at last
    Given the stream of "a retry that succeeds"
    And its system_recovered is never told
    And at its end comes one more circuit_breaker_state_changed of the same run, saying {"run_id": null, "breaker": "writer/provider-one", "from_state": "<before>", "to_state": "<state>"}
    Then <found>

    Examples:
      | before    | state  | found                                                                                                        |
      | half_open | closed | all that is found is REC-5: "A retry of the run run-1 succeeded, but its recovery was never told." |
      | closed    | open   | nothing is found when it is read as frames                                                                   |

  Scenario: A recovery without its run, where a breaker was told of
    Given the stream of "a retry that succeeds"
    And in its system_recovered, run_id is null
    And at its end comes one more circuit_breaker_state_changed of the same run, saying {"run_id": null, "breaker": "writer/provider-one", "from_state": "closed", "to_state": "open"}
    And its circuit_breaker_state_changed is told before its system_recovered
    Then nothing is found when it is read as frames
