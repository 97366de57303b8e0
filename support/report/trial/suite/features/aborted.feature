@aborts
Feature: A run that is broken off between two scenarios

  @ends.passed @breaks.off @REC-4
  Scenario: It passes before
    When it passes

  @ends.not_run @REC-3
  Scenario: It comes too late
    When it passes
