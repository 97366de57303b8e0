@P1 @integration @failure_recovery @scripted
Feature: The network fails in the middle of a request
  It is the commonest failure of all, and the one that is nobody's fault. What the assistant had
  finished is kept, what it finishes afterwards too, and Maya is told all of it when she is back.

  Business value: a tunnel on the way to work costs no work, and looks like no outage.

  @CON-4
  Rule: A network that fails on the customer's side fails no request

    @core @core_7 @simulator
    Scenario Outline: Maya's network <fails>, the request fails too, and she finds her work saved
      Given Maya is here by way of a network that can fail
      And the model refuses our key while it writes the answer
      When Maya asks for a refund, and the network <fails> after 1 seconds, for 60 seconds
      Then Maya is told what is finished, and then that the request failed
      And what Maya was told is finished is really there

      Examples:
        | fails           |
        | cuts her off    |
        | resets her line |
        | falls silent    |

    @core @core_7 @simulator
    Scenario: Maya's network fails six times, and that counts as no failure of anything
      Given Maya is here by way of a network that can fail
      When Maya's network fails in the middle of 6 requests, and each time she comes back
      Then each of Maya's 6 requests is told of in full, and none as a failure
      When the model never answers, and Maya asks for a refund 5 times
      Then Maya is told once that the assistant has to rest for 30 seconds

    Scenario Outline: A network that <does this> while Maya is here costs her nothing
      Given Maya is here by way of a network that <does this>
      When Maya asks for a refund
      Then Maya has the whole answer

      Examples:
        | does this                        |
        | takes two seconds for everything |
        | cuts everything into crumbs      |
        | is as thin as a thread           |
