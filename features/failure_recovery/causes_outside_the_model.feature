@P1 @integration @failure_recovery @scripted
Feature: Failures that are not the model's
  Between the assistant and its model lies a line that can be cut, and behind the model a service that
  can be down. Maya need not know the difference, but what she is told to do depends on it.

  Business value: the right cause in the first notice saves the customer a call, and us the search.

  @NSF-4
  Rule: Each failure is told as what it is

    Scenario Outline: The line to the model <fails>, and Maya reads what it means for her
      Given the line to the model <fails>
      When Maya asks for a refund
      Then Maya is told that <told>
      And Maya is told of no other failure
      And Maya is told within 2 seconds of each failure

      Examples: what becomes of the line, and what it means
        | fails                            | told                                | because                          |
        | refuses the connection           | we cannot reach the assistant       | nobody listens there             |
        | leads to a name that nobody knows | we cannot reach the assistant      | there is no such address         |
        | is silent                        | our line to the assistant is silent | not a single byte, and no answer |

    Scenario: A line that drops and returns, again and again, is told as such
      Given the line to the model drops and returns, again and again
      When Maya asks for a refund
      And Maya asks for a refund again
      Then Maya is told that our line to the assistant keeps breaking
      And Maya has the whole answer

    Scenario: A line that drops once does not keep breaking
      Given the line to the model drops and returns, again and again, once
      When Maya asks for a refund
      Then Maya is told that we cannot reach the assistant
      And Maya is told of no other failure
      And Maya has the whole answer

    Scenario Outline: The service behind the model <fails>, and Maya reads what it means for her
      Given the model <fails>
      When Maya asks for a refund
      Then Maya is told that <told>
      And Maya is told of no other failure
      And Maya is told within 2 seconds of each failure

      Examples: what the service says, and what it means
        | fails                              | told                                 |
        | reports an error of its own        | the assistant is not available       |
        | cannot be reached by its own gateway | the assistant is not available     |
        | says that it is down for now       | the assistant is not available       |
        | says that it is overloaded         | the assistant is not available       |
        | forbids us to use it               | the assistant is not available to us |
        | asks us to wait until a certain time | the assistant is very busy         |
        | says when our rate is free again   | the assistant is very busy           |
        | asks us to wait for five minutes   | the assistant is very busy           |

    Scenario Outline: The order lookup <fails>, and Maya reads what it means for her
      Given the order lookup <fails>
      When Maya asks for a refund
      Then Maya is told that <told>
      And Maya is told of no other failure

      Examples: what becomes of a tool, and what it means
        | fails                              | told                                |
        | refuses the connection             | we cannot reach the assistant       |
        | does its work and drops the line   | we cannot reach the assistant       |
        | does its work and never answers    | our line to the assistant is silent |
        | crashes with our secrets in its error | something went wrong on our side |

  @NSF-3
  Rule: What fails is told within two seconds, whatever it is

    Scenario Outline: The order lookup <fails>, and Maya is told at once
      Given the order lookup <fails>
      When Maya asks for a refund
      Then Maya is told within 2 seconds of each failure

      Examples:
        | fails                                 |
        | refuses the connection                |
        | does its work and drops the line      |
        | does its work and never answers       |
        | crashes with our secrets in its error |

  @REC-2 @simulator
  Rule: The wait that a provider asks for is understood, however it says it

    Scenario Outline: The model <asks>, and we wait for so long
      Given the model <asks>, once
      When Maya asks for a refund
      Then the model was asked again after 20 seconds, and not before
      And Maya has the whole answer

      Examples:
        | asks                                 |
        | asks us to wait                      |
        | asks us to wait until a certain time |
        | says when our rate is free again     |
        | says that it is down for now         |

    Scenario: A provider that asks for twenty seconds each time gets them each time
      Given the model asks us to wait, 3 times
      When Maya asks for a refund
      Then no call reached the model sooner than 20 seconds after the one before
      And Maya has the whole answer

    Scenario: A wait that is longer than we would wait ends the request
      Given the model asks us to wait for five minutes
      When Maya asks for a refund
      Then Maya is told that this is final
      And Maya is finally told that trying again in 300 seconds will be admitted
      And the model was asked once
