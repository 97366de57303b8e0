@self_check @starts_processes @integration @P1
Feature: A real agent server under test
  A suite that only tests its own simulator is a toy. A server of somebody else's has other names and
  other manners; one file describes it, and the same features judge it. The example here is small,
  written with another library and other words, and knows nothing of ours.

  Business value: whoever runs an agent server can know today what its customers will be told

  Scenario: A server in other clothes keeps what any server owes
    Given the example server in other clothes
    When it is put under test with what goes wrong in an answer
    Then the run of the server ends with 0
    And its promises are judged
      | promise | verdict        |
      | NSF-1   | kept           |
      | NSF-2   | kept           |
      | NSF-3   | not_applicable |
      | SEC-1   | kept           |
      | SEC-2   | kept           |
      | SEC-3   | kept           |
      | REC-2   | kept           |
    And no process of it is left

  Scenario: A server that takes half an answer for a whole one is found out, and for nothing else
    Given the example server, which takes half an answer for a whole one
    When it is put under test with how requests end
    Then the run of the server ends with 1
    And its promises are judged
      | promise | verdict |
      | NSF-1   | kept    |
      | NSF-2   | broken  |

  Scenario: A server that speaks the contract is judged by its words, too
    Given the built-in platform, served as a server of somebody else's
    When it is put under test with a model that sends a web page
    Then the run of the server ends with 0
    And its promises are judged
      | promise | verdict      |
      | NSF-2   | kept         |
      | ACT-1   | kept         |
      | NSF-4   | not_testable |

  Scenario: A server that speaks the contract, and keeps other numbers than it says, is found out
    Given the built-in platform, served as a server of somebody else's
    And its file says that it waits 3 seconds before it tries again
    When it is put under test with a model that sends a web page
    Then the run of the server ends with 1
    And its promises are judged
      | promise | verdict |
      | REC-2   | broken  |

  Scenario: A server that says how many requests it works on is given one too many
    Given the built-in platform, served as a server of somebody else's
    And its file says that it works on 1 request at a time, while 1 may wait
    When it is put under test with one request too many
    Then the run of the server ends with 0
    And its promises are judged
      | promise | verdict |
      | ACT-1   | kept    |

  Scenario: What is known to fail is told with its reason, and breaks nothing
    Given the example server, which takes half an answer for a whole one
    And its file expects "NSF-2" to fail, because "it will be mended in May"
    When it is put under test with half an answer
    Then the run of the server ends with 0
    And the report gives the reason "it will be mended in May" for "NSF-2"

  Scenario: What was expected to fail and does not is an error
    Given the example server in other clothes
    And its file expects "NSF-2" to fail, because "it will be mended in May"
    When it is put under test with half an answer
    Then the run of the server ends with 2
    And the run of the server says "NSF-2 is kept, so the entry is stale"

  Scenario: The line between a server and its model fails, as bytes
    Given the example server, with a link before its model
    When it is put under test with a line to its model that fails
    Then the run of the server ends with 0
    And its promises are judged
      | promise | verdict |
      | NSF-1   | kept    |
    And the report shows that the line "refuses the connection", "is silent" and "drops and returns, again and again"

  Scenario: A fault that cannot reach a server proves nothing about it
    Given the example server, which has a model that is not ours
    When it is put under test with half an answer
    Then the run of the server ends with 2
    And its promises are judged
      | promise | verdict      |
      | NSF-2   | not_testable |
    And the run of the server says "its language model is not ours"

  Scenario: A server that takes its model's answers as a whole cannot be told by a cut
    Given the example server, which has no answer streamed to it
    When it is put under test with half an answer
    Then the run of the server ends with 2
    And its promises are judged
      | promise | verdict      |
      | NSF-2   | not_testable |
    And the run of the server says "it takes its model's answers as a whole"

  Scenario: Where nobody is there, nothing is judged, and nobody waits long to hear it
    Given an address at which there is nobody
    When it is put under test with half an answer
    Then the run of the server ends with 2, within 20 seconds
    And the run of the server says "Nobody answers at ws://127.0.0.1"
    And none of its promises is kept

  Scenario Outline: <what> is not put to a single promise
    Given an address at which there is <what>
    When it is tried before it is put to anything
    Then it is refused, because "<said>"

    Examples:
      | what                         | said                                        |
      | a server that says nothing   | It said nothing at all within               |
      | a server that echoes         | no [[event]] fits any of them               |
      | a server that is a web page  | somebody answers with HTTP 200              |
      | a server that dies at once   | The server ended with 3 before it was ready |
