@self_check @P3
Feature: The time that the specification takes is measured over its floor
  A suite that grows slow is run less often. Its time is held against what behave alone would take for
  the same features, so that a slow machine does not hide a slow suite, or the other way round.
  Business value: checking every promise stays cheap enough to be done at each change

  @unit
  Scenario Outline: A specification that takes <seconds> s where its floor takes 2 s
    When a specification that takes <seconds> s is told over a floor of 2 s
    Then the measure says "<words>"
    And it is <verdict>

    Examples:
      | seconds | words                     | verdict    |
      | 3       | ratio 1.50 at most 2.5    | quick enough |
      | 5       | ratio 2.50 at most 2.5    | quick enough |
      | 6       | ratio 3.00 at most 2.5    | too slow   |

  @integration
  Scenario: What runs on the real clock is listed apart
    Given a small suite with the feature
      """
      @P1 @scripted
      Feature: Maya is told
        Business value: customers who are told stay
        @integration
        Scenario: On the clock that stands still
          Given all is well
          And all is well
        @real
        Scenario: On the real clock
          Given all is well
      """
    When its time is measured
    Then it says "1 scenarios with 2 steps, on the virtual clock:"
    And it says "1 scenarios on the real clock, apart"
    And it says "s  On the real clock"

  @integration
  Scenario: A suite that breaks a promise is not measured
    Given a small suite whose only step is "Maya is told nothing"
    When its time is measured
    Then the small run ends with 2
    And it says "Scenarios: 0 passed, 1 failed."
