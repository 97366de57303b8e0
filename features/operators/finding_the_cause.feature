@P2 @integration @operators @scripted
Feature: An operator finds the cause of what a customer was told
  Maya calls our support and reads out the name of her failure. Priya looks it up, and finds what
  really happened: the whole chain of causes, which attempt it was, and what was decided. What she
  finds is of use to her, and still holds no secret and not Maya's name.

  Business value: a cause that is found in a minute is repaired in an hour, not in a week.

  @OPS-1
  Rule: The full cause is in a structured log under the name of the failure

    Scenario Outline: Priya finds why <what happened>
      Given <what happened>
      When Maya asks for a refund
      Then Priya finds each failure that Maya was told of by its name
      And Priya reads there that "<cause>"
      And the entry tells which agent, which attempt, and what was decided

      Examples: unforeseen errors
        | what happened                                                        | cause                         |
        | the order lookup crashes with our secrets in its error               | psycopg.OperationalError      |
        | the order lookup crashes with our secrets in the causes of its error | the order could not be found  |
        | the order lookup crashes with our secrets in the causes of its error | ConnectionError: could not sign |
        | the order lookup crashes with our secrets in the causes of its error | PermissionError: the session  |

      Examples: what a provider did
        | what happened                                   | cause                                 |
        | the model refuses our key                       | Incorrect API key provided: [removed] |
        | the model never answers                         | said nothing within 10 s              |
        | the model reports our secrets inside its answer | overloaded_error                      |

    Scenario: Each attempt has its entry, with what was decided
      Given the model never answers
      When Maya asks for a refund
      Then the log tells of Maya's failure, attempt by attempt
        | attempt | decision              |
        | 0       | retry 1 of 3          |
        | 1       | retry 2 of 3          |
        | 2       | retry 3 of 3          |
        | 3       | final: wait_and_retry |

    Scenario: Maya is in the log, but not by her name
      Given the model refuses our key
      When Maya asks for a refund
      And Tom asks for a refund
      Then the log tells Maya's failures from Tom's, and names neither of them

    Scenario: The entry says where in our code it broke
      Given the order lookup crashes with our secrets in its error
      When Maya asks for a refund
      Then the entry leads to the line of our code that broke

    Scenario: A notice that could not be worded leaves its cause in the log
      Given the model never answers
      And our sentences about slow answers are missing
      When Maya asks for a refund
      Then Maya is told that something went wrong on our side
      And the log has an entry that says "could not be built"

    Scenario: Finished work that could not be stored leaves its cause in the log
      Given the model refuses our key while it writes the answer
      And our records are locked by somebody else when work is to be kept
      When Maya asks for a refund
      Then the log has an entry that says "finished work was not stored"
      And Priya reads there that "database is locked"

    Scenario: A crash in our own tasks is in the log
      Given a task of the platform crashes while it serves
      When the log is read
      Then the log has an entry that says "the task 'a doomed task' crashed"
      And Priya reads there that "ZeroDivisionError"

    Scenario: By default the log is a line of JSON for each entry
      Given a platform that logs as it does by default
      And the model refuses our key
      And every log is kept in full detail
      When Maya asks for a refund
      Then each line of the log is one JSON object, and Maya's failure is among them

    Scenario: A log that cannot be written silences nobody
      Given a platform whose log is on a full disk
      And the model refuses our key
      When Maya asks for a refund
      Then Maya is told that the assistant is not available to us
      And Maya's request has ended exactly once
