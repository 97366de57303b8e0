@self_check @unit @P1
Feature: The validator survives whatever comes
  What it reads was written by others, perhaps by others who mean harm. Each of these is one finding,
  quickly and in bounded memory, and the stranger's event further on is found all the same.
  Business value: a hostile or broken platform is judged and cannot hide behind a crash of the judge

  Scenario Outline: <frame> is a finding and stops nothing
    Given the stream of "an answer"
    And its second event is <frame>
    Then the event is found not to fit, and what follows is still judged

    Examples:
      | frame                                             |
      | nothing at all                                    |
      | no text in UTF-8                                  |
      | no JSON                                           |
      | cut in the middle                                 |
      | a list                                            |
      | a number                                          |
      | null                                              |
      | an empty object                                   |
      | NaN in a field that it does not know              |
      | Infinity for a number                             |
      | a field that comes twice                          |
      | a field that comes twice, one of them in disguise |
      | a field that comes twice, deep inside             |
      | a number of 5,000 digits                          |
      | a number in its place of 4,300 digits             |
      | 300 lists deep in a field that it knows           |
      | half a character                                  |
      | half a character in raw                           |
      | 10,000 objects deep                               |
      | 10,000 open brackets                              |
      | an object 10,000 levels deep                      |
      | an object that contains itself                    |
      | an object without end                             |
      | an object that cannot be read                     |
      | an object with keys that are no text              |
      | an object that holds a set                        |
      | an object that holds NaN                          |
      | an object of a million values                     |
      | an object of two million characters               |
      | an object with a number of 6,000 digits           |
      | a model that nobody checked                       |
      | an object of a class of its own                   |
      | an object that says it is a text                  |
      | a class                                           |
      | None                                              |
      | a text full of slashes                            |
      | a text of two million characters                  |

  Scenario Outline: What is said of <frame> is short, in one line, and repeats no secret
    When <frame> arrives at the validator
    Then each finding is a short line, and no secret is in it

    Examples:
      | frame                                         |
      | a name that comes twice and clears the screen |
      | a name of 5,000 letters that comes twice      |
      | a key for a name, with a secret               |
      | a key for a customer                          |

  Scenario Outline: Of <frame> it is said: <words>
    Given the stream of "an answer"
    And its second event is <frame>
    Then EVT-1 is found broken, in a sentence with "<words>"

    Examples:
      | frame                            | words                                                         |
      | a list                           | is a list and not an object                                   |
      | a number                         | is 42 and not an object                                       |
      | null                             | is null and not an object                                     |
      | a text in quotes                 | is a text and not an object                                   |
      | an empty object                  | an event without type does not fit the schema: it has no type |
      | an empty object                  | event_id is missing                                           |
      | an empty object                  | : 4 more fields do not fit                                    |
      | half a character                 | half a character (a lone surrogate)                           |
      | an object that contains itself   | position 1 contains itself                                    |
      | a field that comes twice         | names the same field twice (request_id)                       |
      | Infinity for a number            | holds Infinity, which is not JSON                             |
      | no JSON                          | is not JSON: Expecting value at character 0                   |
      | an object that holds NaN         | holds nan, which is not JSON                                  |
      | a class                          | is of the class type and not an object                        |
      | None                             | is of the class NoneType                                      |
      | an object of a million values    | holds more than 100000 values                                 |
      | nothing but its type             | run_started does not fit the schema: session_id is missing    |
      | nothing but its type             | run_started does not fit the schema: 5 more fields do not fit |
      | a type that nobody knows         | its type is "agent_eror", which the contract does not know    |
      | a type that nobody knows         | an event of the type "agent_eror" (event 2)                   |
      | a new type of an endless version | its type is "agent_news"                                      |

  Scenario Outline: Of <frame> a finding shows <shown>
    Given the stream of "an answer"
    And its second event is <frame>
    Then the finding shows <shown>

    Examples:
      | frame                             | shown            |
      | no JSON                           | all of it        |
      | no text in UTF-8                  | all of it        |
      | an object of a class of its own   | all of it        |
      | a text of exactly 2,000 signs     | all of it        |
      | a text of two million characters  | its first 2,000  |
      | exactly 2,000 bytes               | all of it        |
      | two million bytes                 | its first 2,000  |

  Scenario: A frame of fifty megabytes is refused unread
    When a frame of 50 MB arrives
    Then it is refused unread, within 50 ms and 100 KB
