@KEEP-1
Feature: A background that fails
  Background:
    Given it passes
    And it fails

  @ends.failed
  Scenario: It never comes to its own steps
    When it passes
