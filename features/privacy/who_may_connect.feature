@P1 @integration @privacy @scripted
Feature: Who may connect
  Maya shows who she is before anything else, in a way that leaves no trace in anybody's records.
  A token in an address ends up in histories and logs, so we do not take it there.

  Business value: a stranger on a customer's line is a breach that ends in the newspaper.

  @SEC-4
  Rule: No connection without a valid token, and never a token in an address

    Scenario Outline: Maya shows her token <where>, and is welcome
      When Maya connects with her token <where>
      Then Maya is welcome

      Examples:
        | where                |
        | in her first message |
        | in a header          |

    Scenario: A token in the address is refused, with the reason
      When Maya connects with her token in the address
      Then Maya is refused because "A token never belongs in a URL"

    Scenario: A token that we never gave out is refused
      When Mallory connects with a token that we never gave out
      Then Mallory is told that her token is not valid
      And Mallory's connection is closed, for breaking our rules

    Scenario: Nothing is done for somebody who has not shown a token
      When Mallory asks for a refund without showing a token
      Then Mallory is told to show a token first
      And no work is done for Mallory

    Scenario: Somebody who shows no token for ten seconds is sent away
      When Mallory connects and says nothing
      And 10 seconds pass
      Then Mallory is told to show a token first
      And Mallory's connection is closed, for breaking our rules

    Scenario: A web page of ours may connect for Maya
      Given the page "https://shop.example" is allowed to connect
      When the page "https://shop.example" connects with Maya's token
      Then Maya is welcome

    Scenario Outline: A page that is not ours may not connect for Maya: <why>
      Given the page "https://shop.example" is allowed to connect
      When the page "<page>" connects with Maya's token
      Then Maya is refused because "This origin is not allowed here"

      Examples:
        | page                           | why                        |
        | https://elsewhere.test         | another's page             |
        | http://shop.example            | not encrypted              |
        | https://shop.example:8443      | another port               |
        | https://shop.example.evil.test | begins like ours           |
        | https://evil-shop.example      | ends like ours             |
        | null                           | a page that hides its name |

    Scenario: No page at all may connect, where none is allowed
      When the page "https://shop.example" connects with Maya's token
      Then Maya is refused because "This origin is not allowed here"

    Scenario: An app that is no web page is welcome, but only with a token
      When Mallory asks for a refund without showing a token
      Then no work is done for Mallory
      When Maya asks for a refund
      Then Maya is welcome
      And Maya has the whole answer

    Scenario: A token that has expired is refused, like one that never was
      Given Maya's token is valid for 60 seconds
      When 60 seconds pass
      And Maya connects
      Then Maya is told that her token is not valid
      And Maya's connection is closed, for breaking our rules

    Scenario: A token is good until it expires
      Given Maya's token is valid for 60 seconds
      When 59 seconds pass
      And Maya connects
      Then Maya is welcome

    Scenario: A token that we took back is refused
      Given Maya's token was taken back
      When Maya connects
      Then Maya is told that her token is not valid
      And Maya's connection is closed, for breaking our rules

    Scenario Outline: Maya's token <where> is never written down
      Given every log is kept in full detail
      When Maya connects with her token <where>
      And Maya asks for a refund
      Then her tokens are in none of our logs, and in nothing that we keep of the conversation
      But what we keep shows that she showed one, and the log of her own app has it

      Examples:
        | where                |
        | in her first message |
        | in a header          |

    Scenario: A token in a broken message is not written down either
      Given every log is kept in full detail
      When Maya connects with her token in her first message
      And Maya sends half a message with her token in it
      Then her tokens are in none of our logs, and in nothing that we keep of the conversation
      And Maya is told that it could not be accepted, because "The frame is not JSON."
