@P1 @integration @cleanup @scripted
Feature: A cleanup that fails says so
  Sometimes a folder cannot be removed, or a connection does not close. Then that is said, what can
  be released is released all the same, and the rest is tried again until it lets go.
  It has happened to others: a failed turn deleted the customer's work (Agenta-AI/agenta#6103).

  Business value: nobody is told "all clean" while the disk fills up, and no customer loses work to it.

  @CLN-3
  Rule: What could not be released is said, and hides nothing else

    Scenario: A folder that cannot be removed
      Given the model refuses our key while it writes the answer
      And something gets in the way of removing the folder of Maya's request
      When Maya's request has ended
      Then Maya is told that the assistant is not available to us
      But half a minute after the fault is lifted nothing of Maya's request is left

    Scenario Outline: What could not be released is named
      When Maya's request ends because <ends>
      Then Maya is told that the assistant is not available to us
      And Maya is told that all but the <resource> is released
      And Maya is told of the cleanup within 5 seconds of the failure

      Examples:
        | ends                                       | resource         |
        | it fails and its folder cannot be removed  | work folder      |
        | it fails and its connection does not close | model connection |

    Scenario: What could not be released is released as soon as it lets go
      Given the model refuses our key while it writes the answer
      And connections to the model do not close
      When Maya asks for a refund
      Then 5 seconds later the model connection of Maya's request is still left
      But half a minute after the fault is lifted nothing of Maya's request is left

    Scenario: What does not let go is tried again, until it does
      Given the model refuses our key while it writes the answer
      And connections to the model do not close
      When Maya asks for a refund
      And 60 seconds pass
      Then half a minute after the fault is lifted nothing of Maya's request is left

    Scenario: A connection that does not close is no reason to withhold the answer
      Given connections to the model do not close
      When Maya asks for a refund
      Then Maya has the whole answer
      But half a minute after the fault is lifted nothing of Maya's request is left

    Scenario: What was finished before the failure is never cleaned away
      Given the model refuses our key while it writes the answer
      When Maya asks for a refund
      Then Maya is told that everything her request used is released
      And what Maya was told is finished is really there
