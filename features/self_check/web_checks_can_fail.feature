@self_check @real @wall_clock @web @P2
Feature: The browser's checks can fail
  A check in a browser that is always green says nothing. Each is shown a page that it must refuse.
  Business value: "tested in a real browser" is a statement, not a decoration

  Scenario Outline: A page that <does> is refused
    When a page that <does> is opened
    Then the check for "<check>" says "<words>"

    Examples:
      | does                                | check               | words                       |
      | throws an error                     | a quiet console     | it broke                    |
      | logs an error                       | a quiet console     | something is wrong          |
      | asks for a picture elsewhere        | no request          | http://127.0.0.1:9/dot.png  |
      | asks for a file beside it           | no request          | beside.css                  |
      | connects to somebody                | no request          | ws://127.0.0.1:9/           |
      | has a picture without words         | accessibility       | image-alt                   |
      | has pale text in the dark           | accessibility, dark | color-contrast              |
      | has pale text in the light          | accessibility       | color-contrast              |
      | hides a link from the keyboard      | the keyboard        | Tab never reaches <a        |
      | does not open on Enter              | the keyboard        | Enter does not open         |
      | has nothing to reach                | the keyboard        | nothing on the page         |
      | is wider than a phone               | the phone           | pixels wide on 390          |
      | has a filter that does nothing      | the filters         | hides nothing               |
      | has no filter                       | the filters         | no filter                   |
      | needs a script to be read           | reading unscripted  | no promise is readable             |
      | takes long to open                  | speed               | milliseconds                |

  Scenario: A page with none of these faults passes every check
    When a page that has no fault is opened
    Then every check of the browser finds nothing

  Scenario Outline: <file> that <is> is refused by <judge>
    When <judge> reads <file> that <is>
    Then it finds "<words>"

    Examples:
      | file                | is                      | judge            | words                          |
      | a schema            | is none                 | ajv              | schema                         |
      | a frame             | lacks a field           | ajv              | must have required property    |
      | a document          | lacks its version       | AsyncAPI's parser | version                       |
      | a file of messages  | is cut off              | Cucumber's formatter | JSON                       |

  Scenario Outline: Without <what>, one sentence says what to install
    When <what> is looked for where there is none
    Then the suite is said to be at fault, with "<words>"

    Examples:
      | what       | words                  |
      | a browser  | apt install chromium   |
      | Node       | apt install nodejs npm |
