@self_check @unit @P1
Feature: No mutant of a good transcript goes through
  What customers received in a green run is changed in every way in which a platform may go wrong:
  left out, told twice, too early, too late, half, to a stranger, with a secret in it. The validator
  sees each change, except where a good platform could have said the same: that is listed, with the
  reason. The command `mutants --all` takes every transcript and every change.
  Business value: a green report is worth what the validator catches, and here that is counted

  Scenario: Five thousand mutants of what customers received
    Given the transcripts of a green run of "circuit_breaker, degraded_service, failure_recovery, finished_work"
    When 5000 mutants of them are judged
    Then at least 5000 mutants were made, by every operator
    And each is flagged, or equivalent for a reason that is listed
    And nothing is found in the transcripts as they were

  Scenario Outline: A validator that looks away is found out: <mutant>
    Given the transcript of "a final failure"
    When its mutants are judged by a validator that finds nothing
    Then it is told that "This went through: example: <mutant>"

    Examples:
      | mutant                                  |
      | change a type: agent_error (event 4), a |

  Scenario: What went through is told in ten lines, and the rest is counted
    Given the transcript of "a final failure"
    When its mutants are judged by a validator that finds nothing
    Then it is told that " more."

  Scenario: A transcript in which something is found cannot be changed, and is told
    Given the transcript of "a final failure", in which resource_cleanup is never told
    When 10 mutants of them are judged
    Then it is told that "This is accused although it is a good transcript: example: The run run-1 ended"
    And it is told that "0 mutants of 1 transcripts"
