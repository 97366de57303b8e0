@self_check @unit @P2
Feature: What warns of a failure does as its published definition says, and is good enough
  Three ways to see trouble coming are known by name in the field. Each is computed here by hand, tried
  on calls that nobody measures in good health, and scored on calls that it was never tuned on.
  Business value: the platform acts before its customers lose work, and not for nothing

  Scenario Outline: The cumulative sum of <values> over a slack of <slack> is <sums>
    Then a cumulative sum with the slack <slack> goes, for <values>, over <sums>

    Examples:
      | slack | values         | sums             |
      | 0.5   | 1, 2, 0, 3     | 0.5, 2, 1.5, 4   |
      | 0.5   | -3, -3, 1      | 0, 0, 0.5        |
      | 1     | 1, 1, 1        | 0, 0, 0          |

  Scenario: One call's weight, if 2 percent of errors are usual and 10 percent are bad
    Then an error weighs 1.609438 and a good call -0.085158

  Scenario Outline: The moving average of <values>, with a weight of <weight>, in its deviations
    Then a moving average with the weight <weight> goes, for <values>, over <deviations>

    Examples:
      | weight | values  | deviations                   |
      | 0.2    | 1, 1, 1 | 1, 1.405564, 1.704336        |
      | 0.5    | 2, -2   | 2, -0.894427                 |
      | 1      | 3, 1    | 3, 1                         |

  Scenario Outline: How suspicious a silence of <elapsed> s is, where <mean> s to within <sd> s are usual
    Then after <elapsed> s, with <mean> s to within <sd> s usual, phi is <phi>

    Examples:
      | elapsed | mean | sd  | phi      |
      | 1.0     | 1    | 0.1 | 0.30103  |
      | 1.1     | 1    | 0.1 | 0.799508 |
      | 1.3     | 1    | 0.1 | 2.909475 |
      | 0.8     | 1    | 0.1 | 0.009999 |
      | 2.0     | 1    | 0.1 | 37.58472 |

  Scenario Outline: <far> the usual, where the definition as it is printed cannot be computed
    Then after <elapsed> s, with 10 s to within 0.1 s usual, the printed definition breaks down
    And phi is a number there, and not below that of <nearer> s

    Examples:
      | far              | elapsed | nearer |
      | Far above        | 13      | 12     |
      | Very far above   | 1000000 | 13     |
      | Far below        | 1       | 0.5    |

  Scenario Outline: Calls that nobody can have measured are refused: <what>
    When alarms are looked for in the calls <calls>
    Then that is refused, because "<why>"

    Examples:
      | what             | calls                    | why                            |
      | less than no time | [[1, true], [-1, true]] | latency_s of call 1 is -1      |
      | no number        | [[NaN, true]]            | latency_s of call 0 is nan     |
      | a word           | [["slow", true]]         | latency_s of call 0 is 'slow'  |
      | no success       | [[1, 1]]                 | ok of call 0 is 1              |
      | half a pair      | [[1]]                    | Call 0 is [1]: give a pair     |

  Scenario Outline: <detector> takes what is strange, and says nothing about it
    Then <detector> raises no alarm on no calls, on one call, and on 500 calls that are all alike
    And <detector> takes calls of no time at all, and calls that never ended

    Examples:
      | detector    |
      | phi-accrual |
      | ewma        |
      | cusum       |

  Scenario: An alarm is raised once, and again where it goes on
    Then calls that are slow from call 500 on are warned of once within 200 calls, and again after them
    And calls that are slow for 50 calls, twice, are warned of twice

  Scenario: Upstreams that grow slower until they fail, none of which it was tuned on
    When the detector that we use watches 100 upstreams that grow slower until they fail
    Then its precision and its recall are at least 0.99
    And half of the failures are warned of at least 60 calls before

  Scenario: Healthy hours, none of which it was tuned on
    When the detector that we use watches 35 healthy hours
    And it watches 35 healthy hours more
    And it watches 35 healthy hours more
    Then it raises at most one false alarm in 100 healthy hours

  Scenario: A burst of ten slow calls is no failure
    Then the detector that we use raises no alarm in 100 bursts of ten slow calls
