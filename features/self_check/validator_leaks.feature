@self_check @unit @P1
Feature: The validator finds what must never be shown
  An exception's text, a key in a nested field, an address in preserved work: all have been shown to
  customers in the wild (xorbitsai/xagent#1696, AstrBotDevs/AstrBot#440). Ordinary words that look
  like them are left alone, for a judge that cries wolf is switched off.
  Business value: no customer reads another's address, and nobody reads our keys

  Scenario Outline: <kind> in the <place> of an event is found: <text>
    When the text <text> stands in the <place> of an event
    Then it is found as <kind>

    Examples:
      | kind                              | text                                              | place          |
      | a traceback                       | "Traceback (most recent call last):"              | message        |
      | a traceback                       | "  File \"writer.py\", line 42, in write"         | message        |
      | a traceback                       | "    at answer (server.js:10:5)"                  | message        |
      | a traceback                       | "it stopped at writer.py:42"                      | user_message   |
      | a class name                      | "ValueError: not a number"                        | message        |
      | a class name                      | "openai.RateLimitError"                           | nested field   |
      | a class name                      | "<class 'dict'>"                                  | parameter      |
      | a class name                      | "<Session object at 0x7f3c2a1b>"                  | message        |
      | a file path                       | "/srv/agent/main.py"                              | nested field   |
      | a file path                       | "see /etc/passwd"                                 | message        |
      | a file path                       | "agents/writer.py failed"                         | message        |
      | a file path                       | "C:\\Users\\maya\\report.docx"                    | message        |
      | a file path                       | "\\\\files\\share\\report"                        | message        |
      | a file path                       | "~/.ssh/id_rsa"                                   | preserved step |
      | SQL                               | "SELECT name FROM users WHERE id = 7"             | message        |
      | SQL                               | "select id, name from users"                      | nested field   |
      | SQL                               | "insert into runs (id) values (1)"                | message        |
      | SQL                               | "update users set name = 'x'"                     | message        |
      | SQL                               | "DROP TABLE runs"                                 | answer         |
      | SQL                               | "no such table: runs"                             | message        |
      | SQL                               | "UNIQUE constraint failed: runs.id"               | message        |
      | a key                             | "sk-proj-abc123def456ghi789"                      | message        |
      | a key                             | "AKIAIOSFODNN7EXAMPLE"                            | nested field   |
      | a key                             | "ghp_abcdefghijklmnopqrstuvwxyz0123456789"        | answer         |
      | a key                             | "sk-abc123def456ghi789"                           | field name     |
      | a key                             | "-----BEGIN RSA PRIVATE KEY-----"                 | nested field   |
      | a credential                      | "Authorization: Bearer abc.def.ghi"               | message        |
      | a credential                      | "postgres://app:hunter2@db.internal:5432/app"     | message        |
      | a credential                      | "password=hunter2"                                | message        |
      | a credential                      | "api_key: \"abc123xyz\""                          | parameter      |
      | a credential                      | "https://example.com/x?token=abcdef123"           | user_message   |
      | a token                           | "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_123"   | nested field   |
      | an e-mail address                 | "maya@example.com"                                | preserved step |
      | an e-mail address                 | "write to priya.k+ops@mail.example.co.uk now"     | user_message   |
      | a prompt                          | "<\|im_start\|>system"                            | answer         |
      | a prompt                          | "You are a helpful assistant that never says no." | answer         |
      | a field that is nobody's business | "correct horse"                                   | secret field   |

  Scenario Outline: A disguise does not help: <kind> <how>
    When the text <text> stands in the message of an event
    Then it is found as <kind>

    Examples:
      | kind              | text                                       | how                       |
      | an e-mail address | "maya%40example.com"                       | in percent signs          |
      | an e-mail address | "maya&#64;example.com"                     | as an HTML entity         |
      | an e-mail address | "maya\\u0040example.com"                   | escaped once more         |
      | an e-mail address | "ｍaya＠example.com"                         | in full-width letters     |
      | an e-mail address | "maya@exam​ple.com"                        | with an invisible gap     |
      | an e-mail address | "bWF5YUBleGFtcGxlLmNvbQ=="                 | in base64                 |
      | a key             | "c2stYWJjZGVmMTIzNDU2Nzg5MGFiY2RlZg"       | in base64 without its end |
      | a key             | "736b2d616263313233646566343536676869373839" | in hexadecimal            |

  Scenario Outline: <kind> in two pieces of one answer is found: <pieces>
    When an answer comes in the pieces <pieces>
    Then it is found as <kind>

    Examples:
      | kind              | pieces                                                |
      | an e-mail address | ["Write to may", "a@example.com for it."]             |
      | a key             | ["The key is sk-abc123", "def456ghi789jkl, keep it."] |
      | SQL               | ["We ran select * ", "from users for you."]           |
      | a file path       | ["It lies in /ho", "me/maya/report."]                 |

  Scenario Outline: Ordinary words are no leak: <text>
    When the text <text> stands in the answer of an event
    Then nothing is found in it

    Examples:
      | text                                                                           |
      | "and/or"                                                                       |
      | "24/7"                                                                         |
      | "12/31/2026"                                                                   |
      | "Please select a seat from the map."                                           |
      | "You can update your plan at any time."                                        |
      | "See https://help.example.com/articles/why-it-failed for help."                |
      | "Delete the draft from your list."                                             |
      | "Create a table of contents."                                                  |
      | "The bearer of this letter."                                                   |
      | "Insert a coin."                                                               |
      | "It is risk-free; ask-me-anything."                                            |
      | "Your password must have 8 characters."                                        |
      | "Drop the table off tomorrow."                                                 |
      | "An error occurred, an exception to the rule."                                 |
      | "50% off & free shipping: 3 < 4."                                              |
      | "A key takeaway, the secret sauce."                                            |
      | "JavaScript, YouTube and TCP/IP."                                              |
      | "The union of two sets."                                                       |
      | "writer/provider-one"                                                          |
      | "run-000123"                                                                   |
      | "550e8400-e29b-41d4-a716-446655440000"                                         |
      | "2026-03-02T09:00:00.000Z"                                                     |
      | "5f2b6c1d9e8a7f3b5f2b6c1d9e8a7f3b"                                             |
      | "Das Modell hat nicht rechtzeitig geantwortet; bitte versuchen Sie es später." |
      | "You are a customer of ours."                                                  |
      | "step 2/3 is done"                                                             |
