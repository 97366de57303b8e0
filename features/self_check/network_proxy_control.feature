@self_check @integration @P1
Feature: A bad network is bad when and where it is told to be
  A fault that comes by chance proves nothing twice, and one that never came proves nothing at all.
  The proxy counts instead of throwing dice, and writes a receipt for whatever it touches.
  Business value: a scenario about the network that tested nothing is found out

  Scenario: A toxic waits for a number of bytes, and cuts a word in two for it
    Given a plain connection by way of the proxy
    And the network has half-open silence upstream after 4 bytes
    When both sides say "0123456789"
    Then the server has heard "0123"
    And the receipt of half_open upstream says connection 1, 0 s and 4 bytes

  Scenario Outline: A toxic waits for a number of words, <how>
    Given Maya talks to an echo by way of the proxy
    And the network has 2 s of latency <direction> after 2 words
    When Maya says "one", "two" and "three" at once
    And 60 seconds pass
    Then they have heard
      | who  | what  | at |
      | Maya | one   | 0  |
      | Maya | two   | 0  |
      | Maya | three | 2  |

    Examples:
      | how                | direction  |
      | of those sent      | upstream   |
      | of those received  | downstream |

  Scenario: The opening handshake is not a word
    Given an echo behind the proxy
    And the network has 2 s of latency upstream after 1 words
    When Maya says "one", "two" and "three" at once
    And 60 seconds pass
    Then they have heard
      | who  | what  | at |
      | Maya | one   | 0  |
      | Maya | two   | 2  |
      | Maya | three | 2  |

  Scenario: A toxic takes the second connection and no other
    Given an echo behind the proxy
    And the network has 2 s of latency downstream, on 1 connection from number 2 on
    When Maya, Tom and Mallory connect one after the other, and then say "hello"
    And 60 seconds pass
    Then they have heard
      | who     | what  | at |
      | Maya    | hello | 2  |
      | Tom     | hello | 4  |
      | Mallory | hello | 2  |

  Scenario: What a removed toxic held back comes at once, in order, and nothing is lost
    Given Maya talks to an echo by way of the proxy
    And the network has half-open silence both ways
    When Maya says "one", and "two" after 1.5 s
    And the toxic is removed after 10 s
    Then they have heard
      | who  | what | at   |
      | Maya | one  | 11.5 |
      | Maya | two  | 11.5 |

  Scenario: What comes while toxics are removed does not overtake what they held
    Given a plain connection by way of the proxy
    And the network has half-open silence and half-open silence downstream
    When the server says "one, "
    And the toxics are removed while the server says "two"
    Then the customer has heard "one, two"

  Scenario: After a toxic is removed the connection is as good as new
    Given Maya talks to an echo by way of the proxy
    And the network has 2 s of latency both ways
    When the toxic is removed after 10 s
    And Maya says "hello"
    Then Maya has heard "hello" at 10 s, over a connection that nothing holds

  Scenario: Silence that lost something ends the connection when it is removed
    Given Maya talks to an echo by way of the proxy
    And the network has silence upstream
    When Maya says "hello"
    And the toxic is removed after 10 s
    Then Maya's connection has ended at 10 s with 1006, and she heard 0 words

  Scenario Outline: The proxy <does> every open connection at once
    Given a plain connection by way of the proxy
    When 3 seconds pass
    And the proxy <does> the connections
    Then both sides see <what> at 3 s

    Examples:
      | does   | what    |
      | cuts   | the end |
      | resets | a reset |

  Scenario: A held connection can be cut
    Given a plain connection by way of the proxy
    And the network has half-open silence both ways
    When both sides say "0123456789"
    And the proxy cuts the connections
    Then both sides see the end at 0 s

  Scenario: A disabled proxy refuses new connections, keeps the old ones, and keeps its address
    Given Maya talks to an echo by way of the proxy
    When the proxy is disabled
    And Maya says "hello"
    Then Maya has heard "hello" at 0 s
    And a new connection is refused, until the proxy is enabled again

  Scenario: A proxy before a server that is not there ends the connection
    Given a plain connection by way of the proxy
    When the server behind the proxy goes away
    Then a new connection ends at once

  Scenario: A toxic that touched nothing is known
    Given Maya talks to an echo by way of the proxy
    And the network has 2 s of latency upstream
    And the network has an end that comes 4 s late downstream
    When Maya says "hello"
    Then nothing was touched by slow_close downstream

  Scenario: A slow handshake delays the connection itself
    Given an echo behind the proxy
    And the network has 2 s of latency upstream
    When Maya connects by way of the proxy
    Then Maya is connected at 2 s and no sooner

  Scenario: The same on the clock on the wall
    Given a clock on the wall
    And Maya talks to an echo by way of the proxy
    And the network has 0.05 s of latency upstream
    When Maya says "hello"
    Then Maya hears "hello" no sooner than 0.05 s later
