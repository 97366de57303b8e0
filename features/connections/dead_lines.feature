@P1 @integration @connections @scripted
Feature: Dead lines
  A line can die without a word: the phone is in a tunnel, and nobody says goodbye. We find that out
  by ourselves, in time. To the request it makes no difference: the assistant works on.

  Business value: nobody's request dies with a battery, and dead lines do not pile up until we do.

  @CON-4 @simulator
  Rule: A dead line is noticed within 40 seconds, and no request suffers from it

    Scenario: Nobody is there any more, and nobody said so
      Given Maya's line can go dead, and Tom's cannot
      When Maya's line goes dead
      And 40 seconds pass
      Then we know that Maya is gone
      But we know that Tom is here

    Scenario Outline: A line that dies <seconds> seconds later is noticed in time, too
      Given Maya's line can go dead, and Tom's cannot
      When Maya's line goes dead after <seconds> seconds
      And 40 seconds pass
      Then we know that Maya is gone
      But we know that Tom is here

      Examples: around the moments at which we ask whether she is there
        | seconds |
        | 19.9    |
        | 20      |
        | 20.1    |
        | 39.9    |

    Scenario: A slow line is not a dead one
      Given everything on Maya's line takes 8 seconds
      When 300 seconds pass
      Then we know that Maya is here
      When Maya asks for a refund
      Then Maya has the whole answer

    Scenario Outline: Maya <leaves>, and the assistant works to the end
      When Maya asks for a refund, and <leaves> after 1 seconds
      And 60 seconds pass
      Then we know that Maya is gone
      And each task of the request was done once

      Examples:
        | leaves         |
        | loses her line |
        | closes her app |

    Scenario: Maya is back before we noticed that her old line is dead
      Given Maya's line can go dead, and Tom's cannot
      When Maya asks for a refund, and her line goes dead after 1 seconds, for 5 seconds
      And 60 seconds pass
      Then Maya has missed nothing, and nothing was told twice
      And each task of the request was done once

    Scenario: A lost line is not a failure of the request
      When Maya asks for a refund, and loses her line after 1 seconds, for 60 seconds
      Then Maya is told of no failure at all
      When the model fails, and Maya asks for a refund
      Then Maya is told that the assistant is not available to us
