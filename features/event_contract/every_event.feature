@P1 @integration @event_contract @scripted
Feature: Events that a frontend can rely on
  Sam builds the chat window. He can draw what Maya sees only if every event has the shape that
  was published, is numbered without a gap, and comes in the order that was promised.

  Business value: a frontend built once on the contract shows every failure right, on any platform.

  @EVT-1
  Rule: Every event fits the published schema

    @core @core_12
    Scenario Outline: Every event fits the schema, although the model <fails>
      Given the model <fails>
      When Maya asks for a refund
      Then each of Maya's events fits the published schema
      And Maya's events include these
        | event            |
        | agent_error      |
        | resource_cleanup |
      And each of Maya's failure events holds all eleven failure fields

      Examples:
        | fails                                    |
        | never answers                            |
        | stops in mid-sentence                    |
        | sends only signs of life                 |
        | asks us to wait                          |
        | turns us away without saying how long    |
        | says that our quota is used up           |
        | refuses our key                          |
        | sends a web page                         |
        | sends an empty object                    |
        | sends half an object                     |
        | sends tool arguments that cannot be read |
        | ends early as if finished                |
        | resets the connection                    |
        | stops at its length limit                |
        | reports overload inside its answer       |
        | filters its answer                       |
        | says that the request is too long        |

    Scenario: A request that goes well fits the schema too
      When Maya asks for a refund
      Then each of Maya's events fits the published schema
      And Maya's events include these
        | event           |
        | session_started |
        | run_started     |
        | agent_output    |
        | run_completed   |

    Scenario: What a customer sends wrongly is answered with an event that fits
      When Maya sends something that is not an event
      Then each of Maya's events fits the published schema
      And Maya's events include these
        | event          |
        | protocol_error |

    Scenario: A provider's rest, and who is turned away meanwhile, fit too
      Given a platform that does not try again by itself
      And the provider rests, after failing Maya 5 times
      When Maya asks for a refund every 40 seconds, 1 times
      Then each of Maya's events fits the published schema
      And Maya's events include these
        | event                         |
        | circuit_breaker_triggered     |
        | circuit_breaker_state_changed |
        | request_rejected              |

    Scenario: Reduced service and the way back fit too
      Given a second assistant to fall back on
      And the provider rests, after failing Maya 5 times
      When the fault is lifted, and 60 seconds pass
      Then each of Maya's events fits the published schema
      And Maya's events include these
        | event                |
        | graceful_degradation |
        | recovery_attempt     |
        | system_recovered     |

    Scenario: Finished work, told and fetched, fits too
      Given the model refuses our key while it writes the answer
      When Maya asks for a refund, and then for what is finished
      Then each of Maya's events fits the published schema
      And Maya's events include these
        | event                    |
        | partial_result_preserved |
        | result                   |

    Scenario: A request that is stopped fits too
      When Maya asks and stops her request 1 times
      Then each of Maya's events fits the published schema
      And Maya's events include these
        | event            |
        | run_cancelled    |
        | resource_cleanup |

    Scenario: What is told in place of what is gone fits too
      Given we keep 5 events for a customer
      When Maya asks for a refund, and loses her line after 0 seconds, for 60 seconds
      Then each of Maya's events fits the published schema
      And Maya's events include these
        | event           |
        | replay_gap      |
        | session_resumed |

    Scenario: What another server tells after a crash fits too
      When Maya asks for a refund
      And the server is killed and started again
      And Maya comes back to her session
      Then each of Maya's events fits the published schema
      And Maya's events include these
        | event           |
        | session_resumed |

  @EVT-2
  Rule: Events are numbered from one, without gap and without repeat

    Scenario: Two requests share one numbering
      Given the model never answers, once
      When Maya asks for a refund
      And Maya asks for a refund again
      Then Maya's 2 requests are numbered in one row, from 1 and without a gap

    Scenario: A long answer is numbered to its end
      Given the assistant says 300 times 1 KiB
      When Maya asks for a refund
      Then Maya's events are numbered from 1 without a gap

    Scenario: Two customers have a numbering each
      When Maya asks for a refund
      And Tom asks for a refund
      Then Maya's events are numbered from 1 without a gap
      And Tom's events are numbered from 1 without a gap
      And no event of Maya's has the name of one of Tom's

  @EVT-3
  Rule: The events of one failure come in the promised order

    Scenario: A failure that the first retry mends
      Given the model never answers, once
      When Maya asks for a refund
      Then Maya's events are, in this order
        | event             | and it says |
        | session_started   |             |
        | run_started       |             |
        | agent_error       | will retry  |
        | resource_cleanup  | success     |
        | recovery_attempt  | scheduled   |
        | recovery_attempt  | started     |
        | agent_output      |             |
        | recovery_attempt  | succeeded   |
        | system_recovered  |             |
        | run_completed     |             |

    Scenario: A failure that no retry mends
      Given the model sends a web page
      When Maya asks for a refund
      Then Maya's events are, in this order
        | event             | and it says |
        | session_started   |             |
        | run_started       |             |
        | agent_error       | will retry  |
        | resource_cleanup  | success     |
        | recovery_attempt  | scheduled   |
        | recovery_attempt  | started     |
        | recovery_attempt  | failed      |
        | agent_error       | final       |
        | resource_cleanup  | success     |

    Scenario: A failure after work was finished
      Given the model refuses our key while it writes the answer
      When Maya asks for a refund
      Then Maya's events are, in this order
        | event                    | and it says |
        | session_started          |             |
        | run_started              |             |
        | agent_output             |             |
        | partial_result_preserved |             |
        | agent_error              | final       |
        | resource_cleanup         | success     |

    Scenario: A failure that opens the breaker, and that a second assistant mends
      Given a platform that lets a provider rest after 1 failure
      And a second assistant to fall back on
      When the model never answers, and Maya asks for a refund 1 times
      Then Maya's events are, in this order
        | event                     | and it says |
        | session_started           |             |
        | run_started               |             |
        | agent_error               | will retry  |
        | circuit_breaker_triggered |             |
        | graceful_degradation      |             |
        | resource_cleanup          | success     |
        | recovery_attempt          | scheduled   |
        | recovery_attempt          | started     |
        | agent_output              |             |
        | recovery_attempt          | succeeded   |
        | run_completed             |             |
