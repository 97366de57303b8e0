@self_check @unit @P1
Feature: The validator knows each session, who it is for, and what was asked in it
  A resume token is a key: nobody may guess it, and it opens one session only. Each request is
  answered once, by the run that it became or by a refusal, whether all of that could be read or not.
  Business value: nobody reads another customer's answers, and nobody waits for one in vain

  Scenario: A token of nine characters, over and over
    Given a session in which is told
      | after | event           | says                                            |
      | 1     | session_resumed | {"resume_token": "abcdefghiabcdefghiabcdefghi"} |
    Then all that is found is SEC-4: "session_resumed (event 2) gives a resume token that can be guessed."

  Scenario: A token of ten characters, over and over
    Given a session in which is told
      | after | event           | says                                               |
      | 1     | session_resumed | {"resume_token": "abcdefghijabcdefghijabcdefghij"} |
    Then nothing is found when it is read as frames

  Scenario: A token that is another but for its last sixteen characters
    Given a session in which is told
      | after | event           | says                                         |
      | 1     | session_resumed | {"resume_token": "Zq7w_2LrAtXc5VbN0mKj8HgG"} |
    Then all that is found is SEC-4: "session_resumed (event 2) gives a resume token that differs from another only in its end."

  Scenario: A token that is another but for its last seventeen characters
    Given a session in which is told
      | after | event           | says                                         |
      | 1     | session_resumed | {"resume_token": "Zq7w_2LAAtXc5VbN0mKj8HgG"} |
    Then nothing is found when it is read as frames

  Scenario: The token of another session
    Given a session in which is told
      | after | event           | says                                                                               |
      | 1     | session_started | {"session_id": "ses-2", "sequence": 1, "resume_token": "Zq7w_2Lr9tXc5VbN0mKj8HgF"} |
    Then all that is found is SEC-4: "session_started (event 1) gives a resume token that is the one of another session."

  Scenario: Tokens that are masked are not compared
    Given a session in which is told
      | after | event           | says                                                                               |
      | 1     | session_started | {"session_id": "ses-2", "sequence": 1, "resume_token": "************************"} |
      | 1     | session_started | {"session_id": "ses-3", "sequence": 1, "resume_token": "************************"} |
    Then nothing is found when it is read as frames

  Scenario: A session whose beginning did not fit is begun once more
    Given a session in which is told
      | after | event           | says                                                                               |
      | 1     | session_started | {"session_id": "ses-2", "sequence": 1, "resume_token": 7}                          |
      | 1     | session_started | {"session_id": "ses-2", "sequence": 2, "resume_token": "Kp3x-8Ws1nYd6GhJ4qRzB_vC"} |
    Then all that is found is
      | promise | sentence                                                                                        |
      | EVT-1   | session_started (event 1) does not fit the schema: resume_token is 7: should be a valid string. |
      | EVT-3   | session_started (event 2) starts the session ses-2 a second time.                               |

  Scenario: A session whose beginning did not fit is known all the same
    Given a session in which is told
      | after | event           | says                                                      |
      | 1     | session_started | {"session_id": "ses-2", "sequence": 1, "resume_token": 7} |
      | 1     | session_resumed | {"session_id": "ses-2", "sequence": 2}                    |
    Then all that is found is EVT-1: "session_started (event 1) does not fit the schema: resume_token is 7: should be a valid string."

  Scenario: A session begins after something that did not fit
    Given a session in which is told
      | after | event           | says                                                                               |
      | 1     | agent_output    | {"session_id": "ses-2", "sequence": 1, "text": 7}                                  |
      | 1     | session_started | {"session_id": "ses-2", "sequence": 2, "resume_token": "Kp3x-8Ws1nYd6GhJ4qRzB_vC"} |
    Then all that is found is EVT-1: "agent_output (event 1) does not fit the schema: text is 7: should be a valid string."

  Scenario: Messages that were refused before the session begins are counted
    Given a session in which is told
      | after | event           | says                                   |
      | 1     | protocol_error  | {"session_id": "ses-2", "sequence": 1} |
      | 1     | protocol_error  | {"session_id": "ses-2", "sequence": 2} |
      | 1     | session_resumed | {"session_id": "ses-2", "sequence": 3} |
      | 1     | session_resumed | {"session_id": "ses-2", "sequence": 4} |
    Then all that is found is EVT-3: "session_resumed (event 3) came first in its session, expected session_started."

  Scenario: A request is answered by an event without a number, and another by nothing
    Given a session in which is told
      | after | event         | says                                                          |
      | 1     | run_started   | {"run_id": "run-2", "request_id": "req-2", "sequence": "two"} |
      | 1     | agent_output  | {"run_id": "run-2"}                                           |
      | 1     | run_completed | {"run_id": "run-2"}                                           |
    And the customer asked for req-1, req-2
    Then all that is found is
      | promise | sentence                                                                           |
      | EVT-1   | run_started does not fit the schema: sequence is "two": should be a valid integer. |
      | NSF-1   | The request "req-1" was never answered; it was expected to be started or refused.  |

  Scenario: A refusal that does not fit still says whose it is
    Given a session in which is told
      | after | event            | says                                          |
      | 1     | request_rejected | {"request_id": "req-2", "reason_code": "odd"} |
    And the customer asked for req-1, req-2
    Then all that is found is
      | promise | sentence                                                                                                                                                |
      | EVT-1   | request_rejected (event 2) does not fit the schema: reason_code is "odd": should be 'circuit_open', 'circuit_half_open', 'capacity' or 'shutting_down'. |
      | NSF-1   | The request "req-1" was never answered; it was expected to be started or refused.                                                                       |

  Scenario: The run of a request is known although its beginning did not fit
    Given a session in which is told
      | after | event         | says                |
      | 1     | run_started   | {"timestamp": 7}    |
      | 1     | agent_output  |                     |
      | 1     | run_completed |                     |
      | 1     | run_started   | {"run_id": "run-2"} |
      | 1     | agent_output  | {"run_id": "run-2"} |
      | 1     | run_completed | {"run_id": "run-2"} |
    And the customer asked for req-1
    Then all that is found is
      | promise | sentence                                                                                                                            |
      | EVT-1   | run_started (event 2) does not fit the schema: timestamp is 7: should be a valid string.                                            |
      | CON-6   | run_started (event 5) starts the run run-2 for the request req-1, which already is the run run-1; the same request is the same run. |

  Scenario: A request that was asked twice may be refused twice
    Given a session in which is told
      | after | event            | says                                                                                             |
      | 1     | request_rejected | {"request_id": "req-1", "error_type": "processing_capacity_exceeded", "reason_code": "capacity"} |
      | 1     | request_rejected | {"request_id": "req-1", "error_type": "processing_capacity_exceeded", "reason_code": "capacity"} |
    And the customer asked for req-1, req-1
    Then nothing is found when it is read as frames

  Scenario: A request that was asked twice is refused a third time
    Given a session in which is told
      | after | event            | says                                                                                             |
      | 1     | request_rejected | {"request_id": "req-1", "error_type": "processing_capacity_exceeded", "reason_code": "capacity"} |
      | 1     | request_rejected | {"request_id": "req-1", "error_type": "processing_capacity_exceeded", "reason_code": "capacity"} |
      | 1     | request_rejected | {"request_id": "req-1", "error_type": "processing_capacity_exceeded", "reason_code": "capacity"} |
    And the customer asked for req-1, req-1
    Then all that is found is NSF-1: "request_rejected (event 4) answers the request req-1 again, after it was refused; a request ends exactly once."

  Scenario: A refusal of what was never asked
    Given a session in which is told
      | after | event            | says                                                                                             |
      | 1     | request_rejected | {"request_id": "req-2", "error_type": "processing_capacity_exceeded", "reason_code": "capacity"} |
    And the customer asked for req-1
    Then all that is found is
      | promise | sentence                                                                               |
      | CON-6   | request_rejected (event 2) answers the request "req-2", which the customer never sent. |
      | NSF-1   | The request "req-1" was never answered; it was expected to be started or refused.      |
