@P2 @integration @privacy @scripted
Feature: Messages that cannot be accepted
  A broken app, or somebody with bad intent, sends what is no request. We say clearly why it was not
  accepted, and nobody's conversation suffers from it.

  Business value: one customer's broken app never costs another customer's answer.

  @SEC-3
  Rule: A bad message gets a clear error, and the conversation goes on

    Scenario Outline: <what> is answered with the reason, and the next request is served
      When Maya sends <what>
      Then Maya is told that it could not be accepted, because "<reason>"
      When Maya asks for a refund
      Then Maya has the whole answer

      Examples: what no platform could accept
        | what                               | reason                             |
        | words that are not an object       | The frame is not JSON.             |
        | a list instead of an object        | The frame must be a JSON object.   |
        | an unknown kind of message         | The field 'type' must be           |
        | an empty message                   | The frame is not JSON.             |
        | a request that is far too long     | The frame is too large             |
        | a message in binary                | Send text frames                   |
        | lists in lists, ten thousand deep  | The frame is not JSON.             |

      @simulator
      Examples: what ours does not accept
        | what                               | reason                             |
        | a request without its text         | The field 'text' is missing        |
        | a number where words belong        | The field 'text' is missing        |
        | a request with a field too many    | The frame has a field too many.    |
        | a request that names a field twice | The frame names a field twice.     |
        | half a character                   | The frame is not JSON.             |
        | a number that is no number         | The field 'last_sequence' is       |
        | a number of five thousand digits   | The frame is not JSON.             |
        | a language that is none            | The field 'locale' is missing      |
        | a second token                     | You are authenticated already.     |
        | a stop for a run that is not there | There is no such run               |

    @simulator
    Scenario: A request that comes in pieces is one request
      When Maya asks for a refund in five pieces
      Then Maya has the whole answer

    @simulator
    Scenario: Pieces that are too long together are refused together
      When Maya sends a request that is far too long, in five pieces
      Then Maya is told that it could not be accepted, because "The frame is too large"

    @simulator
    Scenario: Three thousand bad messages of one customer cost the other nothing
      Given Tom has asked for a refund
      When Maya sends 3000 bad messages at once
      And 60 seconds pass
      Then Maya is told 3000 times that it could not be accepted
      And Tom has the whole answer

    @simulator
    Scenario: Somebody without a token may send what they like, and costs nobody anything
      Given Tom has asked for a refund
      When Mallory sends 1000 bad messages without showing a token
      And 60 seconds pass
      Then Mallory is told 1000 times that it could not be accepted, and is sent away
      And Tom has the whole answer

    @simulator
    Scenario Outline: <what> ends that one connection, and Maya may come back
      Given Tom has asked for a refund
      When Maya sends <what>
      Then Maya's connection is closed, because <why>
      And Tom's request still ends with the whole answer
      And Maya may come back and has the whole answer

      Examples:
        | what                             | why                          |
        | a message of two million letters | the message was too big      |
        | text that is no text             | the message was not readable |

    @simulator
    Scenario: Somebody who sends nonsense and never listens to us costs the other nothing
      Given Tom has asked for a refund
      When Maya sends 3000 bad messages, reads no answer and is gone
      Then Tom's request still ends with the whole answer
      And Maya may come back and has the whole answer

    @simulator
    Scenario: Somebody who only knocks, and never listens to us, is cut off
      Given Tom has asked for a refund
      When Maya pings 100000 times and reads none of our answers
      Then Maya's connection is closed, because we had to cut it off
      And Tom's request still ends with the whole answer
      And Maya may come back and has the whole answer

    @simulator
    Scenario: Somebody who knocks and listens is welcome
      When Maya pings 1000 times and reads our answers
      And Maya asks for a refund
      Then Maya has the whole answer
