@self_check @unit @P1
Feature: The validator takes from an event that does not fit what is certain, and no more
  An event that nobody can read may have told anything. What is beside the story in it changes
  nothing; what is not excuses the run that it may have been about, and no other.
  Business value: one broken event neither hides what went wrong nor accuses those who did right

  Scenario: A misspelt event may have been the missing answer
    Given a session in which is told
      | after | event         | says                     |
      | 1     | run_started   |                          |
      | 1     | agent_output  | {"type": "agent_outptu"} |
      | 1     | run_completed |                          |
    Then all that is found is EVT-1: "an event of the type "agent_outptu" (event 3) does not fit the schema: its type is "agent_outptu", which the contract does not know."

  Scenario: An event of a newer version is not the missing answer
    Given a session in which is told
      | after | event         | says                                               |
      | 1     | run_started   |                                                    |
      | 1     | agent_output  | {"type": "agent_thought", "schema_version": "1.7"} |
      | 1     | run_completed |                                                    |
    Then all that is found is NSF-2: "run_completed (event 4) says that the run run-1 succeeded, but not a word was answered."

  Scenario: A lost event may have been the missing answer
    Given a session in which is told
      | after | event         | says            |
      | 1     | run_started   |                 |
      | 1     | run_completed | {"sequence": 4} |
    Then all that is found is EVT-2: "run_completed has sequence 4 where 3 was expected: 3 never came, and no gap was announced."

  Scenario: A lost event may have been the missing answer, whatever comes next
    Given a session in which is told
      | after | event         | says                                                              |
      | 1     | run_started   |                                                                   |
      | 1     | agent_output  | {"type": "agent_thought", "schema_version": "1.7", "sequence": 4} |
      | 1     | run_completed | {"sequence": 5}                                                   |
    Then all that is found is EVT-2: "agent_thought has sequence 4 where 3 was expected: 3 never came, and no gap was announced."

  Scenario: An event of no session may be the one that is missing
    Given a session in which is told
      | after | event         | says              |
      | 1     | run_started   |                   |
      | 1     | agent_output  | {"session_id": 7} |
      | 1     | run_completed |                   |
    Then all that is found is EVT-1: "agent_output (event 3) does not fit the schema: session_id is 7: should be a valid string."

  Scenario: Handed out work that does not fit is not looked into
    Given a session in which is told
      | after | event                    | says                        |
      | 1     | run_started              |                             |
      | 1     | agent_output             | {"step": "outline"}         |
      | 1     | partial_result_preserved |                             |
      | 1     | agent_error              | {"partial_available": true} |
      | 1     | resource_cleanup         |                             |
      | 1     | result                   | {"event_id": 7}             |
    Then all that is found is EVT-1: "result (event 7) does not fit the schema: event_id is 7: should be a valid string."

  Scenario: A gap that does not fit is announced all the same
    Given a session in which is told
      | after | event         | says                                                                 |
      | 1     | run_started   |                                                                      |
      | 1     | replay_gap    | {"sequence": 6, "from_sequence": 3, "to_sequence": 5, "event_id": 7} |
      | 1     | run_completed | {"sequence": 7}                                                      |
    Then all that is found is EVT-1: "replay_gap (event 6) does not fit the schema: event_id is 7: should be a valid string."

  Scenario: An event of another major version is judged for what it says
    Given a session in which is told
      | after | event            | says                                               |
      | 1     | run_started      |                                                    |
      | 1     | agent_error      | {"schema_version": "2.0", "is_recoverable": false} |
      | 1     | resource_cleanup |                                                    |
    Then all that is found is
      | promise | sentence                                                                                  |
      | EVT-1   | agent_error (event 3) does not fit the schema: its schema_version is "2.0", expected 1.x. |
      | ACT-1   | agent_error (event 3) says is_recoverable False for llm_timeout, expected True.           |

  Scenario: A failure that does not fit was told all the same
    Given a session in which is told
      | after | event            | says              |
      | 1     | agent_error      | {"will_retry": 7} |
      | 1     | system_recovered |                   |
    Then all that is found is EVT-1: "agent_error (event 2) does not fit the schema: will_retry is 7: should be a valid boolean."

  Scenario: A final failure asks to wait for longer than the breaker stays open
    Given a session in which is told
      | after | event                     | says                                                |
      | 1     | run_started               |                                                     |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-2"}                            |
      | 10    | agent_error               | {"error_type": "circuit_open", "retry_after": 29.0} |
      | 1     | resource_cleanup          | {"error_type": "circuit_open"}                      |
    Then all that is found is CB-2: "agent_error (event 4) asks to wait 29.0 s, but the breaker stays open for 20.000 s more."

  Scenario: Reduced service is told again to a whole session
    Given a session in which is told
      | after | event                     | says |
      | 1     | circuit_breaker_triggered |      |
      | 1     | graceful_degradation      |      |
      | 1     | graceful_degradation      |      |
    Then all that is found is DEG-1: "graceful_degradation (event 4) tells the reduced service of the failure fail-1 again, which is the same as before; once was expected."

  Scenario: A recovery by a retry that is told to the whole session
    Given a session in which is told
      | after | event            | says                                                                |
      | 1     | run_started      |                                                                     |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                     |
      | 1     | recovery_attempt | {"status": "scheduled"}                                             |
      | 2     | recovery_attempt | {"status": "started"}                                               |
      | 1     | agent_output     |                                                                     |
      | 1     | recovery_attempt | {"status": "succeeded"}                                             |
      | 1     | system_recovered | {"attempts_made": 1}                                                |
      | 1     | run_completed    |                                                                     |
    Then all that is found is REC-5: "system_recovered (event 9) names no run, but tells of the recovery of the run run-1; no breaker was open, and no service reduced."

  Scenario: A cleanup whose notice could not be built says so
    Given a session in which is told
      | after | event            | says                                                                               |
      | 1     | run_started      |                                                                                    |
      | 1     | agent_error      |                                                                                    |
      | 1     | resource_cleanup | {"error_type": "internal_error", "message_key": "internal_error.resource_cleanup"} |
    Then nothing is found when it is read as frames

  Scenario: A recovery took a second less than it can have taken
    Given a session in which is told
      | after | event                     | says                   |
      | 1     | circuit_breaker_triggered |                        |
      | 4     | system_recovered          | {"recovery_time": 3.0} |
    Then nothing is found when it is read as frames

  Scenario: A recovery took a second more than it can have taken
    Given a session in which is told
      | after | event                     | says                   |
      | 1     | circuit_breaker_triggered |                        |
      | 4     | system_recovered          | {"recovery_time": 5.0} |
    Then nothing is found when it is read as frames

  Scenario Outline: A <event> with a wrong <field> hides no run that never ends
    Given a session in which is told
      | after | event       | says             |
      | 1     | run_started |                  |
      | 1     | <event>     | {"<field>": [1]} |
    Then NSF-1 is found broken, in a sentence with "The run run-1 never ended"

    Examples:
      | event         | field      |
      | early_warning | upstream   |
      | early_warning | signal     |
      | early_warning | horizon    |
      | early_warning | score      |
      | early_warning | mitigation |

  Scenario: An announced retry with a wrong strategy hides no run that never ends
    Given a session in which is told
      | after | event            | says                                                               |
      | 1     | run_started      |                                                                    |
      | 1     | agent_error      | {"will_retry": true, "terminal": false, "suggested_action": "wait"} |
      | 1     | resource_cleanup |                                                                    |
      | 1     | recovery_attempt | {"status": "scheduled", "strategy": 7}                             |
    Then NSF-1 is found broken, in a sentence with "The run run-1 never ended"

  Scenario: What breaks off may have been the ending
    Given the stream of "an answer"
    And its run_completed breaks off
    Then all that is found is EVT-1: "The event at position 4 is not JSON: Expecting ',' delimiter at character 213."

  Scenario: What breaks off is looked into all the same
    Given the stream of "an answer"
    And in its agent_output, text is "It stands in /srv/agents/orders/keys.py."
    And its agent_output breaks off
    Then SEC-2 is found broken, in a sentence with "The event at position 2 shows the customer a file path in its text"

  Scenario Outline: An event that is as long as may be is read, as it comes in <form>
    Given the stream of "an answer"
    And its agent_output comes in <form>, as long as may be
    Then nothing is found when it is read as frames

    Examples:
      | form   |
      | frames |
      | bytes  |

  Scenario: A text of another class is a text
    Given the stream of "an answer"
    Then nothing is found when it is read as texts of a class of their own
