@self_check @unit @P1
Feature: The validator reads what is written, and says exactly what does not fit
  What is in order is read at first sight. What looks almost so, as where a field comes twice and a
  blank hides it, gets a closer look, and what is told of it names the event, the field and the value.
  Business value: nobody has to guess what is wrong with an event, or gets one past the judge

  Scenario: What is in order needs no closer look
    When the events of all good stories are read
    Then none of them needs a closer look

  Scenario Outline: Of <frame> it is said: <words>
    Given the stream of "an answer"
    And its second event is <frame>
    Then EVT-1 is found broken, in a sentence with "<words>"

    Examples:
      | frame                                               | words                                                                                                                         |
      | a field that comes twice, a space before its colon  | names the same field twice (request_id)                                                                                       |
      | a field that comes twice, a tab before its colon    | names the same field twice (request_id)                                                                                       |
      | a field that comes twice, a return before its colon | names the same field twice (request_id)                                                                                       |
      | a field that comes twice, a new line before its colon | names the same field twice (request_id)                                                                                     |
      | a snapshot with a field that comes twice            | replay_gap (event 8) does not fit the schema: it names the same field twice (run_id).                                         |
      | handed out work with a field that comes twice       | result (event 8) does not fit the schema: it names the same field twice (run_id).                                             |
      | a number of sixty digits                            | is 7777777777777777777777777777777777777777 and not an object                                                                 |
      | a wait without end                                  | agent_error (event 4) does not fit the schema: retry_after is Infinity: should be a finite number.                            |
      | a parameter without end                             | agent_error (event 4) does not fit the schema: message_params.agent.float is Infinity: should be a finite number.             |
      | a warning of a score without end                    | early_warning (event 2) does not fit the schema: score is Infinity: should be a finite number.                                |

  Scenario Outline: All that is said of an event in which <field> is <value>
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    Then all that is found is EVT-1: "<event> <sentence>"

    Examples:
      | story                     | event                    | field              | value                      | sentence                                                                                                                                        |
      | an answer                 | agent_output             | sequence           | "3"                        | does not fit the schema: sequence is "3": should be a valid integer.                                                                            |
      | reduced service and back  | graceful_degradation     | available_features | []                         | (event 5) does not fit the schema: available_features is a list of 0: the list should have at least 1 item after validation, not 0.             |
      | an answer                 | agent_output             | timestamp          | "2026-02-30T09:00:00.000Z" | (event 3) does not fit the schema: timestamp is "2026-02-30T09:00:00.000Z": Value error, day is out of range for month.                         |

  Scenario Outline: An event of the type <type> that says it is of version <version>
    Given the stream of "an answer"
    And in its agent_output, schema_version is <version>
    And in its agent_output, type is <type>
    Then <found>

    Examples:
      | type            | version             | found                                                                                                 |
      | "agent_thought" | "1.00000000000007"  | nothing is found when it is read as frames                                                            |
      | "agent_thought" | "1.000000000000007" | EVT-1 is found broken, in a sentence with "which the contract does not know"                          |
      | "agent_thought" | "2.7"               | EVT-1 is found broken, in a sentence with "which the contract does not know"                          |
      | "agent_thought" | "1.0"               | EVT-1 is found broken, in a sentence with "which the contract does not know"                          |
      | "agent_thought" | 1.7                 | EVT-1 is found broken, in a sentence with "which the contract does not know"                          |
      | ""              | "1.7"               | EVT-1 is found broken, in a sentence with "which the contract does not know"                          |
      | 5               | "1.7"               | EVT-1 is found broken, in a sentence with "its type is 5, which the contract does not know"           |

  Scenario: What a newer platform adds to an event is no fault of a model
    Given the stream of "an answer"
    And in its agent_output, mood is "cheerful"
    Then nothing is found when it is read as models

  Scenario Outline: A fault deep in <field> hides nothing of the story
    Given the stream of "<story>"
    And in its <event>, <field> is <value>
    And its <gone> is never told
    Then <promise> is found broken, in a sentence with "<words>"

    Examples:
      | promise | story           | event       | field          | value        | gone             | words          |
      | CLN-1   | a final failure | agent_error | message_params | {"odd": [1]} | resource_cleanup | was never told |
