@P1 @integration @failure_recovery @scripted
Feature: Errors that a customer can act on
  A failure that only says "error" leaves Maya with a guess. Ours say what happened, what she can
  do, whether trying again helps and how long it may take, and these never contradict each other.
  It has happened to others: the customer was shown the inside of an error
  (frontman-ai/frontman#723), and could not tell a passing failure from a final one
  (openai/codex#32984).

  Business value: a customer who knows what to do next stays, and does not call our support.

  @ACT-1
  Rule: Every failure says what happened, what to do, whether to try again, and how long it may take

    @core @core_8 @simulator
    Scenario: A failure tells Maya everything that she needs
      Given the model never answers
      When Maya asks for a refund
      Then Maya is finally told to wait and try again
      And Maya is finally told that trying again in 30 seconds will be admitted
      And every notice to Maya says in plain words what happened

    Scenario Outline: The model <fails>, and Maya is told to <do>
      Given the model <fails>
      When Maya asks for a refund
      Then Maya is finally told to <do>
      And every notice to Maya says in plain words what happened

      Examples: trying again helps
        | fails                                    | do                 |
        | asks us to wait                          | wait and try again |
        | reports overload inside its answer       | wait and try again |
        | sends a web page                         | try again now      |
        | sends tool arguments that cannot be read | try again now      |

      Examples: trying again does not help
        | fails                             | do                  |
        | says that our quota is used up    | contact our support |
        | refuses our key                   | contact our support |
        | filters its answer                | shorten the request |
        | says that the request is too long | shorten the request |

    Scenario: What is finished can be used, when the answer breaks off
      Given the model ends early as if finished while it writes the answer
      When Maya asks for a refund
      Then Maya is finally told to use what is finished
      And what Maya was told is finished is really there

    Scenario: Nothing is finished, so Maya is not sent to look for it
      Given the model ends early as if finished while it looks for the order
      When Maya asks for a refund
      Then Maya is finally told to try again now

    Scenario: Our own retry is called off because the provider has to rest, and the advice is one
      Given the model refuses to serve us
      When Maya and Tom have asked for a refund
      And 30 seconds pass
      Then Maya and Tom are each told once that the assistant has to rest, for one and the same reason
      And the words of each notice advise what the notice advises

    Scenario: Trying again as advised works
      Given the model never answers
      When Maya asks for a refund
      And the fault is lifted
      And Maya waits as she was told, and asks for a refund again
      Then Maya has the whole answer

    @simulator
    Scenario: Maya reads German, and is told as much
      Given Maya reads German
      And the model never answers
      When Maya asks for a refund
      Then Maya is finally told that trying again in 30 seconds will be admitted
      And every notice to Maya says in plain words what happened

  @ACT-2
  Rule: A failure that we retry is told apart from a final one

    Scenario: A passing failure is told as passing
      Given the model never answers, once
      When Maya asks for a refund
      Then Maya is first told to wait, because we try again by ourselves
      And Maya has the whole answer
      And Maya is not told that anything is final

    Scenario: The last failure is told as final
      Given the model never answers
      When Maya asks for a refund
      Then Maya is first told to wait, because we try again by ourselves
      And Maya is told that this is final

    Scenario: What cannot get better by itself is final at once
      Given the model refuses our key
      When Maya asks for a refund
      Then Maya is told that this is final
      And Maya is not told that we try again
      And the model was asked once
