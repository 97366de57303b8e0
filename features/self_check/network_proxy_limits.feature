@self_check @integration @P2
Feature: The proxy takes no more than it was given
  A proxy that buffers without bound hides the slow reader that it was put there to show, and one
  that leaves sockets behind spoils the next scenario.
  Business value: a scenario about the network says nothing but the truth about memory and leaks

  Scenario Outline: <toxic> makes the sender wait instead of filling the memory
    Given a plain connection by way of the proxy
    And the network has <toxic> downstream
    When the server says 30 MB without a pause
    Then the proxy holds no more than 320 KiB of it
    And the server has to wait

    Examples:
      | toxic             |
      | half-open silence |
      | 10 bytes a second |
      | 2 s of latency    |

  Scenario: What waited comes whole once the link is free
    Given a plain connection by way of the proxy
    And the network has half-open silence downstream
    When the server says 30 MB without a pause
    And the toxic is removed after 10 s
    Then the customer has heard all of it, in order

  Scenario: A customer who does not read makes the server wait, without any toxic
    Given a plain connection by way of the proxy
    When the customer stops reading
    And the server says 30 MB without a pause
    Then the proxy holds no more than 320 KiB of it
    And the server has to wait

  Scenario: A customer who reads again receives everything
    Given a plain connection by way of the proxy
    When the customer stops reading
    And the server says 30 MB without a pause
    And the customer reads again
    Then the customer has heard all of it, in order

  Scenario Outline: Closing the proxy <when> leaves no task and no socket
    Given Maya talks to an echo by way of the proxy
    And the network has <toxic> both ways
    When Maya says "hello"
    And the proxy is closed
    Then nothing is left of it, and no time has passed

    Examples:
      | when                                 | toxic                            |
      | in the middle of a held word         | half-open silence                |
      | in the middle of a late word         | 2 s of latency                   |
      | in the middle of a slow word         | 10 bytes a second                |
      | before a reset that is on its way    | a reset 3 s after the first word |
      | while it swallows everything         | silence                          |

  Scenario: Many connections that end in every way leave nothing
    Given a plain connection by way of the proxy
    When 52 further connections end, by each side, by a cut and by a reset
    And the proxy is closed
    Then nothing is left of it
