@self_check @unit @P2
Feature: The file that describes a real server
  Whoever has an agent server writes one file about it, without having read ours. What is wrong in it
  is said with the place and the remedy. What the server does not say itself never counts as said.

  Business value: a server of somebody else's is under test within half an hour

  Scenario Outline: A file with <what> is refused
    Given the example's file, in which "<this>" is "<that>"
    When the file is read
    Then it is refused, because "<words>"

    Examples:
      | what                       | this                      | that                        | words                                       |
      | an unknown key             | [server]                  | [server]\nframin = "json"   | no key server.framin; perhaps 'framing'     |
      | an unknown table           | [limits]                  | [limit]                     | no key limit; perhaps 'limits' is meant     |
      | no address                 | ws://127.0.0.1            | http://127.0.0.1            | server.url: an address that begins with ws  |
      | an event that is none      | is = "run_completed"      | is = "run_complete"         | perhaps 'run_completed' is meant            |
      | a field that is none       | text = "chunk"            | txt = "chunk"               | agent_output has no field 'txt'; perhaps    |
      | no JMESPath                | ev == 'turn.delta'        | ev ==                       | is no JMESPath                              |
      | a number that is none      | pause = 0.6               | pause = "long"              | limits.pause: input should be a valid number |
      | TOML that is none          | [llm]                     | [llm                        | is no TOML                                  |
      | nothing that asks          | [ask]                     | [open]                      | [ask] is missing                              |
      | a file that is not there   | own_secrets = []          | extends = "none.toml"       | there is no such file beside it             |

  Scenario: What the environment does not have is said by its name, and what it has is told to nobody
    Given the example's file, in which "${token}" is "${env:NO_SUCH_VARIABLE}"
    When a customer of its would connect
    Then it is refused, because "The environment has no NO_SUCH_VARIABLE"

  Scenario Outline: <expression> is <whose> word
    When the expression "<expression>" is looked at
    Then what it yields is <whose>

    Examples:
      | expression                        | whose        |
      | reason.text                       | the server's |
      | join('', parts[*].text)           | the server's |
      | parts[?kind=='text'].text \| [0]  | the server's |
      | reason.text \|\| message          | the server's |
      | reason.text \|\| 'Sorry.'         | made up      |
      | 'Please try again.'               | made up      |
      | ok == `false`                     | made up      |
      | length(parts)                     | made up      |

  Scenario Outline: A promise that needs <field> cannot be kept where <what>
    Given the example's file, which declares the vocabulary, and in which <field> is <value>
    When the file is read
    Then "<promise>" is not applicable, because "<words>"

    Examples:
      | field        | what                | value                     | promise | words                              |
      | user_message | it is made up       | { value = "Try again." }  | ACT-1   | does not say user_message          |
      | user_message | it is a literal     | "'Try again.'"            | ACT-1   | does not say user_message          |
      | error_type   | it is never told    | nothing                   | NSF-4   | does not say error_type            |

  Scenario Outline: Frames as <framing> are read
    When a server writes "<framing>", and says
      """
      <frame>
      """
    Then <count> values are read, the first with "<name>"

    Examples:
      | framing  | frame                                                        | count | name   |
      | json     | {"ev": "a"}                                                  | 1     | ev     |
      | sse      | data: {"type": "RUN_ERROR"}\n\n                              | 1     | type   |
      | sse      | event: delta\ndata: {"text": "a"}\n\ndata: {"text": "b"}\n\n | 2     | event  |
      | sse      | data: {"text": "a"}                                          | 1     | text   |
      | json-rpc | [{"jsonrpc": "2.0", "id": 1}, {"jsonrpc": "2.0", "id": 2}]   | 2     | id     |
      | mixed    | data: {"text": "a"}\n\n                                      | 1     | text   |
      | mixed    | {"text": "a"}                                                | 1     | text   |
      | json     | just words                                                   | 1     | text   |

  Scenario: A first look at a server makes a file that can be read
    Given the example server runs, and its model answers
    When it is looked at for the first time
    Then the file that is written is read
    And it says what the example's own file says of "agent_output"
