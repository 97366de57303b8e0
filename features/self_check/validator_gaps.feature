@self_check @unit @P1
Feature: The validator counts what came, what was lost, and what was told to be lost
  Numbers show what never came. What could not be read may be what is missing, and what was announced
  as gone is not missed; after a gap, only what is certain is held against the platform.
  Business value: a customer who loses an event is told so, and a platform that says so is believed

  Scenario: A gap may be told ahead of events that came before it
    Given a session in which is told
      | after | event         | says                                                  |
      | 1     | run_started   |                                                       |
      | 1     | replay_gap    | {"sequence": 8, "from_sequence": 3, "to_sequence": 5} |
      | 1     | agent_output  | {"sequence": 6}                                       |
      | 1     | agent_output  | {"sequence": 7}                                       |
      | 1     | run_completed | {"sequence": 9}                                       |
    Then nothing is found when it is read as frames

  Scenario: An event that is lost right after a gap is missed
    Given a session in which is told
      | after | event         | says                                                  |
      | 1     | run_started   |                                                       |
      | 1     | replay_gap    | {"sequence": 6, "from_sequence": 3, "to_sequence": 5} |
      | 1     | agent_output  | {"sequence": 8}                                       |
      | 1     | run_completed | {"sequence": 9}                                       |
    Then all that is found is EVT-2: "agent_output has sequence 8 where 7 was expected: 7 never came, and no gap was announced."

  Scenario: Events that are lost right before a gap are missed
    Given a session in which is told
      | after | event         | says                                                  |
      | 1     | run_started   |                                                       |
      | 1     | replay_gap    | {"sequence": 7, "from_sequence": 5, "to_sequence": 6} |
      | 1     | run_completed | {"sequence": 8}                                       |
    Then all that is found is EVT-2: "replay_gap has sequence 7 where 3 was expected: 3 to 4 never came, and no gap was announced."

  Scenario: A gap that ends before it begins
    Given a session in which is told
      | after | event         | says                                   |
      | 1     | run_started   |                                        |
      | 1     | replay_gap    | {"from_sequence": 5, "to_sequence": 4} |
      | 1     | agent_output  |                                        |
      | 1     | run_completed |                                        |
    Then all that is found is CON-2: "replay_gap (event 3) announces a gap from 5 to 4."

  Scenario: A gap of events that all came
    Given a session in which is told
      | after | event         | says                                   |
      | 1     | run_started   |                                        |
      | 1     | agent_output  |                                        |
      | 1     | agent_output  |                                        |
      | 1     | replay_gap    | {"from_sequence": 3, "to_sequence": 4} |
      | 1     | run_completed |                                        |
    Then all that is found is CON-2: "replay_gap (event 5) says that events from 3 on are gone, but the customer has them up to 4."

  Scenario: A gap of which the first event came
    Given a session in which is told
      | after | event         | says                                                  |
      | 1     | run_started   |                                                       |
      | 1     | agent_output  |                                                       |
      | 1     | replay_gap    | {"sequence": 5, "from_sequence": 3, "to_sequence": 4} |
      | 1     | run_completed | {"sequence": 6}                                       |
    Then all that is found is CON-2: "replay_gap (event 5) says that events from 3 on are gone, but the customer has them up to 3."

  Scenario: After an outage, a new session tells what is gone of the old one
    Given a session in which is told
      | after | event           | says                                                                               |
      | 1     | run_started     |                                                                                    |
      | 1     | agent_output    |                                                                                    |
      | 1     | session_started | {"session_id": "ses-2", "sequence": 1, "resume_token": "Kp3x-8Ws1nYd6GhJ4qRzB_vC"} |
      | 1     | replay_gap      | {"session_id": "ses-2", "sequence": 2, "from_sequence": 4, "to_sequence": 6}       |
      | 1     | run_completed   | {"session_id": "ses-2", "sequence": 3}                                             |
    Then nothing is found when it is read as frames

  Scenario: A new session tells of a gap that fits no session before
    Given a session in which is told
      | after | event           | says                                                                               |
      | 1     | run_started     |                                                                                    |
      | 1     | agent_output    |                                                                                    |
      | 1     | session_started | {"session_id": "ses-2", "sequence": 1, "resume_token": "Kp3x-8Ws1nYd6GhJ4qRzB_vC"} |
      | 1     | replay_gap      | {"session_id": "ses-2", "sequence": 2, "from_sequence": 7, "to_sequence": 9}       |
      | 1     | run_completed   | {"session_id": "ses-2", "sequence": 3}                                             |
    Then all that is found is CON-2: "replay_gap (event 2) says that what is gone begins with 7, but no earlier session was told up to 6."

  Scenario: What could not be read of the old session may be where its gap begins
    Given a session in which is told
      | after | event           | says                                                                               |
      | 1     | run_started     |                                                                                    |
      | 1     | agent_output    | {"sequence": "three"}                                                              |
      | 1     | session_started | {"session_id": "ses-2", "sequence": 1, "resume_token": "Kp3x-8Ws1nYd6GhJ4qRzB_vC"} |
      | 1     | replay_gap      | {"session_id": "ses-2", "sequence": 2, "from_sequence": 4, "to_sequence": 6}       |
      | 1     | run_completed   | {"session_id": "ses-2", "sequence": 3}                                             |
    Then all that is found is EVT-1: "agent_output does not fit the schema: sequence is "three": should be a valid integer."

  Scenario: A new session may tell of a gap of its own
    Given a session in which is told
      | after | event           | says                                                                               |
      | 1     | run_started     |                                                                                    |
      | 1     | agent_output    |                                                                                    |
      | 1     | session_started | {"session_id": "ses-2", "sequence": 1, "resume_token": "Kp3x-8Ws1nYd6GhJ4qRzB_vC"} |
      | 1     | replay_gap      | {"session_id": "ses-2", "sequence": 2, "from_sequence": 2, "to_sequence": 2}       |
      | 1     | run_completed   | {"session_id": "ses-2", "sequence": 3}                                             |
    Then nothing is found when it is read as frames

  Scenario: An event without a number is the one that is missing
    Given a session in which is told
      | after | event         | says                  |
      | 1     | run_started   |                       |
      | 1     | agent_output  | {"sequence": "three"} |
      | 1     | agent_output  | {"sequence": "four"}  |
      | 1     | agent_output  | {"sequence": 5}       |
      | 1     | run_completed | {"sequence": 6}       |
    Then all that is found is
      | promise | sentence                                                                              |
      | EVT-1   | agent_output does not fit the schema: sequence is "three": should be a valid integer. |
      | EVT-1   | agent_output does not fit the schema: sequence is "four": should be a valid integer.  |

  Scenario: An event without a number is only one of two that are missing
    Given a session in which is told
      | after | event         | says                  |
      | 1     | run_started   |                       |
      | 1     | agent_output  | {"sequence": "three"} |
      | 1     | agent_output  | {"sequence": 5}       |
      | 1     | run_completed | {"sequence": 6}       |
    Then all that is found is
      | promise | sentence                                                                                       |
      | EVT-1   | agent_output does not fit the schema: sequence is "three": should be a valid integer.          |
      | EVT-2   | agent_output has sequence 5 where 3 was expected: 3 to 4 never came, and no gap was announced. |

  Scenario: Each event without a number excuses one that is missing, and no more
    Given a session in which is told
      | after | event         | says                  |
      | 1     | run_started   |                       |
      | 1     | agent_output  | {"sequence": "three"} |
      | 1     | agent_output  | {"sequence": "four"}  |
      | 1     | agent_output  | {"sequence": 4}       |
      | 1     | agent_output  | {"sequence": 6}       |
      | 1     | run_completed | {"sequence": 8}       |
    Then all that is found is
      | promise | sentence                                                                                   |
      | EVT-1   | agent_output does not fit the schema: sequence is "three": should be a valid integer.      |
      | EVT-1   | agent_output does not fit the schema: sequence is "four": should be a valid integer.       |
      | EVT-2   | run_completed has sequence 8 where 7 was expected: 7 never came, and no gap was announced. |

  Scenario: An event with a number that is over
    Given a session in which is told
      | after | event         | says            |
      | 1     | run_started   |                 |
      | 1     | agent_output  |                 |
      | 1     | agent_output  | {"sequence": 2} |
      | 1     | run_completed | {"sequence": 4} |
    Then all that is found is EVT-2: "agent_output has sequence 2, but came after 3; sequence 4 was expected."

  Scenario: An event with the name of another
    Given a session in which is told
      | after | event         | says                        |
      | 1     | run_started   |                             |
      | 1     | agent_output  | {"event_id": "evt-ses-1-2"} |
      | 1     | run_completed |                             |
    Then all that is found is EVT-2: "agent_output (event 3) has the event id evt-ses-1-2, which event 2 already has; an id names one event."
