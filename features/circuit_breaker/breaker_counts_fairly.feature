@P1 @unit @circuit_breaker
Feature: Only what says something about the provider now is counted
  An answer that comes from before the breaker changed says nothing about after it, and a
  customer's own mistake says nothing about the provider at all.
  It has gone wrong for others: late answers changed a breaker that had moved on
  (App-vNext/Polly#217, App-vNext/Polly#218), customers' mistakes opened one
  (sgl-project/sglang#25811), and an outcome that should not count closed a half-open one
  (pybreaker).

  Business value: no customer is turned away for what another customer, or the past, did wrong.

  @CB-6
  Rule: Results from before a change of the breaker change nothing after it

    Scenario: Late failures do not make the wait longer
      Given 8 calls are under way
      When 5 of the calls under way fail
      And 10 seconds pass
      And 3 of the calls under way fail
      Then the next call is turned away and told to wait 20 seconds

    Scenario: Late failures are no second opening
      Given 8 calls are under way
      When 5 of the calls under way fail
      And 10 seconds pass
      And 3 of the calls under way fail
      Then it has announced 1 opening

    Scenario Outline: An old call that <ends> while the provider is being tested decides nothing
      Given a call is under way
      And the breaker has opened, and its wait is over
      When another call is under way
      And the oldest call under way <ends>
      Then the breaker is half-open

      Examples:
        | ends     |
        | succeeds |
        | fails    |

    Scenario: An old call gives no place of a probe back
      Given a call is under way
      And the breaker has opened, and its wait is over
      When another call is under way
      And the oldest call under way is cancelled
      Then the next call is turned away because the provider is being tested and told to wait 60 seconds

    Scenario: A success while the provider rests does not close the breaker
      Given a call is under way
      And the breaker has opened
      When the oldest call under way succeeds
      Then the breaker is open
      And the next call is turned away and told to wait 30 seconds

    Scenario: A failure from before counts for nothing once the breaker has closed
      Given a call is under way
      And the breaker has opened, and its wait is over
      When calls end one by one: 1 succeeds, 4 fail
      And the oldest call under way fails
      Then the breaker is closed

    Scenario: A success from before ends no new row of failures
      Given a call is under way
      And the breaker has opened, and its wait is over
      When calls end one by one: 1 succeeds, 4 fail
      And the oldest call under way succeeds
      Then after 1 more failure the breaker is open

    Scenario Outline: A probe that was given up and then <ends> changes nothing
      Given the breaker has opened, and its wait is over
      When a call is under way
      And 70 seconds pass
      And the oldest call under way <ends>
      Then the next call is turned away and told to wait 20 seconds

      Examples:
        | ends     |
        | succeeds |
        | fails    |

    Scenario: What was under way when Priya resets the breaker does not count
      Given 5 calls are under way
      When Priya resets the breaker
      And 5 of the calls under way fail
      Then the breaker is closed

  @CB-7
  Rule: A customer's own mistakes and cancellations neither open nor close the breaker

    Scenario Outline: A hundred calls that <end> do not open it, and five failures do
      Given the breaker opens after 5 failures in a row
      When 100 calls <end>
      Then the breaker has been closed
      But after 5 more failures the breaker is open

      Examples:
        | end                            |
        | are the customer's own mistake |
        | are cancelled                  |

    Scenario Outline: A row of failures stays as it is when 1 call between them <ends>
      Given the breaker opens after 5 failures in a row
      When calls end one by one: 4 fail, 1 <ends>
      Then the breaker has been closed
      But after 1 more failure the breaker is open

      Examples:
        | ends                          |
        | is the customer's own mistake |
        | is cancelled                  |

    Scenario Outline: They are not among the last ten calls: <calls>
      Given the breaker opens when 50 % of the last 10 calls fail, judged from 4 calls on
      When calls end one by one: <calls>
      Then the breaker is <state>

      Examples:
        | calls                                              | state  | because                   |
        | 3 fail, 20 are cancelled                           | closed | three calls are too few   |
        | 3 fail, 20 are the customer's own mistake          | closed | three calls are too few   |
        | 3 fail, 20 are the customer's own mistake, 1 fails | open   | four of four have failed  |

    Scenario Outline: A probe that <ends> neither closes the breaker nor reopens it
      Given the breaker has opened, and its wait is over
      When a call <ends>
      Then the breaker has been closed, open, half-open
      But after 1 more failure the breaker is open

      Examples:
        | ends                          |
        | is the customer's own mistake |
        | is cancelled                  |
