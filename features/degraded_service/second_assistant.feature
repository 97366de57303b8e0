@P1 @integration @degraded_service @scripted
Feature: Reduced service that says what works
  When our assistant's provider rests, a second one takes over. It can do less, so Maya is told what
  works, what does not and what that costs, and later that everything works again.

  Business value: a customer who knows what still works goes on working.

  Background:
    Given a platform that does not try again by itself
    And a second assistant to fall back on

  @DEG-1
  Rule: Reduced service says what works, what doesn't, and what that costs

    @core @core_4
    Scenario: The second assistant takes over, and Maya is told what still works
      Given the model never answers
      When Maya asks for a refund 5 times
      Then Maya is told that "order lookup, refund answers, finished work" still work
      And Maya is told that "product suggestions" do not work
      And Maya is told what that costs her

    Scenario: Somebody who comes later is told before the answer
      Given the provider rests, after failing Maya 5 times
      When Tom asks for a refund
      Then Tom is told that "order lookup, refund answers, finished work" still work
      And Tom has the whole answer

    Scenario: When the second one fails too, only what is finished can be fetched
      Given both models never answer
      When Maya asks for a refund 10 times
      Then Maya is at last told that only "finished work" still works

  @DEG-2
  Rule: What is announced as available is really served

    Scenario: The second assistant answers, and suggests nothing
      Given the provider rests, after failing Maya 5 times
      When Maya asks for a refund
      Then Maya has the whole answer
      And the order lookup was run once
      And Maya is not suggested any product

    Scenario: With full service Maya is suggested a product
      When Maya asks for a refund
      Then Maya is suggested a product

    Scenario: What is finished can be fetched while nothing else works
      Given the model filters its answer while it writes the answer
      When Maya asks for a refund
      And both models never answer, and Maya asks for a refund 10 times
      Then Maya is at last told that only "finished work" still works
      And what Maya was told is finished is really there

  @NSF-2 @simulator
  Rule: Half an answer of the second assistant is not an answer either

    Scenario: The second assistant's answer breaks off, and is not passed off as a whole one
      Given the provider rests, after failing Maya 5 times
      And the second model ends early as if finished while it writes the answer
      When Maya asks for a refund
      Then Maya is told that the answer broke off
      And Maya is not told that her request is finished

  @NSF-4
  Rule: What the second assistant fails by is told as what it is

    Scenario Outline: The second model <fails>, and Maya reads what it means for her
      Given the provider rests, after failing Maya 5 times
      And the second model <fails> while it writes the answer
      When Maya asks for a refund
      Then Maya is told that <told>

      Examples:
        | fails                          | told                                 |
        | says that our quota is used up | the assistant cannot answer today    |
        | asks us to wait                | the assistant is very busy           |
        | refuses our key                | the assistant is not available to us |
        | filters its answer             | the assistant may not answer this    |

  @DEG-3
  Rule: The return to full service is told

    Scenario: Everybody who was told of reduced service is told that it is over
      Given the provider rests, after failing Maya 5 times
      And Tom asked for a refund
      When the fault is lifted, and 32 seconds pass
      Then Maya and Tom are each told once that full service is back
      And Maya's next request is served by the first assistant

    Scenario: Both assistants rest, and Maya is told of the end of all that she was told of
      Given both models never answer
      When Maya asks for a refund 10 times
      And the fault is lifted, and 65 seconds pass
      Then Maya is told once of the end of everything that rested
      And Maya is suggested a product, when she asks again
