@self_check @unit @P1
Feature: How long an incident took is computed as it is said
  Four figures tell how long an incident took. Each has one formula, which stands beside it wherever
  it is shown. Here each is worked by hand, so that nobody has to believe the program.
  Business value: who decides by a figure knows what it means

  Background:
    Given this was captured
      | at   | who       | what                                     |
      | 10   | Maya      | asks                                     |
      | 12   | Maya      | meets a fault of the provider            |
      | 15.5 | Maya      | is told of a failure, of second 14.25    |
      | 20   | Maya      | meets a fault of the provider            |
      | 40   | the fault | is lifted                                |
      | 47.5 | Maya      | is told that it is over                  |
      | 50   | Maya      | asks                                     |
      | 50.1 | Maya      | is worked for                            |
      | 52   | Maya      | has the whole answer                     |

  Scenario: Each figure, worked by hand
    Then these are its figures, by this arithmetic
      | figure       | arithmetic          | formula                                         |
      | detect       | 14.25 - 12 = 2.25   | td - t0: from the fault's first receipt         |
      | notify       | 15.5 - 14.25 = 1.25 | tn - td: from that timestamp                    |
      | outage       | 47.5 - 12 = 35.5    | tr - t0: from the fault's first receipt         |
      | recovery lag | 47.5 - 40 = 7.5     | tr - th: from the end of the fault              |

  Scenario: A fault that nobody lifts is over with the last call that it met
    But nobody lifted the fault
    Then these are its figures, by this arithmetic
      | figure       | arithmetic       | formula |
      | recovery lag | 47.5 - 20 = 27.5 | tr - th |

  Scenario: The middle, the slow end, the longest and the mean
    Given incidents that were out for 1, 2, 3 and so on up to 20 seconds
    Then "outage" is "p50 10 s, p95 19 s, max 20 s, mean 10.5 s (of 20)"
    And by hand it is half of 20 = 10, 0.95 * 20 = 19, and (1 + 20) / 2 = 10.5

  Scenario Outline: What did not recover is listed apart, and never dropped: <what>
    But <what>
    Then "outage" is "n/a (of 0)"
    And "detect" is "p50 2.25 s, p95 2.25 s, max 2.25 s, mean 2.25 s (of 1)"
    And it is listed as not recovered, because "<why>"

    Examples:
      | what                          | why                                                                 |
      | no recovery was told          | no recovery was told                                                |
      | the next request fails        | a recovery was told, and the next request failed                    |
      | nobody asks again             | a recovery was told, and no request after it shows whether it was one |

  Scenario: Nothing is made up where nothing was measured
    But the log has no journal of the provider
    Then "detect" is "n/a (of 0)"
    And "outage" is "n/a (of 0)"
    And "notify" is "p50 1.25 s, p95 1.25 s, max 1.25 s, mean 1.25 s (of 1)"

  Scenario: A recovery that is told while the fault goes on has a lag below nothing
    But the fault is lifted at 60 instead
    Then these are its figures, by this arithmetic
      | figure       | arithmetic        | formula |
      | recovery lag | 47.5 - 60 = -12.5 | tr - th |
