@self_check @starts_processes @real @wall_clock @P2
Feature: Sam can make the platform fail by hand
  Sam draws what customers see when an agent fails. He needs a server that fails when he says so,
  how he says so, and that tells him in plain words what he asked wrongly.
  Business value: a frontend that has seen every failure before a customer does

  Scenario: Sam asks for a fault, and the next customer meets it
    Given Sam serves the platform
    When Sam plans the fault "sends a web page", 1 time
    And a customer asks for a refund
    Then the customer is told of "invalid_response_format", and then of the recovery
    And Sam reads that the fault "sends a web page" was met once

  Scenario: Sam plans a fault for a later call, and for one step
    Given Sam serves the platform
    When Sam plans a fault with {"fault": "refuses our key", "from_call": 2, "step": "check the refund rules"}
    And a customer asks for a refund
    Then the customer is told of "provider_refused_us", and finally

  Scenario: A fault that is lifted is met by nobody
    Given Sam serves the platform
    When Sam plans the fault "refuses our key", 9 times
    And Sam lifts all faults
    And a customer has asked for a refund
    Then the answer begins, and no failure was told before

  Scenario: Sam's server says what can go wrong in it, what has, and who is there
    Given Sam serves the platform
    When Sam plans the fault "sends a web page", 1 time
    And a customer has asked for a refund
    Then Sam reads that "sends a web page" can be asked for, and has come
    And Sam reads that "demo" is there, and nobody else

  Scenario: Sam makes a token for another customer
    Given Sam serves the platform
    When Sam makes a token for "maya"
    Then a customer with that token is let in
    But a customer with another token is not
    And Sam reads where customers connect, and all that he may ask

  Scenario: What Sam asks wrongly is refused with the field and the fix
    Given Sam serves the platform
    Then each of these requests is refused with what is wrong
      | request        | body                                       | status | it says                                 |
      | GET /fault     |                                            | 404    | Ask one of: GET /faults                 |
      | PUT /faults    |                                            | 405    | POST /faults                            |
      | POST /faults   |                                            | 422    | Send the name of a fault                |
      | POST /faults   | no JSON                                    | 400    | The body is no JSON object              |
      | POST /faults   | [1]                                        | 400    | The body is no JSON object              |
      | POST /faults   | {"fault": "never answer"}                  | 422    | Did you mean 'never answers'?           |
      | POST /faults   | {"fault": "are gone"}                      | 501    | GET /faults lists those that are        |
      | POST /faults   | {"fault": "never answers", "tmes": 1}      | 422    | Allowed: fault, port, times             |
      | POST /faults   | {"fault": "never answers", "times": 0}     | 422    | a whole number from 1 to                |
      | POST /faults   | {"fault": "never answers", "times": "2"}   | 422    | a whole number from 1 to                |
      | POST /faults   | {"fault": "never answers", "port": "x"}    | 422    | Allowed: primary                        |
      | POST /faults   | {"fault": "never answers", "step": "x"}    | 422    | Allowed: find the order                 |
      | POST /faults   | {"fault": "never answers", "port": "secondary"} | 422 | Serve with --fallback                 |
      | POST /tokens   | {"user_id": "Maya M."}                     | 422    | 1 to 64 letters                         |

  Scenario: What is not plain JSON of a sensible size is not read
    Given Sam serves the platform
    Then a body of 20000 bytes is refused with 413 and "Send at most 16384 bytes"
    And a body is refused with 415 where "Content-Type" is "text/plain"
    And a body is refused with 411 where "Transfer-Encoding" is "chunked"
    And a body is refused with 400 where "Content-Length" is "many"

  Scenario: Another site's page cannot reach the control endpoint
    Given Sam serves the platform
    Then a request is answered with 200 where "Origin" is the endpoint's own
    But a request is refused with 403 where "Origin" is "http://evil.example"
    And a request is refused with 403 where "Host" is "evil.example"

  Scenario: A page may connect once Sam allows its origin
    Given Sam serves the platform with "--allow-origin http://localhost:5173"
    Then a page of "http://localhost:5173" can connect
    But a page of "http://evil.example" cannot connect

  Scenario Outline: <signal> ends the server, and nothing is left
    Given Sam serves the platform
    When a customer has asked for a refund
    And the server is sent <signal>
    Then the server has ended with 0
    And it has left no file, and shown its token only once

    Examples:
      | signal  |
      | SIGINT  |
      | SIGTERM |

  Scenario Outline: A server that cannot start says why: <option>
    Given Sam serves the platform
    When Sam serves another one with <option> at the same port
    Then that server has ended with 2
    And it said "is in use. Choose another with <option>, or 0 for any that is free."

    Examples:
      | option         |
      | --port         |
      | --control-port |

  Scenario Outline: The command "<command>" is refused
    When the command "<command>" is given
    Then the command ends with 2
    And the command says "<words>"

    Examples:
      | command                      | words                                    |
      | serve -D frist_token=3       | Did you mean first_token?                |
      | serve -D reports=somewhere   | a served platform has no use for it      |
      | serve --port 70000           | less than or equal to 65535                            |

  Scenario: With a second model, Sam sees reduced service
    Given Sam serves the platform with "--fallback -D breaker_failure_threshold=1"
    When Sam plans the fault "refuses to serve us", 1 time
    And a customer has asked for a refund
    Then the customer is told of reduced service, and is answered all the same

  Scenario: The README's session with the websockets client prints what the README says
    Given Sam serves the platform with the README's settings
    When Sam does again what the README's session does
    Then he reads what the README says

  @unit
  Scenario: Every fault that the platform knows is on offer, and in the help
    When the command "serve --help" is given
    Then the help lists every fault with what it does
