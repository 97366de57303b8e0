@self_check @integration @P2
Feature: What a file alone cannot do for a real server
  Some things cannot be done from outside: a server may have four small routes for them. Some things
  cannot be said in a file: a class of one's own says them. Neither is ever needed.

  Business value: what cannot be tested is said to be so, and is never passed off as kept or broken

  Scenario: A fault by the backchannel counts when the server says that it came
    Given a server with a backchannel, which can do everything
    When "never answers" is planned by it
    Then the fault has not come yet
    But when the server says so, it has

  Scenario: What came in an earlier scenario proves nothing in this one
    Given a server with a backchannel, which can do everything
    And "never answers" had come before
    When "never answers" is planned by it
    Then the fault has not come yet
    But when the server says so, it has

  Scenario: Who is connected is asked by the backchannel
    Given a server with a backchannel, which can do everything
    Then it believes that "user-maya" is there, and "user-tom" is not

  Scenario: What the backchannel cannot do is not testable
    Given a server with a backchannel, which can do nothing
    When "never answers" is planned by it
    Then that is not testable, because "answers POST /faults the fault 'never answers' with 501"

  Scenario: A backchannel that is broken is not the server's failure
    Given a server with a backchannel, which breaks
    When "never answers" is planned by it
    Then the suite is at fault, because "the backchannel answers POST /faults with HTTP 500"

  Scenario: Without a backchannel nobody knows who is connected
    Given a server without a backchannel
    When somebody asks whether "user-maya" is there
    Then that is not testable, because "without a [backchannel]"

  Scenario: A class of one's own says what the file cannot
    Given the example's file, which leaves its frames to a class of one's own
    When it is tried with that class
    Then nothing is in the way
    And the class began, prepared, spoke, heard and ended

  Scenario Outline: A class that is none is refused: <reference>
    Given the example's file, which names the class "<reference>"
    When it is tried with that class
    Then it is refused by its name, because "<words>"

    Examples:
      | reference          | words                          |
      | nowhere.py:Mine    | there is no file               |
      | json:JSONDecoder   | a subclass of OwnServer        |

  Scenario: A server that is silent for three scenarios is asked no more
    Given a server that has said nothing in 3 scenarios
    Then nothing more is put to it, because "it is asked no more"

  Scenario: A run past its limit is over
    Given a server whose run has lasted too long
    Then nothing more is put to it, because "the run's limit of"

  Scenario: A token that was asked for before the conversation is in the address
    Given a server that wants a session made first
    When a customer's way to it is prepared
    Then the address names that session
