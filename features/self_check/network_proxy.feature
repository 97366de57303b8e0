@self_check @integration @P1
Feature: A bad network can be had on demand
  The proxy between a customer and the gateway slows, cuts and silences real connections, on the
  clock of the scenario. What it does wrong would be blamed on the platform.
  Business value: a verdict about a bad network rests on a network that was bad in just that way

  Scenario: Without a toxic everything passes at once
    Given Maya talks to an echo by way of the proxy
    When Maya says "hello"
    Then Maya has heard "hello" at 0 s
    And nothing was touched

  Scenario Outline: With <toxic> <direction> an echo takes <seconds> s, not more and not less
    Given Maya talks to an echo by way of the proxy
    And the network has <toxic> <direction>
    When Maya says "hello"
    And 60 seconds pass
    Then Maya has heard "hello" at <seconds> s

    Examples: What Maya sends has 11 bytes on the wire, what she receives 7
      | toxic                         | direction  | seconds |
      | 2 s of latency                | upstream   | 2       |
      | 2 s of latency                | downstream | 2       |
      | 2 s of latency                | both ways  | 4       |
      | 10 bytes a second             | upstream   | 1.1     |
      | 10 bytes a second             | downstream | 0.7     |
      | slices of 4 bytes every 0.5 s | upstream   | 1       |
      | slices of 4 bytes every 0.5 s | downstream | 0.5     |

  Scenario: Latency delays each word by itself, a narrow line makes them queue
    Given Maya and Tom talk to an echo by way of the proxy
    And connection 1 has 2 s of latency upstream, and connection 2 10 bytes a second upstream
    When Maya and Tom say "one", "two" and "three" at once
    And 60 seconds pass
    Then they have heard
      | who  | what  | at  |
      | Maya | one   | 2   |
      | Maya | two   | 2   |
      | Maya | three | 2   |
      | Tom  | one   | 0.9 |
      | Tom  | two   | 1.8 |
      | Tom  | three | 2.9 |

  Scenario: What is said later comes later, though the line is never empty
    Given Maya talks to an echo by way of the proxy
    And the network has 2 s of latency upstream
    When Maya says "one", and "two" after 1.5 s
    And 60 seconds pass
    Then they have heard
      | who  | what | at  |
      | Maya | one  | 2   |
      | Maya | two  | 3.5 |

  Scenario: Two toxics in one direction add up, in the order in which they were added
    Given Maya talks to an echo by way of the proxy
    And the network has 2 s of latency and 10 bytes a second upstream
    When Maya says "one", and "two" after 0.5 s
    And 60 seconds pass
    Then they have heard
      | who  | what | at  |
      | Maya | one  | 2.9 |
      | Maya | two  | 3.8 |

  Scenario Outline: A seed decides <what>
    When 20 words are said <pause> s apart over <toxic>, with the seeds 1, 1 and 2
    Then their delays are unlike, the same for one seed, and others for the other
    And every word came between <least> and <most> s after it was said

    Examples:
      | what      | toxic                               | pause | least | most |
      | jitter    | 2 s of latency, give or take 0.5 s  | 0.1   | 1.5   | 2.5  |
      | slices    | slices of about 4 bytes every 0.5 s | 10    | 0.5   | 2.5  |

  Scenario Outline: <toxic> <direction> ends the connection at <seconds> s, without a goodbye
    Given Maya talks to an echo by way of the proxy
    And the network has <toxic> <direction>
    When Maya says "hello"
    And 60 seconds pass
    Then Maya's connection has ended at <seconds> s with 1006, and she heard <count> words

    Examples:
      | toxic                            | direction  | seconds | count |
      | silence and the end after 5 s    | upstream   | 5       | 0     |
      | silence and the end after 5 s    | downstream | 5       | 0     |
      | a reset 3 s after the first word | upstream   | 3       | 0     |
      | a reset 3 s after the first word | downstream | 3       | 0     |
      | an end after 8 bytes             | upstream   | 0       | 0     |

  Scenario Outline: <toxic> <direction> is seen by both sides as <what>
    Given a plain connection by way of the proxy
    And the network has <toxic> <direction>
    When both sides say "0123456789"
    And 60 seconds pass
    Then both sides see <what> at <seconds> s

    Examples:
      | toxic                            | direction  | what    | seconds |
      | silence and the end after 5 s    | upstream   | the end | 5       |
      | a reset 3 s after the first word | upstream   | a reset | 3       |
      | a reset 3 s after the first word | downstream | a reset | 3       |
      | an end after 8 bytes             | downstream | the end | 0       |

  Scenario Outline: Exactly 8 bytes come through a limit of 8, <direction>
    Given a plain connection by way of the proxy
    And the network has an end after 8 bytes <direction>
    When both sides say "0123456789"
    Then the <receiver> has heard "01234567"

    Examples:
      | direction  | receiver |
      | upstream   | server   |
      | downstream | customer |

  Scenario: A slice goes on where the last bytes ended
    Given a plain connection by way of the proxy
    And the network has slices of 4 bytes every 0.5 s upstream
    When the customer says "ab", and then "cdef"
    And 60 seconds pass
    Then the server has heard "ab" at 0 s, "cd" at 0 s and "ef" at 0.5 s

  Scenario Outline: The end of a stream <comes>
    Given a plain connection by way of the proxy
    And the network has <toxic> upstream
    When the customer says "bye" and nothing more
    And 60 seconds pass
    Then the server has heard "bye" at <bye> s and the end at <end> s

    Examples:
      | comes                          | toxic                      | bye | end |
      | comes late after a slow close  | an end that comes 4 s late | 0   | 4   |
      | comes with the last bytes      | 2 s of latency             | 2   | 2   |

  Scenario Outline: Whoever leaves with a reset is seen to have done so: the <leaves>
    Given a plain connection by way of the proxy
    When the <leaves> leaves with a reset
    Then the <sees> sees a reset at 0 s

    Examples:
      | leaves   | sees     |
      | customer | server   |
      | server   | customer |

  Scenario: The end of one direction is not the end of the other
    Given a plain connection by way of the proxy
    When the customer says "bye" and nothing more
    And the server says "one moment"
    Then the customer has heard "one moment"
    And the server has heard "bye" at 0 s and the end at 0 s
