@self_check @integration @P2
Feature: What the judge found is written for people, for programs and for code hosts
  Business value: findings stand where their readers already look: a terminal, a build, a review

  Background:
    Given a log of "an answer", in which run_completed is never told
    And a line before it that nobody can read

  Scenario: For people, by promise
    When Sam judges the log
    Then the judge says "NSF-1 Every valid request ends exactly once"
    And the judge says "log.ndjson:5 (at its end) The run run-1 never ended"
    And the judge says "5 events in 1 stream. Broken: 2 promises, 2 findings."

  Scenario: For programs
    When Sam judges the log with "--format json"
    Then it is JSON with 2 findings, each with its line

  Scenario: For a build server
    When Sam judges the log with "--format junit"
    Then it is JUnit with 2 failures in 3 cases

  Scenario: For a code host
    When Sam judges the log with "--format sarif"
    Then it is SARIF 2.1.0 with 2 results, each with a rule, a file and a line

  Scenario: Into a file
    When Sam judges the log with "--format sarif --output there.sarif"
    Then the judge writes "there.sarif", and says nothing

  Scenario: Where nothing can be written, that is no verdict
    When Sam judges the log with "--output missing/there.txt"
    Then there is no verdict, because "cannot be written"

  Scenario: Thousands of findings are counted, and the first of them are shown
    Given a log of 3000 lines of which nobody can read any but the first
    When Sam judges the log
    Then the judge says "2,979 more; --format json lists them all"
