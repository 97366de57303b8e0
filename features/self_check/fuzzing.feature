@self_check @unit @P1
Feature: Hostile input made at random breaks nothing that reads it
  Lists of bad input show what somebody thought of. Here real events, frames and settings are changed
  at random: other types, huge numbers, half characters, deep nesting, patterns without end. The same
  seed makes the same input; `make fuzz` goes on for longer. What it found is in
  validator_hostile_input.feature and bad_messages.feature.
  Business value: nobody outside can stop the judge or the platform with a message nobody foresaw

  Scenario Outline: The <reader> keeps its rules whatever comes
    When <count> hostile inputs are played to the <reader>
    Then it keeps every rule, and <count> were played
    And it met <what>

    Examples:
      | reader         | count | what                                                                |
      | validator      | 200   | frame, bytes, object, model, EVT-1, EVT-2, EVT-3, CLN-1, SEC-2, REC-5|
      | validator-huge | 20    | frame, EVT-1, EVT-2, SEC-2                                          |
      | frames         | 3000  | not_json, unknown_type, invalid_field, too_large, ask, resume       |
      | configuration  | 400   | refused, accepted, seed, reports, target                            |

  Scenario: The same seed plays the same
    When 60 hostile inputs are played to the validator
    And 60 hostile inputs are played to the validator
    Then the same was met both times

  Scenario Outline: A <reader> is caught
    When 500 hostile inputs are played to the <reader>
    Then it is caught, because of "<rule>"
    And the input that shows it is short

    Examples:
      | reader                                       | rule                                         |
      | validator that raises                        | it never raises                              |
      | validator that says something else each time | the same input gives the same findings       |
      | validator that says what came                | no sentence repeats a secret                 |
      | validator that clears the screen             | a sentence can be printed                    |
      | validator that invents promises              | each finding names a promise                 |
      | validator that rambles                       | a sentence is short                          |
      | validator that hoards                        | its memory is bounded                        |
      | validator that bears grudges                 | a good stream is judged good afterwards      |
      | validator that loses heart                   | a stranger's event is found afterwards       |
      | parser that lets other errors out            | it raises RefusedFrame or nothing            |
      | parser that quotes the frame                 | a refusal says why in plain words            |
      | parser that guesses                          | what is accepted is what was sent            |
      | parser that has codes of its own             | a refusal has a code of the contract         |
      | configuration that stops at the first        | every bad setting is named                   |
      | configuration that stumbles over half letters| it raises ConfigurationError or nothing      |

  Scenario: A validator that dawdles is caught
    When 500 hostile inputs are played to the validator that dawdles
    Then it is caught, because of "its time is bounded"

  Scenario: What is found is told with the input and the way to play it again
    When 500 hostile inputs are played to the parser that lets other errors out
    Then the command line tells of the input, and "--seconds 0 --reader frames --seed 20260101"

  Scenario: Half a character, which no connection carries, is no JSON to the parser
    When half a character is handed to the parser of frames
    Then it is refused as "not_json"

  @integration
  Scenario Outline: The command line ends with <code> when called with "<arguments>"
    Given a small suite that is well written
    When the command line plays hostile input with "<arguments>"
    Then the small run ends with <code>
    And it says "<words>"

    Examples:
      | arguments                          | code | words                                  |
      | --reader frames --seconds 0        | 0    | frames: 1000 inputs in 1 rounds; kept. |
      | --reader gateway                   | 2    | There is no reader 'gateway'.          |

  @integration
  Scenario: Three hundred hostile messages over a real connection cost nobody anything
    Given Tom has asked for a refund
    When Maya sends 300 hostile messages at once
    And 60 seconds pass
    Then Maya is told of each that could not be accepted
    And Tom has the whole answer
