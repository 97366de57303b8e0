@P1 @integration @privacy @scripted
Feature: Our internals are never shown
  When something breaks inside, the error is full of paths, passwords and other people's addresses.
  None of it may reach Maya, in whatever event and however deep.
  It has happened to others: customers were shown the raw error with a key in it
  (xorbitsai/xagent#1696, AstrBotDevs/AstrBot#440).

  Business value: a leaked key is a breach, and a leaked address is a report to the authorities.

  @SEC-2
  Rule: No internals reach a customer, in any event

    @simulator
    Scenario: A crash full of secrets is told without any of them
      Given the order lookup crashes with our secrets in its error
      When Maya asks for a refund
      Then Maya is told that something went wrong on our side
      And nothing that Maya received shows our internals
      But the same words would have been found, had they been sent

    Scenario: A key that the provider repeats to us goes no further
      Given the model refuses our key
      When Maya asks for a refund
      Then Maya is told that the assistant is not available to us
      And nothing that Maya received shows our internals
      But the same words would have been found, had they been sent

    Scenario: What Maya sent wrongly is not repeated to her
      When Maya sends something that is not an event
      Then Maya is told that it could not be accepted
      And nothing of what Maya sent is repeated to her
      And nothing that Maya received shows our internals

    @simulator
    Scenario Outline: Our secrets go nowhere, although <what happens>
      Given <what happens>
      And every log is kept in full detail
      When Maya asks for a refund
      Then none of our secrets reached Maya, our logs or our store
      But it can be seen that something was removed on the way

      Examples: in errors
        | what happens                                                         |
        | the order lookup crashes with our secrets in its error               |
        | the order lookup crashes with our secrets in the causes of its error |
        | the order lookup says why it failed, with our secrets in it          |
        | the model refuses our key                                            |
        | the model reports our secrets inside its answer                      |

      Examples: in what looks like an answer
        | what happens                                               |
        | the order lookup answers with our secrets in its output    |
        | the model says our secrets in its answer                   |
        | the model says our secrets in disguise                     |

    @simulator
    Scenario: Finished work is kept without the secrets that were said in it
      Given the model says our secrets in its answer while it checks the refund rules
      And the model refuses our key while it writes the answer
      And every log is kept in full detail
      When Maya asks for a refund, and then for what is finished
      Then none of our secrets reached Maya, our logs or our store
