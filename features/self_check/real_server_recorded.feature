@self_check @unit @P2
Feature: What third-party servers really said, and what it means
  Two agent servers of other people's can be installed and put under test out of the box. What they
  said while their model failed was kept as they said it, so that every change to how we read them is
  held against their own words, without a network.

  Business value: a verdict on somebody else's server rests on what it really said

  Scenario: The servers that are ready
    Then the servers that can be installed are agentcore and nanobot
    And the file of each is one that can be read, and says what pip is to install

  Scenario Outline: <server> keeps its promises when its model <mood>
    Given what <server> said when its model <mood>
    When Maya is told it, as its file has it
    Then the events are <events>
    And it keeps every promise that one request can break

    Examples:
      | server    | mood                               | events                                                    |
      | nanobot   | answers                            | run_started, agent_output, run_completed                  |
      | nanobot   | ends early as if finished          | run_started, agent_output, agent_error                    |
      | nanobot   | says that it is overloaded         | run_started, recovery_attempt, agent_error                |
      | agentcore | answers                            | run_started, agent_output, run_completed                  |
      | agentcore | resets the connection              | run_started, agent_output, agent_error                    |
      | agentcore | stops at its length limit          | run_started, agent_output, agent_error                    |
      | agentcore | reports overload inside its answer | run_started, agent_output, agent_error                    |

  Scenario Outline: <server> breaks <promise> when its model <mood>
    Given what <server> said when its model <mood>
    When Maya is told it, as its file has it
    Then the events are <events>
    And it breaks <promise>, and no other

    Examples: half an answer, and none, told as a whole one
      | server    | mood                      | events                                   | promise |
      | nanobot   | stops at its length limit | run_started, agent_output, run_completed | NSF-2   |
      | agentcore | ends early as if finished | run_started, agent_output, run_completed | NSF-2   |
      | agentcore | sends an empty object     | run_started, run_completed               | NSF-2   |

    Examples: its provider's words, with the key in them
      | server    | mood                      | events                                   | promise |
      | agentcore | refuses our key           | run_started, agent_error                 | SEC-2   |
