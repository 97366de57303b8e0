@self_check @integration @P2
Feature: Anybody can measure how good an early warning is
  Priya wants to know what an alarm is worth before she lets it act. One command measures each detector
  on each kind of trouble, or looks for alarms in calls that she recorded herself.
  Business value: whoever trusts a warning knows how often it is wrong

  Scenario: Every measure is told, with its formula
    When the command "warn --trace gamma-ramp --trace gamma-burst --detector cusum --seeds 5000-5009 --page none" is given
    Then the command ends with 0
    And the command says "gamma-ramp cusum 10 1.000 1.000"
    And the command says "precision = alarms that count / alarms"

  Scenario: The same for a program
    When the command "warn --trace gamma-ramp --seeds 5000-5004 --format json --page none" is given
    Then the command ends with 0
    And what it prints are the scores of "phi-accrual, ewma, cusum" on 5 traces of "gamma-ramp" each

  Scenario: The scores are a page, with a picture of each kind of trouble
    Given a folder of its own
    When the scores of "gamma-ramp, gamma-burst" are written to a page there
    Then the page shows the calls, the alarm and the failure of "gamma-ramp"
    And the page shows the calls of "gamma-burst", and no failure
    And the page asks nobody for anything

  Scenario Outline: Calls that Priya recorded herself, <how>
    Given a folder of its own
    And 400 calls, the last 100 of them slower and slower, in a file, <how>
    When alarms are looked for in that file
    Then the command ends with 0
    And one alarm is told, after call 300

    Examples:
      | how           |
      | as one list   |
      | a call a line |

  Scenario Outline: A wrong use is refused: <what>
    Given a folder of its own
    And the file "calls.json" with "<content>"
    When the command "warn <options>" is given there
    Then the command ends with 2
    And the command says "<words>"

    Examples:
      | what                      | options                    | content       | words                                                      |
      | an unknown kind of trace  | --trace ramp               |               | There is no trace 'ramp'. There are: gamma-ramp,           |
      | an unknown detector       | --detector arima           |               | There is no detector 'arima'. There are: phi-accrual,      |
      | seeds that are none       | --seeds many               |               | --seeds is 'many': give a first and a last seed, as in     |
      | seeds that go backwards   | --seeds 9-5                |               | --seeds is '9-5': give a first and a last seed, as in      |
      | a file that is not there  | --calls none.json          |               | none.json cannot be read                                   |
      | a file that is no JSON    | --calls calls.json         | 1.0 true      | calls.json, line 1: this is no JSON                        |
      | a call that nobody took   | --calls calls.json         | [[-1, true]]  | calls.json: latency_s of call 0 is -1: give seconds        |
      | a file and traces         | --calls calls.json --trace gamma-ramp | []  | Give either --calls or --trace and --seeds                 |
