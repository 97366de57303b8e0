@kept
Feature: A run in which everything is kept

  @NSF-1
  Rule: A rule that is kept
    @ends.passed
    Scenario: It passes
      When it passes
