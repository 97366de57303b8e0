@breaks.after_feature
Feature: A feature whose end breaks

  @ends.passed @ACT-3
  Scenario: It passes before
    When it passes
