@ACT-2 @breaks.before_feature
Feature: A feature that its hook does not let begin

  @ends.not_run
  Scenario: It never starts
    When it passes
