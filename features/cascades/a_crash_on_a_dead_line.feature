@P1 @integration @cascades @scripted @simulator
Feature: The assistant crashes while the line is dead
  The assistant crashes, and the customer whom it was working for cannot be reached: her line is dead.
  It has happened to others that a crash became a stream that simply ended (google/adk-python#5567), and
  that the request was running for ever (agynio/v1#1107).
  So the crash is dealt with as if she were there, it is the one cause of all that she reads when she is
  back, and her dead line is the cause of nothing.

  Business value: what went wrong while nobody was looking is known to the customer before she asks.

  Background:
    Given Maya is here by way of a network that can fail
    And the order lookup crashes with our secrets in its error

  @CAS-1
  Rule: The crash is the one cause of what Maya reads when she is back

    Scenario: Maya reads of the crash, of both attempts and of their end, and all of it names one cause
      When Maya asks for a refund, and the network falls silent after 0.25 seconds, for 60 seconds
      Then Maya is told that something went wrong on our side
      And all that Maya is told of failures names one cause

    Scenario: The dead line is no failure of anything, and Tom's crash is a cause of its own
      When Maya asks for a refund, and the network falls silent after 0.25 seconds, for 60 seconds
      And Tom asks for a refund
      Then Maya and Tom are told of different causes

    Scenario: The request has one ending, although nobody was there
      When Maya asks for a refund, and the network falls silent after 0.25 seconds, for 60 seconds
      Then Maya's request has ended exactly once
      And Maya is told of no other failure

  @CAS-2
  Rule: Nobody's absence makes us ask more often

    Scenario: The model is asked once for each attempt, and not again when Maya is back
      When Maya asks for a refund, and the network falls silent after 0.25 seconds, for 60 seconds
      And 60 seconds pass
      Then each request asked the model 2 times, once for each attempt that was told
