@self_check @integration @P1
Feature: Every scenario is judged as a whole
  Whatever its steps ask, a scenario fails when anything that a customer received breaks a promise,
  when a planned fault touched nothing, or when something is left behind.
  Business value: a platform that breaks a promise nobody asked about is caught all the same

  Scenario Outline: A platform that <does this> turns <promise> red
    Given a platform that <does this>
    And the order lookup crashes with our secrets in its error
    When Maya has asked for a refund
    And 300 seconds pass
    Then the judgement turns <promise> red, and says "<words>"

    Examples:
      | does this                    | promise | words            |
      | swallows an exception        | NSF-1   | never ended      |
      | says what the exception says | SEC-2   | traceback        |
      | drops a field                | EVT-1   | user_message     |
      | swaps two events             | EVT-2   | sequence         |

  Scenario: A fault that touched nothing proves nothing
    Given the model never answers while it writes the answer
    When Maya connects
    Then the judgement says "the fault 'never answers' was planned and touched nothing"

  Scenario: What a platform leaves behind is found
    Given a platform that cleans up nothing
    And the model refuses our key
    When Maya asks for a refund
    Then the platform still holds "model connection" of the run that failed

  Scenario: A crash in the platform's own tasks is not lost
    Given a task of the platform that crashes
    When Maya connects
    Then the judgement says "The platform's own task 'a doomed task' crashed: ZeroDivisionError"
