@self_check @unit @P1
Feature: The validator holds a refusal against what is told of the breaker
  Who is turned away because a provider rests has been told so, or is told of no rest later that
  would have been the reason. A refusal names no breaker: where two are known, nobody is accused.
  Business value: no customer is turned away for a reason that comes to light afterwards

  Scenario Outline: An opening is told <after> s after a refusal that asked to wait 5 s
    Given a session in which is told
      | after   | event                     | says                 |
      | 1       | request_rejected          | {"retry_after": 5.0} |
      | <after> | circuit_breaker_triggered |                      |
    Then <found>

    Examples:
      | after | found |
      | 1     | all that is found is CB-1: "circuit_breaker_triggered (event 3) tells of the breaker writer/provider-one what request_rejected (event 2) had been refused for before; the change comes first." |
      | 4.997 | all that is found is CB-1: "circuit_breaker_triggered (event 3) tells of the breaker writer/provider-one what request_rejected (event 2) had been refused for before; the change comes first." |
      | 4.998 | nothing is found when it is read as frames |
      | 5     | nothing is found when it is read as frames |
      | 60    | nothing is found when it is read as frames |

  Scenario Outline: A refusal <otherwise> has nothing to do with the opening
    Given a session in which is told
      | after | event                     | says   |
      | 1     | request_rejected          | <says> |
      | 1     | circuit_breaker_triggered |        |
    Then nothing is found when it is read as frames

    Examples:
      | otherwise            | says                                                                                             |
      | by another agent     | {"retry_after": 5.0, "agent_name": "editor"}                                                     |
      | for want of capacity | {"retry_after": 5.0, "error_type": "processing_capacity_exceeded", "reason_code": "capacity"}    |
      | because of a trial   | {"retry_after": 5.0, "reason_code": "circuit_half_open"}                                         |

  Scenario: A refusal that names no wait is accused of that alone
    Given a session in which is told
      | after | event                     | says |
      | 1     | request_rejected          |      |
      | 1     | circuit_breaker_triggered |      |
    Then all that is found is CB-2: "request_rejected (event 2) refuses because the breaker is open without saying how long it stays so."

  Scenario Outline: The first refusal counts, when there were <two>
    Given a session in which is told
      | after | event                     | says                   |
      | 1     | request_rejected          | {"retry_after": <first>}  |
      | 1     | request_rejected          | {"retry_after": <second>} |
      | 8     | circuit_breaker_triggered |                        |
    Then <found>

    Examples:
      | two                   | first | second | found                                                        |
      | a short and a long one | 5.0  | 60.0   | nothing is found when it is read as frames                   |
      | two long ones          | 60.0 | 59.0   | CB-1 is found broken, in a sentence with "what request_rejected (event 2) had been refused for before" |

  Scenario Outline: A closed breaker opens, and is told by <event> after the refusal
    Given a session in which is told
      | after | event                         | says                                              |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"} |
      | 1     | request_rejected              | {"retry_after": 29.0}                             |
      | 40    | <event>                       | <says>                                            |
    Then all that is found is <promise>: "<event> (event 4) tells of the breaker writer/provider-one what request_rejected (event 3) had been refused for before; the change comes first."

    Examples:
      | promise | event                         | says                                         |
      | CB-1    | circuit_breaker_triggered     |                                              |
      | CB-4    | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"} |

  Scenario: A trial is told after somebody was refused because of it
    Given a session in which is told
      | after | event                         | says                                            |
      | 1     | circuit_breaker_triggered     |                                                 |
      | 31    | request_rejected              | {"reason_code": "circuit_half_open"}            |
      | 1     | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"} |
    Then all that is found is CB-4: "circuit_breaker_state_changed (event 4) tells of the breaker writer/provider-one what request_rejected (event 3) had been refused for before; the change comes first."

  Scenario: Of two breakers nobody knows which of them the refusal meant
    Given a session in which is told
      | after | event                         | says                                                       |
      | 1     | circuit_breaker_triggered     |                                                            |
      | 1     | circuit_breaker_triggered     | {"breaker": "writer/provider-two", "failure_id": "fail-2"} |
      | 31    | request_rejected              | {"reason_code": "circuit_half_open"}                       |
      | 1     | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}            |
    Then nothing is found when it is read as frames

  Scenario: A second breaker that opens is no reason for an older refusal
    Given a session in which is told
      | after | event                     | says                                                       |
      | 1     | circuit_breaker_triggered |                                                            |
      | 1     | request_rejected          | {"retry_after": 29.0}                                      |
      | 1     | circuit_breaker_triggered | {"breaker": "writer/provider-two", "failure_id": "fail-2"} |
    Then nothing is found when it is read as frames

  Scenario: An opening that is told again was told before the refusal
    Given a session in which is told
      | after | event                         | says                                         |
      | 1     | circuit_breaker_triggered     |                                              |
      | 1     | request_rejected              | {"retry_after": 29.0}                        |
      | 1     | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"} |
    Then nothing is found when it is read as frames

  Scenario: A refusal of an earlier rest is no part of the next one
    Given a session in which is told
      | after | event                         | says                                              |
      | 1     | circuit_breaker_triggered     |                                                   |
      | 1     | request_rejected              | {"retry_after": 29.0}                             |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}   |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"} |
      | 1     | system_recovered              |                                                   |
      | 1     | circuit_breaker_triggered     | {"failure_id": "fail-2"}                          |
    Then nothing is found when it is read as frames

  Scenario Outline: The provider is tried <after> s after a refusal that asked to wait 5 s
    Given a session in which is told
      | after   | event                         | says                                            |
      | 1       | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"}    |
      | 1       | request_rejected              | {"retry_after": 5.0}                            |
      | <after> | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"} |
    Then <found>

    Examples:
      | after | found |
      | 3.999 | all that is found is CB-2: "circuit_breaker_state_changed (event 4) tries the breaker writer/provider-one 3.999 s after request_rejected (event 3) asked to wait 5.0 s." |
      | 4     | nothing is found when it is read as frames |

  Scenario Outline: Nobody knows that <which> was not to be tried yet
    Given a session in which is told
      | after | event                         | says                                                                             |
      | 1     | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"}                                     |
      | 1     | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open", "breaker": "writer/provider-two"} |
      | 1     | request_rejected              | {"retry_after": 9.0}                                                             |
      | 1     | circuit_breaker_state_changed | <says>                                                                           |
    Then nothing is found when it is read as frames

    Examples:
      | which                      | says                                                                              |
      | the first of two breakers  | {"from_state": "open", "to_state": "half_open"}                                    |
      | the second of two breakers | {"from_state": "open", "to_state": "half_open", "breaker": "writer/provider-two"}  |

  Scenario: Whoever runs the platform may hold it open while somebody waits as asked
    Given a session in which is told
      | after | event                         | says                                              |
      | 1     | circuit_breaker_triggered     |                                                   |
      | 1     | request_rejected              | {"retry_after": 29.0}                             |
      | 1     | circuit_breaker_state_changed | {"from_state": "open", "to_state": "forced_open"} |
    Then nothing is found when it is read as frames
