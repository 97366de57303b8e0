@self_check @unit @P1
Feature: The circuit breaker does what its rules say, whatever comes in whatever order
  Scenarios show a breaker in the situations that somebody thought of. Here thousands of random
  sequences are played to it and to a second breaker, which was written from the text of the rules
  and shares nothing with the first one.
  Business value: the rare order of events that nobody foresaw does not lock the customers out

  Scenario Outline: Breaker and rules agree, judging by <mode>
    When 800 random sequences are played to a breaker that judges by <mode>
    Then all 800 sequences were played
    And it did in every step what the rules say
    And each of these happened at least 20 times
      | what                |
      | closed to open      |
      | open to half_open   |
      | half_open to open   |
      | half_open to closed |
      | circuit_open        |
      | circuit_half_open   |
      | probe_failed        |
      | probe_slow          |
      | probe_never_ended   |
      | late result         |
    And no other change of state happened but by hand

    Examples:
      | mode              |
      | failures in a row |
      | the last calls    |
      | the last seconds  |
