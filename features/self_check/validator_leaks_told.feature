@self_check @unit @P1
Feature: The validator tells each leak once, where it is, and shows no more than its beginning
  Whoever reads a finding must find the leak and must not be handed it. A leak that comes again is
  told again, and what looks like one only where it is read in pieces is found, or left alone.
  Business value: a leak can be found and closed from the finding alone, and the finding leaks nothing

  Scenario Outline: <text> in the <place> is all that is told
    When the text <text> stands in the <place> of an event
    Then all that is found in it is SEC-2: "<sentence>"

    Examples:
      | text                                 | place                                         | sentence |
      | "maya@example.com"                   | answer                                        | agent_output (event 3) shows the customer an e-mail address in text ("maya@e..."). |
      | "maya@example.com"                   | field name                                    | agent_error (event 5) shows the customer an e-mail address in the name of a field ("maya@e..."). |
      | "sk-abc123def456ghi789"              | event_id                                      | agent_error (event 5) shows the customer a key in event_id ("sk-abc..."). |
      | "blue otter harbour"                 | event_id                                      | agent_error (event 5) shows the customer a planted secret in event_id ("blue o..."). |
      | "sk-abc123def456abc789"              | message_key                                   | agent_error (event 5) shows the customer a key in message_key ("sk-abc..."). |
      | "6d617961406578616d706c652e636f6d"   | message_key                                   | agent_error (event 5) shows the customer an e-mail address in message_key ("maya@e..."). |
      | "a@b.cd"                             | message                                       | agent_error (event 5) shows the customer an e-mail address in message ("a@b..."). |
      | "x@example.com and y@example.com"    | message                                       | agent_error (event 5) shows the customer an e-mail address in message ("x@exam..."). |
      | "correct horse"                      | field called resume_token                     | agent_error (event 5) shows the customer a field that is nobody's business in resume_token ("correc..."). |
      | "correct horse"                      | resume_token                                  | agent_error (event 5) shows the customer a field that is nobody's business in resume_token ("correc..."). |
      | "maya@example.com"                   | field called aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  | agent_error (event 5) shows the customer an e-mail address in aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ("maya@e..."). |
      | "maya@example.com"                   | field called aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | agent_error (event 5) shows the customer an e-mail address in aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… ("maya@e..."). |

  Scenario Outline: A disguise that is taken off: <text> is <kind>
    When the text <text> stands in the message of an event
    Then it is found as <kind>

    Examples:
      | kind              | text                                           |
      | a traceback       | "T\u200braceback (most recent call last):"     |
      | SQL               | "ora-00942"                                    |
      | an e-mail address | "c2F5LCBtYXlhQGV4YW1wbGUuY29tIG9rXQ"           |
      | an e-mail address | "c2F5LCBtYXlhQGV4YW1wbGUuY29tIG9rXQ=="         |
      | an e-mail address | "c2F5LCBtYXlhQGV4YW1wbGUuY29tIG9r"             |

  Scenario: An address among bytes that no text has is left alone
    When the text "AQIgbWF5YUBleGFtcGxlLmNvbSAD" stands in the message of an event
    Then nothing is found in it

  Scenario: A secret field that is empty
    When the text "" stands in the secret field of an event
    Then nothing is found in it

  Scenario: Two kinds of leak in one text are two findings
    When the text "write to x@example.com, see /srv/agent/main.py" stands in the message of an event
    Then it is found as a file path
    And it is found as an e-mail address

  Scenario: A leak that comes again is found again
    Given the stream of "a final failure"
    And in its agent_error, message is "ask maya@example.com"
    And in its resource_cleanup, message is "ask maya@example.com"
    Then SEC-2 is found broken, in a sentence with "agent_error (event 4) shows the customer an e-mail address in message"
    And SEC-2 is found broken, in a sentence with "resource_cleanup (event 5) shows the customer an e-mail address in message"

  Scenario: Words that are harmless elsewhere are not so in a field that is nobody's business
    Given the stream of "a final failure"
    And in its agent_error, debug is {"hint": "correct horse"}
    And in its resource_cleanup, db_password is "correct horse"
    Then all that is found is SEC-2: "resource_cleanup (event 5) shows the customer a field that is nobody's business in db_password ("correc...")."

  Scenario: An answer with a field of its own is looked into once
    Given the stream of "an answer"
    And in its last agent_output, text is "maya@example.com"
    And in its last agent_output, mood is "cheerful"
    Then all that is found is SEC-2: "agent_output (event 4) shows the customer an e-mail address in text ("maya@e...")."

  Scenario: Twenty thousand texts later a leak is still found
    Given the stream of "an answer"
    And its last agent_output has 20,001 texts more, none of them twice
    And in its run_completed, note is "maya@example.com"
    Then all that is found is SEC-2: "run_completed (event 5) shows the customer an e-mail address in note ("maya@e...")."

  Scenario: Two addresses in one event are one finding
    Given the stream of "a final failure"
    And in its agent_error, debug is {"a": "x@example.com", "b": "y@example.com"}
    Then all that is found is SEC-2: "agent_error (event 4) shows the customer an e-mail address in b ("y@exam...")."

  Scenario Outline: A resume token is never shown again, unless <token> is a mask of it
    Given the stream of "an answer"
    And in its session_started, resume_token is <token>
    And in its agent_output, text is <text>
    Then <found>

    Examples:
      | token                          | text                                     | found |
      | "****************************" | "It is ****************************"     | nothing is found when it is read as frames |
      | "blue-otter-harbour-lantern"   | "It is blue-otter-harbour-lantern, too." | all that is found is SEC-4: "agent_output (event 3) shows the customer the resume token in text ("blue-o...")." |

  Scenario: A token of one letter all along is a bad one, but a token
    Given the stream of "an answer"
    And in its session_started, resume_token is "XXXXXXXXXXXXXXXXXXXXXXXXXXXX"
    And in its agent_output, text is "It is XXXXXXXXXXXXXXXXXXXXXXXXXXXX"
    Then SEC-4 is found broken, in a sentence with "agent_output (event 3) shows the customer the resume token in text"

  Scenario Outline: A resume token may look like <what>
    Given the stream of "an answer"
    And in its session_started, resume_token is <token>
    Then nothing is found when it is read as frames

    Examples:
      | what    | token                                           |
      | a key   | "sk-abc123def456ghi789jkl012"                   |
      | a token | "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_123" |

  Scenario: What a finding repeats of a secret is its beginning
    Given the stream of "a final failure"
    And in its agent_error, user_id is "sk-live-4f9a8b7c6d5e4f3a2b1c"
    Then SEC-1 is found broken, in a sentence with "agent_error (event 4) is about the user "sk-liv...", but the customer is "user-maya"."

  Scenario: So it is where the secret must be written otherwise in a sentence
    Given the stream of "a final failure"
    And in its session_started, resume_token is "Zq7w\"_2Lr9tXc5VbN0mKj8HgF"
    And in its agent_error, user_id is "Zq7w\"_2Lr9tXc5VbN0mKj8HgF"
    Then SEC-1 is found broken, in a sentence with "agent_error (event 4) is about the user "Zq7w\"...", but the customer is "user-maya"."

  Scenario Outline: An invisible sign in an answer hides nothing: <text>
    When the text <text> stands in the answer of an event
    Then all that is found in it is SEC-2: "agent_output (event 3) shows the customer <sentence>"

    Examples:
      | text                                       | sentence                            |
      | "T\u200braceback (most recent call last):" | a traceback in text ("Traceb...").  |
      | "Stop\u200bIteration"                      | a class name in text ("StopIt..."). |

  Scenario Outline: Pieces that leak nothing, alone or joined: <pieces>
    When an answer comes in the pieces <pieces>
    Then nothing is found in it

    Examples:
      | pieces                                    |
      | ["@example.com is ours."]                 |
      | ["Write to may", " a @example.com"]       |
      | ["It says sel", "ect seats from the map"] |

  Scenario Outline: Where a leak comes in pieces, the output is named: <pieces>
    When an answer comes in the pieces <pieces>
    Then all that is found in it is <promise>: "<sentence>"

    Examples:
      | promise | pieces                                       | sentence |
      | SEC-2   | ["Write to maya@example", ".com for it."]    | agent_output (event 4) shows the customer an e-mail address in the output of the run run-1 ("maya@e..."). |
      | SEC-2   | ["It is blue otter", " harbour."]            | agent_output (event 4) shows the customer a planted secret in the output of the run run-1 ("blue o..."). |
      | SEC-2   | ["It is blue", "", " otter harbour."]        | agent_output (event 5) shows the customer a planted secret in the output of the run run-1 ("blue o..."). |
      | SEC-2   | ["maya@example.com", " is ours."]            | agent_output (event 3) shows the customer an e-mail address in text ("maya@e..."). |
      | SEC-2   | ["blue otter harbour", " and more"]          | agent_output (event 3) shows the customer a planted secret in text ("blue o..."). |
      | SEC-4   | ["Zq7w_2Lr9tX", "c5VbN0mKj8HgF"]             | agent_output (event 4) shows the customer the resume token in the output of the run run-1 ("Zq7w_2..."). |
      | SEC-2   | ["Write to may", "a@example.com for it."]    | agent_output (event 4) shows the customer an e-mail address in text ("a@exam..."). |

  Scenario: What comes after the end continues no output
    Given a session in which is told
      | after | event         | says                                                    |
      | 1     | run_started   |                                                         |
      | 1     | agent_output  | {"text": "Write to maya"}                               |
      | 1     | run_completed |                                                         |
      | 1     | agent_output  | {"text": "@example.com is ours.", "step": "afterwards"} |
    Then only EVT-3 is found broken
