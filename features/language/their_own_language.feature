@P2 @integration @language @scripted
Feature: Notices in the customer's own language
  Maya reads German. A failure that is told in a language she does not read is told to nobody. The
  codes beside the words are for Sam's programs: they are the same in every language.

  Business value: half of our customers read no English, and leave when an error is all they get.

  @ACT-3
  Rule: The customer reads it in their language, and the codes never change with it

    Scenario Outline: Maya reads German, and the model <fails>
      Given Maya reads German
      And the model <fails>
      When Maya asks for a refund
      Then every notice to Maya is in German
      And every notice to Maya says in plain words what happened

      Examples:
        | fails                     |
        | never answers             |
        | sends a web page          |
        | refuses our key           |
        | ends early as if finished |

    Scenario Outline: A customer who asks for "<asked>" reads <language>
      Given Maya asks for her notices in "<asked>"
      And the model refuses our key
      When Maya asks for a refund
      Then every notice to Maya is in <language>
      And Maya is told that the assistant is not available to us

      Examples: what we have
        | asked | language |
        | de    | German   |
        | de-AT | German   |
        | en    | English  |
        | en-GB | English  |

      Examples: what we do not have
        | asked | language |
        | fr    | English  |
        | pt-BR | English  |

    Scenario: A customer who asks for no language reads English
      Given the model refuses our key
      When Maya asks for a refund
      Then every notice to Maya is in English

    Scenario: The language is chosen for each request
      Given the model refuses our key
      When Maya asks for a refund
      And Maya asks for a refund in German
      Then Maya's first request was answered in English and her second in German

    Scenario Outline: Maya and Tom are told the same, each in a language: the model <fails>
      Given our waits do not vary, and no provider is let rest
      And Maya reads German, and Tom reads English
      And the model <fails> while it writes the answer
      When Maya and Tom ask for a refund at the same moment
      Then they were told the same in every field but the words

      Examples:
        | fails                              |
        | never answers                      |
        | asks us to wait                    |
        | sends a web page                   |
        | ends early as if finished          |
        | reports overload inside its answer |
        | says that our quota is used up     |
        | refuses our key                    |
        | filters its answer                 |
        | says that the request is too long  |

    Scenario: One second is one second
      Given our waits do not vary
      And the model sends a web page, once
      When Maya asks for a refund
      Then Maya is told "We try again in 1 second: attempt 1 of 1."

    Scenario: A sentence that is missing in German is told in English, and as an error of ours
      Given Maya reads German
      And our sentences about slow answers are missing
      And the model never answers
      When Maya asks for a refund
      Then Maya is told that something went wrong on our side
