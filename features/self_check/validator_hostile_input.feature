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

  Scenario: A frame of fifty megabytes is refused unread
    When a frame of 50 MB arrives
    Then it is refused unread, within 50 ms and 100 KB
