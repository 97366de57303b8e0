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

  Scenario Outline: Whoever's it is, it is found: <text> is <kind>
    When the text <text> stands in the <place> of an event
    Then it is found as <kind>

    Examples:
      | kind                              | text                                       | place                      |
      | a traceback                       | "panic: index out of range"                | message                    |
      | a traceback                       | "goroutine 7 [running]"                    | message                    |
      | a traceback                       | "  at main (app.vue:10)"                   | message                    |
      | a traceback                       | "\tat main (app.vue:10)"                   | message                    |
      | a traceback                       | "During handling of the above exception"   | message                    |
      | a traceback                       | "The above exception was the direct cause" | message                    |
      | a class name                      | "StopIteration"                            | message                    |
      | a class name                      | "StopAsyncIteration"                       | message                    |
      | a class name                      | "SystemExit"                               | message                    |
      | a class name                      | "KeyboardInterrupt"                        | message                    |
      | a class name                      | "DeprecationWarning"                       | message                    |
      | a class name                      | "SegmentationFault"                        | message                    |
      | a class name                      | "NullPointerException"                     | message                    |
      | a class name                      | "ExceptionGroup"                           | message                    |
      | a class name                      | "asyncio.run"                              | message                    |
      | a class name                      | "builtins.dict"                            | message                    |
      | a class name                      | "httpx.get"                                | message                    |
      | a class name                      | "openai.resources"                         | message                    |
      | a class name                      | "anthropic.types"                          | message                    |
      | a class name                      | "aiohttp.client"                           | message                    |
      | a class name                      | "urllib3.util"                             | message                    |
      | a class name                      | "requests.get"                             | message                    |
      | a class name                      | "sqlalchemy.orm"                           | message                    |
      | a class name                      | "psycopg2.connect"                         | message                    |
      | a class name                      | "sqlite3.connect"                          | message                    |
      | a class name                      | "pydantic.main"                            | message                    |
      | a class name                      | "websockets.client"                        | message                    |
      | a file path                       | "in site-packages"                         | message                    |
      | a file path                       | "/x/agent.log"                             | message                    |
      | a file path                       | "/x/store.bak"                             | message                    |
      | a file path                       | "/app/main"                                | message                    |
      | a file path                       | "/System/drivers"                          | message                    |
      | a file path                       | "file://agent"                             | message                    |
      | a file path                       | "D:\\agent"                                | message                    |
      | a file path                       | "E:/agent"                                 | message                    |
      | SQL                               | "a union all select of both"               | message                    |
      | SQL                               | "SQLSTATE 42"                              | message                    |
      | SQL                               | "ORA-00942"                                | message                    |
      | SQL                               | "pragma table_info(runs)"                  | message                    |
      | SQL                               | "near \"FROM\": syntax error"              | message                    |
      | SQL                               | "no such column: id"                       | message                    |
      | SQL                               | "relation \"runs\" does not exist"         | message                    |
      | SQL                               | "violates foreign key constraint"          | message                    |
      | SQL                               | "delete from runs;"                        | message                    |
      | SQL                               | "truncate table runs"                      | message                    |
      | SQL                               | "create table runs (id)"                   | message                    |
      | SQL                               | "alter table runs add id"                  | message                    |
      | a key                             | "ASIAIOSFODNN7EXAMPLE"                     | message                    |
      | a key                             | "gho_abcdefghij"                           | message                    |
      | a key                             | "ghu_abcdefghij"                           | message                    |
      | a key                             | "ghs_abcdefghij"                           | message                    |
      | a key                             | "ghr_abcdefghij"                           | message                    |
      | a key                             | "github_pat_abcdefghij"                    | message                    |
      | a key                             | "glpat-abcdefghij"                         | message                    |
      | a key                             | "xoxb-abcdefghij"                          | message                    |
      | a key                             | "AIzaabcdefghijklmnopqrst"                 | message                    |
      | a key                             | "hf_abcdefghijklmnop"                      | message                    |
      | a key                             | "npm_abcdefghijklmnopqrst"                 | message                    |
      | a key                             | "sk_live_abcdefgh"                         | message                    |
      | a key                             | "pk_test_abcdefgh"                         | message                    |
      | a key                             | "SG.abcdefghij.abcdefghij"                 | message                    |
      | a key                             | "ya29.abcdefghij"                          | message                    |
      | a key                             | "whsec_abcdefghij"                         | message                    |
      | a key                             | "dop_v1_abcdefghij"                        | message                    |
      | a key                             | "AccountKey="                              | message                    |
      | a key                             | "ssh-rsa AAAA"                             | message                    |
      | a credential                      | "Bearer abc.def1"                          | message                    |
      | a credential                      | "Proxy-Authorization: Basic abc"           | message                    |
      | a credential                      | "Set-Cookie: id=1"                         | message                    |
      | a credential                      | "passwd=abcd"                              | message                    |
      | a credential                      | "pwd=abcd"                                 | message                    |
      | a credential                      | "passphrase: abc123"                       | message                    |
      | a credential                      | "api-key: abc123"                          | message                    |
      | a credential                      | "apikey: abc123"                           | message                    |
      | a credential                      | "shared_secret: abc123"                    | message                    |
      | a credential                      | "private_key: abc123"                      | message                    |
      | a credential                      | "access_key: abc123"                       | message                    |
      | a credential                      | "refresh_token: abc123"                    | message                    |
      | a credential                      | "page?sig=abcdef"                          | message                    |
      | a credential                      | "page&key=abcdef"                          | message                    |
      | a credential                      | "postgres://db"                            | message                    |
      | a credential                      | "kafka://db"                               | message                    |
      | a prompt                          | "[INST]"                                   | message                    |
      | a prompt                          | "<<SYS>>"                                  | message                    |
      | a prompt                          | "\"role\": \"system\""                     | message                    |
      | a prompt                          | "system prompt:"                           | message                    |
      | a field that is nobody's business | "correct horse"                            | field called secret_key    |
      | a field that is nobody's business | "correct horse"                            | field called traceback     |
      | a field that is nobody's business | "correct horse"                            | field called sql           |
      | a field that is nobody's business | "correct horse"                            | field called authorization |

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
      | an e-mail address | "Pz8_ID4-PiBtYXlhQGV4YW1wbGUuY29t"         | in base64 for addresses   |
      | an e-mail address | "maya\\x40example.com"                     | escaped in two digits     |
      | a file path       | "\\/srv\\/agent\\/main.py"                | with escaped slashes      |

  Scenario Outline: What only this customer's judge knows to be secret is found: <kind> in the <place>
    When the text <text> stands in the <place> of an event
    Then <promise> is broken by <kind> that is shown

    Examples:
      | promise | kind             | text                              | place           |
      | SEC-2   | a planted secret | "It is blue otter harbour, then." | answer          |
      | SEC-2   | a planted secret | "It is blue otter harbour, then." | message         |
      | SEC-2   | a planted secret | "blue otter harbour"              | work handed out |
      | SEC-2   | a planted secret | "blue&#32;otter harbour"          | message         |
      | SEC-4   | the resume token | "Zq7w_2Lr9tXc5VbN0mKj8HgF"        | message         |
      | SEC-4   | the resume token | "Zq7w_2Lr9tXc5VbN0mKj8HgF"        | answer          |
      | SEC-2   | a key            | "sk-abc123def456ghi789"           | event_id        |
      | SEC-2   | a key            | "sk-abc123def456ghi789"           | failure_id      |
      | SEC-2   | a key            | "sk-abc123def456ghi789"           | snapshot        |
      | SEC-2   | a key            | "sk-abc123def456ghi789"           | work handed out |

  Scenario Outline: <kind> in pieces breaks <promise>: <pieces>
    When an answer comes in the pieces <pieces>
    Then <promise> is broken by <kind> that is shown

    Examples:
      | promise | kind             | pieces                                            |
      | SEC-2   | a planted secret | ["It is blue ot", "ter harbour."]                 |
      | SEC-2   | a planted secret | ["It is blue", " otter ", "harbour."]             |
      | SEC-4   | the resume token | ["Zq7w_2Lr9tX", "c5VbN0mKj8HgF"]                  |
      | SEC-2   | an e-mail address | ["Write to m", "aya@", "example.com for it."]    |

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
      | "Please select size, colour from the list."                                    |
      | "Please select size, colour from each list."                                   |
