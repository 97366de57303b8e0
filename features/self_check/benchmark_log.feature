@self_check @P3
Feature: What it costs to judge a long log is measured over reading it
  A log has millions of events. Its judgement is held against a bare loop that reads the same lines and
  judges nothing, so that a slow machine does not hide a slow judge, or the other way round.
  Business value: last night's log is judged this morning, on whatever machine there is

  @unit
  Scenario Outline: A judge that takes <seconds> s where reading takes 2 s, <memory> MiB, and <wall> s with two workers
    When a judge is told that takes <seconds> s of 2 s, <memory> MiB, and <wall> of 10 s with two workers
    Then the measure says "<words>"
    And it is <verdict>

    Examples:
      | seconds | memory | wall | words                                     | verdict      |
      | 6       | 64     | 6.5  | ratio 3.00 at most 3                      | quick enough |
      | 6.1     | 64     | 6.5  | ratio 3.05 at most 3                      | too slow     |
      | 6       | 65     | 6.5  | memory 65.0 MiB, at most 64               | too slow     |
      | 6       | 64     | 6.6  | two workers 0.66 of the wall time of one  | too slow     |

  @integration
  Scenario: Every process is measured, and the log is one in which nothing is wrong
    When the cost of judging 3000 events is measured
    Then the measure says "events, every rule on: judged"
    And the measure says "with a tenth of the events"
