@self_check @integration @P1
Feature: A customer's bad network leaves the scenario's clock exact
  A scenario says that nothing more will come because everything has settled. With a link that
  is slow or held, this must neither hang nor be said too soon.
  Business value: what a customer was told, and when, is the same in every run

  Scenario: What the platform sends comes 2 s late and in order
    Given Maya talks to the platform by way of the proxy
    And the network has 2 s of latency downstream
    When Maya asks by way of the proxy
    And 60 seconds pass
    Then Maya has received the whole answer, each part 2 s after it was sent

  Scenario: What Maya asks reaches the platform 2 s later
    Given Maya talks to the platform by way of the proxy
    And the network has 2 s of latency upstream
    When Maya asks by way of the proxy
    And 60 seconds pass
    Then Maya's answer began at 2 s, and she has all of it

  Scenario: A reset in the middle of an answer is seen as a lost connection
    Given Maya talks to the platform by way of the proxy
    When Maya asks by way of the proxy
    And 1 seconds pass
    And the proxy resets the connections
    Then Maya's connection has ended at 1 s with 1006, and she heard 3 words

  Scenario: A held link leaves both sides silent, and everyone else is served
    Given Maya and Tom talk to the platform by way of the proxy
    And Maya's link is held
    When Maya and Tom ask by way of the proxy
    And 3600 seconds pass
    Then Tom has received the whole answer, while Maya has heard nothing and is still connected

  Scenario: When a held link is released, everything that was meant to come has come
    Given Maya talks to the platform by way of the proxy
    And the network has half-open silence downstream
    When Maya asks by way of the proxy
    And the toxic is removed after 3600 s
    Then Maya has received the whole answer

  Scenario: Settling waits for everybody whose link is not held
    Given Maya and Tom talk to the platform by way of the proxy
    And Maya's link is held
    When Maya and Tom ask by way of the proxy
    Then Tom's answer has begun, though no time has passed

  Scenario: Ten runs over a network with every kind of toxic give one and the same transcript
    When 10 runs of the same story are made over a bad network
    Then they are the same to the last byte, and long
