@P1 @integration @recovery_time @scripted @simulator
Feature: Recovery in time
  A provider that is well again helps nobody before we notice. We let it rest after a failure, then
  test it with one small question, and tell everybody who waits. So the time between the end of the
  fault and the good news has a limit, and it is made of these three.

  Business value: every minute of an outage that is over is a minute that we cause ourselves.

  Background:
    Given a platform that does not try again by itself

  @TIME-1
  Rule: Once the fault is over, recovery takes no longer than the rest, its test and the notice

    Scenario Outline: The fault is over <when>
      Given the provider rests, after failing Maya 5 times
      When <seconds> seconds pass
      And the fault is lifted, and 60 seconds pass
      And Maya asks for a refund again
      Then everybody's recovery took no longer than the rest, its test and the notice

      Examples:
        | when                           | seconds |
        | as the rest begins             | 0       |
        | in the middle of the rest      | 15      |
        | in the last moment of the rest | 29.9    |
        | after a first test that failed | 45      |

    Scenario: The fault is over while a test is under way, which has to fail first
      Given the provider rests, after failing Maya 5 times
      When 35 seconds pass
      And the fault is lifted, and 60 seconds pass
      And Maya asks for a refund again
      Then everybody's recovery took no longer than that test, the rest, its test and the notice

    Scenario: Maya and Tom both wait for the good news
      Given Maya asked for a refund 4 times, and the model refused each time
      When Maya and Tom have asked for a refund
      And the fault is lifted, and 60 seconds pass
      Then Maya and Tom ask again, and their recovery took no longer than the rest, its test and the notice

    Scenario: A second assistant takes over, and service is back to normal in time
      Given a second assistant to fall back on
      And Maya asked for a refund 4 times, and the model refused each time
      When Maya and Tom have asked for a refund
      And the fault is lifted, and 60 seconds pass
      Then Maya and Tom ask again, and their recovery took no longer than the rest, its test and the notice

    Scenario: Each of its times can be read off the record
      Given the provider rests, after failing Maya 5 times
      When 15 seconds pass
      And the fault is lifted, and 20 seconds pass
      And Maya asks for a refund again
      Then these are the times of the one incident
        | noticed after | told after | out for | recovered, once the fault was over, after |
        | 10            | 0          | 80.5    | 15.5                                      |
