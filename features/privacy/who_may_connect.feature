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

    Scenario: A web page that is not ours may not connect for Maya
      When a web page of somebody else connects with Maya's token
      Then Maya is refused because "This origin is not allowed here"
