@P2 @integration @event_contract @scripted
Feature: How connections end
  Sam's chat window must know whether to come back at once, to come back later, or to ask the
  customer. So every connection that we end says why, in the codes of the WebSocket standard
  (RFC 6455, section 7.4), or in one of our own where the standard has none.

  Business value: a frontend that knows why it was cut off does the right thing without a call to us.

  @SEC-3
  Rule: A connection that has to end for what was sent says so

    Scenario Outline: <what> ends the connection with <code>, and nobody else's
      Given Maya and Tom are connected
      When Maya's app sends <what>
      And Tom asks for a refund
      Then Maya's connection is closed with <code>
      But Tom has the whole answer

      @simulator
      Examples: more than we read
        | what                                   | code | because                |
        | a message of more than a megabyte      | 1009 | it is too big          |

      Examples: what no WebSocket may send
        | what                                   | code | because                |
        | words that are no text in any alphabet | 1007 | it is not UTF-8        |
        | something that no WebSocket would send | 1002 | it breaks the protocol |

    @simulator
    Scenario: Somebody without a valid token is closed out with 1008
      When Mallory connects with a token that we never gave out
      Then Mallory's connection is closed with 1008

    @simulator
    Scenario: Maya leaves in order, and so do we
      When Maya asks for a refund
      And Maya closes her app
      Then Maya has the whole answer
      And Maya's connection is closed with 1000

    @simulator
    Scenario: What breaks on our side is told as ours
      Given a platform that stumbles over a stop
      When Maya connects
      And Maya sends a stop for a run that is not there
      Then Maya's connection is closed with 1011
      And the reason shows nothing of our internals

  @CON-1
  Rule: Who is here on a newer connection is told so on the older one

    Scenario: The older connection is closed with a code of our own
      When Maya asks for a refund, and goes on with her tablet after 1 seconds
      And 60 seconds pass
      Then Maya's connection is closed with 4001
