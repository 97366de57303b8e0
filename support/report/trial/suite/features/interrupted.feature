@interrupts
Feature: A run that is interrupted

  @ends.passed @REC-2
  Scenario: It passes before
    When it passes

  @ends.not_run @NSF-2
  Scenario: It is interrupted
    When it is interrupted
    Then it passes

  @ends.not_run @NSF-3
  Scenario: It comes too late
    When it passes
