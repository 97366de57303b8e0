@P1 @integration @finished_work @scripted
Feature: Nothing is done twice
  A refund that is sent twice costs us the money, and a lookup that is done twice costs Maya the time.
  So a step that is finished is never done again, and one that may have had an effect outside and was
  cut off is not done again by itself: a person has to look.

  Business value: a failure in the middle of a refund never pays it out twice.

  @KEEP-4
  Rule: A retry goes on from the finished steps

    Scenario: A finished step is not done again
      Given the model never answers while it writes the answer
      When Maya asks for a refund
      Then the order lookup was run once
      And the model was asked once to check the refund rules
      And the model was asked 4 times to write the answer

    Scenario: A refund that was sent is not sent again, although the answer then fails
      Given the assistant sends refunds itself
      And the model never answers while it writes the answer
      When Maya asks for a refund
      Then the refund was sent once
      And the model was asked 4 times to write the answer

    Scenario: What was finished before a planned restart is not done again after it
      When the server is restarted as planned 1 seconds after Maya asked for a refund
      And Maya comes back to her session, and waits for her answer
      Then Maya has the whole answer
      And each step was done once

  @KEEP-5
  Rule: A step with effects outside that was cut off is not done again by itself

    Scenario Outline: The refund <is cut off>, and nobody knows whether it was sent
      Given the assistant sends refunds itself
      And the sending of the refund <is cut off>
      When Maya asks for a refund
      Then the refund was sent once
      And Maya is told that nobody knows whether the refund was sent, and to contact our support

      Examples:
        | is cut off                            |
        | does its work and never answers       |
        | does its work and drops the line      |
        | crashes with our secrets in its error |

    Scenario: Maya stops her request while the refund is being sent
      Given the assistant sends refunds itself
      And Maya's request is sending the refund
      When Maya stops her request
      Then Maya is told that nobody knows whether the refund was sent
      And the refund was sent once

    Scenario: The worker is lost while the refund is being sent
      Given the assistant sends refunds itself
      And Maya's request is sending the refund
      When its worker is taken away
      Then the refund was sent once
      And Maya is told that nobody knows whether the refund was sent, and to contact our support

    Scenario: A step without effects outside that is cut off in the same way is done again
      Given the order lookup does its work and never answers, once
      When Maya asks for a refund
      Then the order lookup was run 2 times
      And Maya has the whole answer

    Scenario: A refund that certainly was not begun is tried again
      Given the assistant sends refunds itself
      And the sending of the refund refuses the connection, once
      When Maya asks for a refund
      Then the refund was sent once
      And Maya has the whole answer
