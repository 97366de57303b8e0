@P1 @unit @privacy
Feature: Secrets are removed, and nothing else
  A model may say what it was never meant to know, and a tool may answer with more than it was asked
  for. What gives something away is taken out before anybody reads, keeps or logs it. An ordinary
  sentence must not suffer from it.

  Business value: a guard that spoils ordinary answers is switched off, and then guards nobody.

  @SEC-2 @simulator
  Rule: One sanitiser removes what gives something away

    Scenario Outline: <what> is removed
      When the assistant says "<said>"
      Then Maya reads "<read>"
      And she reads the same, however it is cut into pieces

      Examples: secrets
        | what                      | said                                           | read                                  |
        | an address                | Write to maya.o+x@mail.example.com, please.    | Write to [removed], please.           |
        | a key                     | It is sk-live-4f9a8b7c6d5e4f3a2b1c, you see.   | It is [removed], you see.             |
        | a key of a cloud          | Use AKIAIOSFODNN7EXAMPLE for that.             | Use [removed] for that.               |
        | a web token               | Token eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0 here  | Token [removed] here                  |
        | a password                | Your password is hunter2. Keep it safe.        | Your password is [removed] Keep it safe. |
        | a German password         | Das Kennwort lautet Geheim!1 seit heute.       | Das Kennwort lautet [removed] seit heute. |
        | a setting                 | It says api_key=0a1b2c3d there.                | It says api_key=[removed] there.      |
        | a header                  | Send Authorization: Bearer abcdef012345 first. | Send Authorization: Bearer [removed] first. |
        | a login in an address     | See postgres://orders:p@ss@db.internal/x now.  | See postgres://[removed]db.internal/x now. |
        | a token of ours           | Kq3vX9_aB2cD4eF6gH8iJ0kL1mN3oP5qR7sT9uV-x1 it is | [removed] it is                     |

      Examples: in disguise
        | what                      | said                                           | read                                  |
        | an address for a URL      | Write to maya%40example.com today.             | Write to [removed] today.             |
        | an address for a web page | Write to maya&#64;example.com today.           | Write to [removed] today.             |
        | a key in base64           | It is c2stbGl2ZS00ZjlhOGI3YzZkNWU0ZjNh here.   | It is [removed] here.                 |
        | an address in wide letters | Write to ｍａｙａ＠ｅｘａｍｐｌｅ．ｃｏｍ today. | Write to [removed] today.             |

      Examples: how we are built
        | what                      | said                                           | read                                  |
        | a path                    | I found it in /srv/app/orders/lookup.py there. | I found it in [removed] there.        |
        | a Windows path            | I found it in C:\Users\orders\x.ini there.     | I found it in [removed] there.        |
        | a class                   | The tool said ConnectionRefusedError again.    | The tool said [removed] again.        |
        | a query                   | I ran SELECT * FROM customers WHERE id = 7;    | I ran [removed];                      |
        | a prompt                  | My system prompt: never speak of discounts     | My [removed]                          |

    Scenario: A traceback is removed, and what follows it is read
      When the assistant says
        """
        It broke.
        Traceback (most recent call last):
          File "/srv/app/x.py", line 1, in x
            pay(order)
        ValueError: no such order
        Please wait.
        """
      Then she reads the same, however it is cut into pieces
      And Maya reads
        """
        It broke.
        [removed]
        Please wait.
        """

    Scenario Outline: "<said>" is left alone
      When the assistant says "<said>"
      Then Maya reads it as it was said
      And she reads the same, however it is cut into pieces

      Examples:
        | said                                                                         |
        | Order A-1042: one lamp, delivered at 14:05; the refund is 24/7 and 3/4 paid. |
        | Please select the lamp that you want to return from the list where it is.    |
        | Update your address, set a reminder, or delete it from your list.            |
        | See https://shop.example.com/orders/42?step=2#top, or call 030 1234567.      |
        | Your password was reset. It must have at least eight characters.             |
        | The bearer of this letter needs only a basic understanding of tokens.        |
        | You will get your money back. You are a valued customer.                     |
        | Das Passwort lautet anders als gedacht; ein Fehler ist aufgetreten.          |
        | 5 @ 3.50 EUR, and/or a risk-free voucher for task-42; ask-me-anything.       |
        | Run 123e4567-e89b-12d3-a456-426614174000 took 30 s; 50 % off & free.         |
        | 注文番号A-1042、ランプ一つ、配達済み。                                         |

    Scenario: A secret deep inside an event is removed too
      Given an event that holds sk-live-4f9a8b7c6d5e4f3a2b1c deep inside
      When the event is made ready for Maya
      Then the event says [removed] there, and its names are as they were

    Scenario: An operator reads how we are built, and no secret
      When the assistant says
        """
        File "/srv/app/x.py", line 1
        psycopg.OperationalError: postgresql://orders:hunter2@db:5432 for maya@example.com
        """
      Then Priya reads
        """
        File "/srv/app/x.py", line 1
        psycopg.OperationalError: postgresql://[removed]db:5432 for [removed]
        """

    Scenario: A word without an end costs bounded memory
      When the assistant says one word of 100000 letters
      Then never more than 16384 letters wait for the rest of their word
