@self_check @integration @P2
Feature: The contract is read as pages, and they are whole
  What a platform owes its customers, each event and each kind of failure stand on pages beside the
  report. They are made from the contract, so that they cannot say what it said a year ago.
  Business value: who builds a frontend or decides on a platform reads what is true today

  Scenario Outline: The page "<page>" leaves out <nothing of>
    Given the documentation of the contract
    Then "<page>" has <what>
    And "<page>" opens from disk, asks nobody for anything, and stays under 1 MB

    Examples:
      | page          | nothing of             | what                                                   |
      | promises.html | the promises           | every promise: its words, strength, profile and source |
      | promises.html | the features           | the rule of a feature for each promise that has one    |
      | events.html   | the events             | every event: when it is sent, and which promises speak of it |
      | events.html   | the fields             | every field: what fits, and what it means              |
      | events.html   | what customers send    | every frame of a customer, with its fields             |
      | failures.html | the kinds of failure   | every kind of failure, as the catalogue has it         |
      | failures.html | what customers read    | every sentence about it, in English and in German      |
      | failures.html | the words              | every action, reason, code and state                   |
      | failures.html | the breaker's numbers  | every setting of the breaker and of the platform       |

  Scenario: Each example is an event that the contract takes
    Given the documentation of the contract
    Then each event and each frame has an example on its page
    And the contract reads each example as what it is said to be
    And the validator finds nothing wrong with the stories that they are from

  Scenario: The promises that speak of an event are those that the validator names
    Given the documentation of the contract
    Then each promise that the validator ever names of an event is said to speak of it

  Scenario Outline: What has no words is found: <what>
    Given the documentation of the contract without the words for <what>
    Then the documentation is refused, because "<why>"

    Examples:
      | what                     | why                                   |
      | the event agent_error    | nothing says when agent_error is sent |
      | the field user_message   | nothing says what user_message means  |
      | the action retry_now     | nothing says what retry_now means     |
      | a promise of run_started | no promise speaks of run_started      |

  Scenario: Words for what the contract has not are found
    Given the documentation of the contract with words for a field "mood"
    Then the documentation is refused, because "mood is said to mean something, and is nowhere"

  Scenario: A run's verdicts stand on the page, and lead to where they were reached
    Given a small suite that is well written
    When the command line runs the small suite
    Then its page of promises says that "NSF-1" is "kept"
    And its page of promises leads to the rule in the report
    And its report leads to the pages, and they lead back

  Scenario: The published documents beside the report are those that the command prints
    Given a small suite that is well written
    When the command line runs the small suite
    Then "contract.schema.json" beside its report is what "contract --format json-schema" prints
    And "asyncapi.json" beside its report is what "contract --format asyncapi" prints

  Scenario: The pages can be had without a run
    Given a small suite that is well written
    When the command line writes its documentation
    Then the small run ends with 0
    And its page of promises says that "NSF-1" is "not run"
    And its page of promises names the feature that states "NSF-1"

  Scenario: A folder that nothing can be written to is said
    Given a small suite that is well written
    When the command line writes its documentation to a file's place
    Then the small run ends with 2
    And it says "cannot be written"
