@P1 @integration @privacy @scripted
Feature: What is Maya's is Maya's alone
  Many customers talk to one assistant at the same moment, and when it fails, it fails for several
  of them. Nobody may ever receive another's words, names or work, least of all in an error.

  Business value: one answer in the wrong hands is a breach, and costs more than a month's revenue.

  @SEC-1
  Rule: Nobody receives another customer's events

    Background:
      Given a platform that tries again 3 times, and never lets the provider rest

    Scenario: Two customers at once, and all goes well
      Given an assistant that repeats the question
      When Maya and Tom ask at the same moment, each with a secret of their own
      Then nobody received anything of another's
      But each of them received their own

    Scenario Outline: Two customers at once, and the model <fails>
      Given an assistant that repeats the question
      And the model <fails> while it writes the answer
      When Maya and Tom ask at the same moment, each with a secret of their own
      Then nobody received anything of another's
      But each of them received their own

      Examples:
        | fails                              |
        | never answers                      |
        | ends early as if finished          |
        | refuses our key                    |
        | reports overload inside its answer |

    Scenario: Ten customers at once, and every third call fails
      Given an assistant that repeats the question
      And the model stops in mid-sentence at every third call
      When ten customers ask at the same moment, each with a secret of their own
      Then nobody received anything of another's
      But each of them received their own

    @simulator
    Scenario: Two customers who name their requests alike have one answer each
      Given an assistant that repeats the question
      When Maya and Tom ask at the same moment, and name their requests alike
      Then nobody received anything of another's
      But each of them received their own

    @simulator
    Scenario: Finished work is given to nobody else
      Given the model refuses our key while it writes the answer
      When Maya asks for a refund
      And Tom asks for Maya's finished work
      Then Tom is given none of it
      But what Maya was told is finished is really there

    @simulator
    Scenario: Nobody stops another's request
      Given Maya has asked for a refund
      When Tom stops Maya's request
      And 60 seconds pass
      Then Tom is told that it could not be accepted, because "There is no such run"
      But Maya has the whole answer
