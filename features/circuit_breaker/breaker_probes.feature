@P1 @unit @circuit_breaker
Feature: A provider comes back by a few careful tries
  After the wait a small number of calls is let through to see whether the provider is well again:
  the breaker is half-open, and these calls are its probes. If they go well everybody is served
  again; if one does not, the provider rests once more.
  It has gone wrong for others: all callers were let through at once (nodeshift/opossum#119,
  App-vNext/Polly#216; aiobreaker and purgatory let ten of ten through), and a probe that never
  ended kept everybody out for ever (resilience4j#903, resilience4j#935, App-vNext/Polly#1979).

  Business value: service returns by itself, and the crowd that waited does not break it again.

  @CB-3
  Rule: After the wait, no more than the permitted probes reach the provider

    Scenario Outline: A hundred calls come when the wait is over, and <probes> of them may try
      Given the breaker permits <probes> probes after its wait
      And the breaker has opened, and its wait is over
      When 100 calls come at once
      Then <probes> of them reach the provider
      And <others> of them are turned away because the provider is being tested

      Examples:
        | probes | others |
        | 1      | 99     |
        | 3      | 97     |
        | 10     | 90     |

    Scenario: The permitted probes are permitted in all, not at a time
      Given the breaker permits 3 probes after its wait
      And the breaker has opened, and its wait is over
      When 2 calls succeed
      And 100 calls come at once
      Then 1 of them reaches the provider

    Scenario: Who is turned away is told how long the test can take
      Given the breaker has opened, and its wait is over
      When a call is under way
      And 15 seconds pass
      Then the next call is turned away because the provider is being tested and told to wait 45 seconds

  @CB-4
  Rule: A failed probe reopens the breaker and restarts the wait; enough good ones close it

    Scenario: A probe fails, and the whole wait begins again
      Given the breaker has opened, and its wait is over
      When a call is under way
      And 7 seconds pass
      And the oldest call under way fails
      Then the next call is turned away and told to wait 30 seconds

    Scenario Outline: After a failed probe, and <seconds> seconds more, the next call is <answer>
      Given the breaker has opened, and its wait is over
      When a call fails
      And <seconds> seconds pass
      Then the next call is <answer>

      Examples:
        | seconds      | answer      |
        | 29.999999999 | turned away |
        | 30           | let through |

    Scenario Outline: Three probes are permitted, and <probes> leave the breaker <state>
      Given the breaker permits 3 probes after its wait
      And the breaker has opened, and its wait is over
      When calls end one by one: <probes>
      Then the breaker is <state>

      Examples:
        | probes             | state     | because                   |
        | 2 succeed          | half-open | the third is still to try |
        | 3 succeed          | closed    | all of them went well     |
        | 1 fails            | open      | one failure is enough     |
        | 2 succeed, 1 fails | open      | also after good ones      |

    Scenario Outline: A probe that takes <seconds> seconds leaves the breaker <state>
      Given a call is slow when it takes longer than 2 seconds
      And the breaker has opened, and its wait is over
      When a call succeeds after <seconds> seconds
      Then the breaker is <state>

      Examples:
        | seconds | state  | because                             |
        | 2       | closed | it is not longer than two seconds   |
        | 2.001   | open   | slow is not well again              |

    Scenario: A breaker that closed has forgotten the failures that opened it
      Given the breaker opens when 50 % of the last 10 calls fail, judged from 4 calls on
      When 4 calls fail
      And 30 seconds pass
      And calls end one by one: 1 succeeds, 3 fail
      Then the breaker is closed

    Scenario: The whole way, with a probe that fails and one that goes well
      Given the breaker has opened, and its wait is over
      When a call fails
      And 30 seconds pass
      And a call succeeds
      Then the breaker has been closed, open, half-open, open, half-open, closed

  @CB-5
  Rule: A probe that never ends, or is cancelled, does not hold the breaker half-open

    Scenario: A probe that never ends is given up after sixty seconds
      Given the breaker has opened, and its wait is over
      When a call is under way
      And 60 seconds pass
      Then the breaker is open
      And the next call is turned away and told to wait 30 seconds

    Scenario: It is not given up before
      Given the breaker has opened, and its wait is over
      When a call is under way
      And 59.999 seconds pass
      Then the breaker is half-open

    Scenario: A probe may succeed at its last moment
      Given the breaker has opened, and its wait is over
      When a call is under way
      And 59.999 seconds pass
      And the oldest call under way succeeds
      Then the breaker is closed

    Scenario: It is given up in time even if nobody looks until much later
      Given nobody watches the clock for it
      And the breaker has opened, and its wait is over
      When a call is under way
      And 65 seconds pass
      Then the next call is turned away and told to wait 25 seconds

    Scenario: Who comes long after a probe was given up is the next to try
      Given nobody watches the clock for it
      And the breaker has opened, and its wait is over
      When a call is under way
      And 90 seconds pass
      Then the next call is let through

    Scenario Outline: Each probe's time runs from its own beginning, and <when> it is <state>
      Given the breaker permits 2 probes after its wait
      And the breaker has opened, and its wait is over
      When 2 calls begin 20 seconds apart, and the first of them succeeds
      And <seconds> seconds pass
      Then the breaker is <state>

      Examples: the second probe began twenty seconds after the first one
        | when                              | seconds | state     |
        | sixty seconds after the first one | 40      | half-open |
        | sixty seconds after the second    | 60      | open      |

    Scenario Outline: A probe that <ends> gives its place to the next call
      Given the breaker has opened, and its wait is over
      When a call <ends>
      Then the breaker is half-open
      And the next call is let through

      Examples:
        | ends                          |
        | is cancelled                  |
        | is the customer's own mistake |

    Scenario Outline: A hundred probes that <end> do not wear the permission out
      Given the breaker has opened, and its wait is over
      When 100 calls <end>
      And a call succeeds
      Then the breaker is closed

      Examples:
        | end                            |
        | are cancelled                  |
        | are the customer's own mistake |
