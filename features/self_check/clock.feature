@self_check @unit @P1
Feature: Time that stands still until somebody moves it
  Scenarios speak of minutes and take milliseconds. That is worth something only if every task
  wakes at exactly its moment, in the same order every time, and if a hang is a clear failure.
  Business value: a suite that runs in seconds and never flickers is a suite that people trust

  Scenario: A sleeper wakes at its moment and not before
    Given a sleeper that sleeps 30 seconds
    When the clock moves on by 29.999999999 seconds
    Then nobody has woken
    When the clock moves on by 0.000000001 seconds
    Then those who woke are "sleeper 1 at 30"

  Scenario: Sleepers wake in the order of their moments, and at one moment in the order they slept
    Given a sleeper that sleeps 3 seconds
    And a sleeper that sleeps 1 seconds
    And a sleeper that sleeps 3 seconds
    When the clock moves on by 10 seconds
    Then those who woke are "sleeper 2 at 1, sleeper 1 at 3, sleeper 3 at 3"

  Scenario: A woken task finishes what it does before time goes on
    Given a sleeper that sleeps 1 seconds, and then wakes another who sleeps 1 seconds more
    And a sleeper that sleeps 5 seconds
    When the clock moves on by 10 seconds
    Then those who woke are "sleeper 1 at 1, the other at 2, sleeper 2 at 5"

  Scenario: A time limit ends what takes longer
    Given a sleeper that sleeps 10 seconds, but has a limit of 4 seconds
    When the clock moves on by 10 seconds
    Then those who woke are "sleeper 1 out of time at 4"

  Scenario: A time limit spares what takes less
    Given a sleeper that sleeps 3 seconds, but has a limit of 4 seconds
    When the clock moves on by 10 seconds
    Then those who woke are "sleeper 1 at 3"

  Scenario: A cancelled sleeper never wakes, and holds nobody up
    Given a sleeper that sleeps 3 seconds
    When the sleeper is cancelled
    And the clock moves on by 10 seconds
    Then nobody has woken
    And nobody is at work or waiting

  Scenario: The wall clock keeps the same promises in real time
    Given the wall clock
    And a sleeper that sleeps 0.02 seconds
    And a sleeper that sleeps 10 seconds, but has a limit of 0.01 seconds
    When the clock moves on by 0.2 seconds
    Then those who woke are, whatever the moment, "sleeper 2 out of time, sleeper 1"

  Scenario: A step that hangs is ended, and says who waited for what
    Given a task called "writer" that is busy for ever
    And a sleeper that sleeps 30 seconds
    When a step waits for them longer than the watchdog allows
    Then the watchdog says "writer: running"
    And the watchdog says "sleeper 1: 30 s to pass"

  Scenario: A step that blocks everything is ended too
    When a step blocks longer than the watchdog allows
    Then the watchdog says "was not over within"
