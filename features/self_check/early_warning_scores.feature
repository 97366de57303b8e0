@self_check @unit @P2
Feature: Early warnings are scored by what a pencil would find
  "It warns early" is easily said. How often it is right, how much it misses and how early it comes are
  measured on calls that are made for it, always the same from the same seed.
  Business value: a warning that is wrong too often is switched off, and nobody is warned by it

  Scenario Outline: An alarm <when> counts: <verdict>
    Given calls that fail at call 500
    When an alarm is raised at <alarms>
    Then <counting> of the alarms count
    And the lead is <lead> calls

    Examples:
      | when                                     | alarms   | counting | lead | verdict |
      | at the first call within the horizon     | 300      | 1        | 200  | yes     |
      | one call too early                       | 299      | 0        | no   | no      |
      | at the last call before the failure      | 499      | 1        | 1    | yes     |
      | at the failure itself                    | 500      | 0        | no   | no      |
      | after the failure                        | 501      | 0        | no   | no      |
      | raised twice, of which the first         | 350, 450 | 2        | 150  | yes     |
      | raised twice, of which only the second   | 100, 450 | 1        | 50   | yes     |

  Scenario: The scores of four days, worked out by hand
    Given these days of calls
      | calls | fails at | alarms   |
      | 1001  | 1000     | 900      |
      | 1001  | 1000     | 100, 960 |
      | 1001  | 1000     |          |
      | 3600  | never    | 7        |
    Then the precision is 2 / 4, and the recall 2 / 3
    And the median lead is 70 calls
    And there are 2 false alarms in 6000 / 3600 healthy hours

  Scenario: Nothing is said of what there was nothing to measure on
    Given these days of calls
      | calls | fails at | alarms |
      | 3600  | never    |        |
    Then neither precision, recall nor lead is known
    And there are 0 false alarms in 3600 / 3600 healthy hours

  Scenario Outline: <kind> calls fail <fails>
    When calls of the kind <kind> are made, 300 of them healthy
    Then the upstream fails <fails>
    And the same seed makes the same calls again, and another one others

    Examples:
      | kind                 | fails                      |
      | gamma-ramp           | at call 399                |
      | lognormal-ramp       | at call 399                |
      | gamma-step           | between calls 360 and 420  |
      | lognormal-step       | between calls 360 and 420  |
      | gamma-error-ramp     | at call 600                |
      | lognormal-error-ramp | at call 600                |
      | gamma-burst          | never                      |
      | lognormal-healthy    | never                      |

  Scenario Outline: What healthy <distribution> calls take
    When 10000 healthy calls of the kind <distribution> are made
    Then their <middle> in seconds is 1, to within 0.02
    And their <spread>, to within 0.01

    Examples:
      | distribution | middle | spread                                |
      | gamma        | mean   | standard deviation is 0.1             |
      | lognormal    | median | logarithm's standard deviation is 0.4 |

  Scenario: What happens to the calls, as far as it can be counted
    Then a ramp's calls take 20 ms longer each, to 3 seconds at the last
    And a step's calls take 1 second longer
    And a burst is 10 calls that take 3 times as long, and back
    And 10 percent of an error ramp's calls fail, from hardly any to 20 percent
    And the time of day moves every third seed's calls by 30 percent, up and down
