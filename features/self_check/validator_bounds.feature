@self_check @unit @P1
Feature: The validator's bounds are where they are said to be
  What is too large is refused, and nothing that is not. What is said of it is cut where it would be
  long: of a value 80 signs are shown, of names eight, of a sentence its two ends.
  Business value: no honest platform is failed for being large, and no hostile one stops the judge

  Scenario Outline: Of <frame> it is said: <words>
    Given the stream of "an answer"
    And its second event is <frame>
    Then EVT-1 is found broken, in a sentence with "<words>"

    Examples:
      | frame                                         | words                                                                    |
      | a number of 1,234 digits                      | position 1 holds a number of too many digits to be read.                 |
      | a number in its place of 1,234 digits         | position 1 holds a number of too many digits to be read.                 |
      | an object of 100,000 values                   | an event without type does not fit the schema: it has no type.           |
      | an object of 100,001 values                   | position 1 holds more than 100000 values.                                |
      | an object of 1,048,576 characters             | position 1 is 1048584 bytes long, more than the 1048576 that are read; it was not looked into. |
      | an object of 1,048,577 characters             | position 1 holds more than 1048576 characters; it was not looked into.   |
      | an object of two million characters           | position 1 holds more than 1048576 characters; it was not looked into.   |
      | a field with a name of two million characters | position 1 holds more than 1048576 characters; it was not looked into.   |
      | eight fields that come twice                  | it names the same field twice (a, b, c, d, e, f, g, h).                  |
      | nine fields that come twice                   | it names the same field twice (a, b, c, d, e, f, g, h and 1 more).       |
      | ten fields that come twice                    | it names the same field twice (a, b, c, d, e, f, g, h and 2 more).       |

  Scenario Outline: <frame> is nothing to complain about
    Given the stream of "an answer"
    And its second event is <frame>
    Then only SEC-1 is found broken

    Examples:
      | frame                                   |
      | a number of 1,233 digits                |
      | an object with a number of 1,233 digits |

  Scenario: A sentence that would be long keeps its two ends
    Given the stream of "an answer"
    And its second event is a name of 200 unprintable signs that comes twice
    Then EVT-1 is found broken, in a sentence of 803 signs that begins with "run_started (event 2) does not fit the schema" and ends with "\U000e0001…)."

  Scenario: What is said of it is one short line
    When a name of 200 unprintable signs that comes twice arrives at the validator
    Then each finding is a short line, and no secret is in it

  Scenario: Any class of mapping is as good as an object
    Given the stream of "a retry that succeeds"
    Then nothing is found when it is read as mappings

  Scenario Outline: A value that does not fit is shown as it is: <value>
    Given the stream of "an answer"
    And in its agent_output, step is <value>
    Then all that is found is EVT-1: "agent_output (event 3) does not fit the schema: step is <shown>: should be a valid string."

    Examples:
      | value    | shown       |
      | null     | null        |
      | true     | true        |
      | 1.5      | 1.5         |
      | {"a": 1} | an object   |
      | [1, 2]   | a list of 2 |

  Scenario Outline: An answer to a request that nobody sent names it, were it long or unprintable: <shown>
    Given the stream of "an answer"
    And in its run_started, request_id is <value>
    Then CON-6 is found broken, in a sentence with "answers the request <shown>, which the customer never sent"

    Examples:
      | value | shown |
      | "\u001b[2J" | "\u001b[2J" |
      | "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr"  | "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr" |
      | "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr" | "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr… |

  Scenario: A run of an unprintable name is named in one line
    Given the stream of "an answer"
    And in its agent_output, run_id is "run\u0007-9"
    Then all that is found is EVT-3: "agent_output (event 3) tells of the run run\x07-9, which was never started."
