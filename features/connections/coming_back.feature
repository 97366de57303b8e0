@P1 @integration @connections @scripted
Feature: Coming back
  Maya's train goes through a tunnel in the middle of her request. The assistant works on, and when
  she is back she reads what she missed: all of it, once, in order, and then what is new.
  It has happened to others: a return replayed the whole conversation (OpenHands/OpenHands#17619).

  Business value: a lost line costs a customer seconds, and never the answer.

  @CON-1
  Rule: What was missed comes once, in order, and then Maya is told that nothing is missing

    Scenario: What was missed comes first, then the end of it, then what is new
      When Maya asks for a refund, and loses her line after 1 seconds, for 1 seconds
      And 60 seconds pass
      Then Maya's events are, in this order
        | event           | and it says |
        | session_started |             |
        | run_started     |             |
        | agent_output    |             |
        | session_started |             |
        | agent_output    |             |
        | session_resumed |             |
        | agent_output    |             |
        | run_completed   |             |
      And Maya has the whole answer

    Scenario Outline: Maya <leaves>, and the whole answer is there when she is back
      When Maya asks for a refund, and <leaves> after 1 seconds, for 60 seconds
      Then Maya has missed nothing, and nothing was told twice
      And what Maya missed says when it first was sent
      And the last thing that Maya hears is that nothing is missing

      Examples:
        | leaves         |
        | loses her line |
        | closes her app |

    Scenario: The line fails again as soon as Maya is back
      When Maya asks for a refund, and loses her line after 1 seconds, for 1 seconds
      And Maya's line fails after 0 seconds, for 0.25 seconds
      And Maya's line fails after 0.25 seconds, for 60 seconds
      Then Maya has missed nothing, and nothing was told twice
      And the last thing that Maya hears is that nothing is missing

    Scenario: Maya goes on with her tablet while her phone is still there
      When Maya asks for a refund, and goes on with her tablet after 1 seconds
      And 60 seconds pass
      Then Maya's tablet shows all that her phone does, word for word, and the rest of the answer
      And Maya's phone is told that she is here on a newer line
      And Maya's phone hears no more of it

  @CON-2
  Rule: What can no longer be told is announced, with where everything stands

    Scenario: Maya is away for longer than we keep what we said
      Given we keep 5 events for a customer
      When Maya asks for a refund, and loses her line after 0 seconds, for 60 seconds
      Then Maya is told that her events 3 to 7 are gone
      And Maya is told that her request was still running then, with the order found
      And Maya has missed nothing else, and nothing was told twice

    Scenario: The answer itself is gone, and Maya is told that it was given
      Given we keep 1 events for a customer
      When Maya asks for a refund, and loses her line after 0 seconds, for 60 seconds
      Then Maya is told that her events 3 to 11 are gone
      And Maya is told that her request is finished, in what stands for the gap

    Scenario: What Maya must know of a failure outlives what was said before it
      Given we keep 4 events for a customer
      And the model refuses our key while it writes the answer
      When Maya asks for a refund, and loses her line after 0 seconds, for 60 seconds
      Then Maya is told that the assistant is not available to us
      And Maya is told that her events 3 to 6 are gone

    Scenario: The line fails again in the middle of what is told in place of a gap
      Given we keep 5 events for a customer
      When Maya asks for a refund, and loses her line for 60 seconds, and again 2 messages later
      And Maya comes back
      Then Maya has missed nothing else, and nothing was told twice
      And Maya is told of a gap

  @NSF-5
  Rule: A failure that happens while Maya is away is told when she is back

    Scenario Outline: Maya <leaves> as soon as her request is begun, and is told on her return
      Given the model never answers
      When Maya asks for a refund, and <leaves> as soon as it is begun
      And 120 seconds later Maya comes back, and waits for her answer
      Then Maya is told that the assistant took too long
      And Maya's request has ended exactly once

      Examples:
        | leaves         |
        | loses her line |
        | closes her app |

    @simulator
    Scenario Outline: Maya <leaves>, the request fails, and she is told on her return
      Given the model refuses our key while it writes the answer
      When Maya asks for a refund, and <leaves> after 1 seconds, for 60 seconds
      Then Maya is told that the assistant is not available to us
      And Maya's request has ended exactly once

      Examples:
        | leaves         |
        | loses her line |
        | closes her app |

    @simulator
    Scenario: The failure is told as late as the last second in which Maya can come back
      Given the model refuses our key while it writes the answer
      When Maya asks for a refund, and loses her line after 1 seconds, for 299.9 seconds
      Then Maya is told that the assistant is not available to us
