@P1 @integration @finished_work @scripted
Feature: Finished work is kept
  When the assistant fails after two steps of three, two steps of work are done. Maya gets to keep
  them: they are stored first, then she is told so, and only then is she told of the failure. What
  could not be stored is never promised to her.
  It has happened to others: the answer so far was lost with the error (dam-agents/dam#933), or the
  error was shown in its place (vercel/chatbot#1060).

  Business value: a customer who keeps what was finished comes back for the rest, and we do not pay
  for the same work twice.

  @KEEP-1
  Rule: Finished work is stored, and Maya is told so, before she is told of the failure

    @core @core_3
    Scenario: Two steps are finished when the assistant fails
      Given the model never answers while it writes the answer
      When Maya asks for a refund
      Then Maya is told that these steps are safe, before she is told of any failure
        | find the order | check the refund rules |
      And what Maya was told is finished is really there

    Scenario: More is finished when a later attempt fails, and Maya is told again
      Given the model never answers while it checks the refund rules, once
      And the model never answers while it writes the answer
      When Maya asks for a refund
      Then Maya is told of 1 safe step, and later of 2
      And what Maya was told is finished is really there

    Scenario: Nothing is finished, so nothing is said to be safe
      Given the model never answers
      When Maya asks for a refund
      Then Maya is told that the assistant took too long
      And Maya is not told that anything is safe

    Scenario: A request that Maya stops keeps what was finished
      When Maya has asked for a refund
      And 1.8 seconds pass
      And Maya stops her request
      Then Maya is told that these steps are safe, before she is told that her request was stopped
        | find the order | check the refund rules |
      And what Maya was told is finished is really there

  @KEEP-2
  Rule: What is kept can be fetched on a new line, and after the server was killed

    Background:
      Given finished work is kept for 120 seconds
      And the model never answers while it writes the answer

    Scenario: Maya fetches it on a new line
      When Maya asks for a refund
      And Maya loses her line, and connects again
      Then what Maya was told is finished is really there

    Scenario: Maya fetches it after the server was killed and started again
      When Maya asks for a refund
      And the server is killed and started again
      And Maya connects again
      Then what Maya was told is finished is really there

    Scenario: Maya fetches it after the server was killed twice
      When Maya asks for a refund
      And the server is killed and started again
      And the server is killed and started again
      And Maya connects again
      Then what Maya was told is finished is really there

    Scenario: The server is killed at the moment at which Maya is told
      When Maya has asked for a refund
      And the server is killed as soon as Maya is told that finished work is safe, and started again
      And Maya comes back to her session
      Then what Maya was told is finished is really there

    Scenario: It is there until the last moment
      When Maya asks for a refund
      And time passes until 0.001 seconds before Maya's finished work expires
      Then what Maya was told is finished is really there

    Scenario: It is gone at the moment at which it expires, as Maya was told
      When Maya asks for a refund
      And time passes until Maya's finished work expires
      Then Maya cannot fetch it any more, because "There is no such result for you."

    Scenario: It expires at the same moment for a server that was started again
      When Maya asks for a refund
      And the server is killed and started again
      And time passes until Maya's finished work expires
      Then Maya cannot fetch it any more, because "There is no such result for you."

    Scenario: Tom cannot fetch what is Maya's, and Maya can
      When Maya asks for a refund
      Then Tom cannot fetch Maya's finished work, because "There is no such result for you."
      But what Maya was told is finished is really there

  @KEEP-3
  Rule: What could not be stored is never claimed, and the failure is told all the same

    Scenario Outline: Our records <trouble> when work is to be kept
      Given our records <trouble> when work is to be kept
      And the model filters its answer while it writes the answer
      When Maya asks for a refund
      Then Maya is told within 2 seconds of each failure
      And Maya is not told that anything is safe

      Examples:
        | trouble                     |
        | are locked by somebody else |
        | can only be read            |
        | have no room left           |
        | are gone                    |

    Scenario: Our records are locked for a moment only, and work is kept
      Given our records are locked by somebody else when work is to be kept, 3 times
      And the model never answers while it writes the answer, once
      When Maya asks for a refund
      Then Maya is told that these steps are safe, before she is told of any failure
        | find the order | check the refund rules |
      And what Maya was told is finished is really there

    Scenario: Our records stay locked, and Maya waits a quarter of a second for them, not longer
      Given our records are locked by somebody else when work is to be kept
      And the model filters its answer while it writes the answer
      When Maya asks for a refund
      Then Maya is told of the failure 0.25 seconds after the model filtered its answer
      And Maya is not told that anything is safe

    Scenario: An attempt later our records are back, and work is kept then
      Given our records can only be read when work is to be kept, once
      And the model never answers while it writes the answer
      When Maya asks for a refund
      Then Maya is first told that nothing is safe, and later that it is
      And what Maya was told is finished is really there

    Scenario: Our records refuse each time, and no attempt claims what they refused
      Given our records can only be read when work is to be kept
      And the model never answers while it writes the answer
      When Maya asks for a refund
      Then Maya is told exactly once that a failure is final, after attempt 3
      And Maya is not told that anything is safe
