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

      Examples:
        | what                               | reason                             |
        | words that are not an object       | The frame is not JSON.             |
        | a list instead of an object        | The frame must be a JSON object.   |
        | an unknown kind of message         | The field 'type' must be           |
        | a request without its text         | The field 'text' is missing        |
        | a number where words belong        | The field 'text' is missing        |
        | a request with a field too many    | The frame has a field too many.    |
        | a request that is far too long     | The frame is too large             |
        | a message in binary                | Send text frames                   |
        | lists in lists, ten thousand deep  | The frame is not JSON.             |
        | a second token                     | You are authenticated already.     |
        | a stop for a run that is not there | There is no such run               |

    Scenario: Bad messages of one customer cost the other nothing
      Given Tom has asked for a refund
      When Maya sends a thousand bad messages at once
      And 60 seconds pass
      Then Maya is told a thousand times that it could not be accepted
      And Tom has the whole answer
