@self_check @unit @P1
Feature: The validator leaves good streams alone
  A judge that accuses the innocent is soon ignored. Every story that a platform may rightly tell,
  whichever way it is handed in, is read to its end without a word.
  Business value: whoever reads a finding can trust that something is wrong

  Scenario Outline: Nothing is found in <story>
    Given the stream of "<story>"
    Then nothing is found when it is read as frames
    And nothing is found when it is read as bytes
    And nothing is found when it is read as objects
    And nothing is found when it is read as models

    Examples:
      | story                       |
      | an answer                   |
      | a final failure             |
      | kept work, then a failure   |
      | a retry that succeeds       |
      | a retry that waits as asked |
      | retries that all fail       |
      | a cancel during the answer  |
      | a cancel while a retry waits |
      | a cancel during a retry     |
      | a refused request           |
      | a breaker that opens        |
      | a breaker that others opened |
      | reduced service and back    |
      | reduced service, met later  |
      | two requests at once        |
      | a return after a gap        |
      | a server that was killed    |

  Scenario: A reader passes over fields that it does not know
    Given the stream of "an answer"
    And in its agent_output, mood is "cheerful"
    Then nothing is found when it is read as frames

  Scenario: A reader passes over the events of a newer minor version
    Given the stream of "an answer"
    And in its agent_output, schema_version is "1.7"
    And in its agent_output, type is "agent_thought"
    Then nothing is found when it is read as frames

  Scenario: A breaker may be told to the whole session
    Given the stream of "a breaker that opens"
    And in its circuit_breaker_triggered, run_id is null
    Then nothing is found when it is read as frames

  Scenario: Reduced service may be told to the whole session
    Given the stream of "reduced service and back"
    And in its graceful_degradation, run_id is null
    Then nothing is found when it is read as frames

  Scenario: A breaker's way back may be left untold until the recovery
    Given the stream of "a breaker that opens"
    And its circuit_breaker_state_changed is never told
    And its circuit_breaker_state_changed is never told
    Then nothing is found when it is read as frames

  Scenario: Kept work may be handed out under the name of a run that is over
    Given the stream of "a server that was killed"
    And in its result, run_id is "run-1"
    Then nothing is found when it is read as frames
