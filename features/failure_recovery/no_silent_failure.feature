@P1 @integration @failure_recovery @scripted
Feature: No silent failure
  When the model behind the assistant fails, Maya is told so: at once, once, and as what it is.
  She never looks at a spinner for ever, and never takes half an answer for a whole one.
  It has happened to others: a failed run without any ending (ag-ui-protocol/ag-ui#2416), an error
  that became an empty answer (google/adk-python#5567), an overload that was passed over and half
  an answer given out as a whole one (farzaa/clicky#132).

  Business value: customers who are told nothing leave, and 80,000 a month leaves with them.

  @NSF-1
  Rule: Every request ends exactly once

    Scenario: A request that goes well ends with the whole answer
      When Maya asks for a refund
      Then Maya has the whole answer
      And Maya's request has ended exactly once

    Scenario Outline: A request ends exactly once, although the model <fails>
      Given the model <fails>
      When Maya asks for a refund
      Then Maya's request has ended exactly once
      And Maya is told that this is final

      Examples:
        | fails                         |
        | never answers                 |
        | ends early as if finished     |
        | refuses our key               |
        | sends an empty object         |

    Scenario Outline: A request ends exactly once, although the line to the model <fails>
      Given the line to the model <fails>
      When Maya asks for a refund
      Then Maya's request has ended exactly once

      Examples:
        | fails                              |
        | refuses the connection             |
        | is silent                          |
        | drops and returns, again and again |

    Scenario: A second request of the same customer has an ending of its own
      Given the model never answers
      When Maya asks for a refund
      And Maya asks for a refund again
      Then each of Maya's 2 requests has ended exactly once

    Scenario: A request that Maya stops before an answer comes ends as stopped
      Given the model never answers
      When Maya asks for a refund, and stops it before an answer comes
      Then Maya is told that her request was stopped
      And Maya's request has ended exactly once

    @simulator
    Scenario: A request that Maya stops in mid-answer ends as stopped
      When Maya has asked for a refund
      And 1 seconds pass
      And Maya stops her request
      Then Maya is told that her request was stopped
      And Maya's request has ended exactly once

    @simulator
    Scenario: A request that Maya stops while we wait to try again ends as stopped
      Given the model never answers
      When Maya has asked for a refund
      And 10.1 seconds pass
      And Maya stops her request
      Then Maya is told that her request was stopped, and that we try no more

    @simulator
    Scenario: A request that has ended cannot be stopped any more
      When Maya asks for a refund
      And Maya stops her request
      Then Maya is told that it could not be accepted, because "That run has ended."
      And Maya's request has ended exactly once

  @NSF-2
  Rule: A failure never looks like success

    Scenario Outline: Half an answer is not an answer, when the model <fails>
      Given the model <fails> while it writes the answer
      When Maya asks for a refund
      Then Maya is told that <told>
      And Maya is not told that her request is finished

      Examples: what looks finished and is not
        | fails                              | told                           |
        | ends early as if finished          | the answer broke off           |
        | resets the connection              | the answer broke off           |
        | stops at its length limit          | the answer broke off           |
        | stops in mid-sentence              | the assistant took too long    |
        | reports overload inside its answer | the assistant is not available |

    Scenario Outline: What is no answer is not shown as one, when the model <fails>
      Given the model <fails>
      When Maya asks for a refund
      Then Maya is told that the answer could not be read
      And Maya reads not a word of it as an answer

      Examples:
        | fails                 |
        | sends a web page      |
        | sends an empty object |
        | sends half an object  |

    @simulator
    Scenario: A tool is not run on arguments that cannot be read
      Given the model sends tool arguments that cannot be read
      When Maya asks for a refund
      Then Maya is told that the answer could not be read
      And the order lookup was not run

  @NSF-3
  Rule: A failure is announced within two seconds, and silence is a failure

    @core @core_1
    Scenario: The model never answers, and Maya is told that it took too long
      Given the model never answers
      When Maya asks for a refund
      Then Maya is told that the assistant took too long
      And Maya is told within 2 seconds of each failure

    Scenario: The model falls silent in the middle of a sentence
      Given the model stops in mid-sentence
      When Maya asks for a refund
      Then Maya is told that the assistant took too long
      And Maya is told within 2 seconds of each failure

    Scenario: Signs of life are not an answer
      Given the model sends only signs of life
      When Maya asks for a refund
      Then Maya is told that the assistant took too long
      And Maya is told within 2 seconds of each failure

    Scenario: Nobody is told too early
      Given the model never answers
      When Maya has asked for a refund
      And 9.9 seconds pass
      Then Maya has not been told of any failure yet
      But after 0.2 more seconds Maya is told that the assistant took too long

  @NSF-4
  Rule: Each failure is told as what it is

    Scenario Outline: The model <fails>, and Maya reads what it means for her
      Given the model <fails>
      When Maya asks for a refund
      Then Maya is told that <told>
      And Maya is told of no other failure
      And Maya is told within 2 seconds of each failure

      Examples: what the model does, and what it means
        | fails                                        | told                                 | because                                       |
        | never answers                                | the assistant took too long          | no first word before the wait was up          |
        | stops in mid-sentence                        | the assistant took too long          | a silence in the answer, past the wait        |
        | sends only signs of life                     | the assistant took too long          | signs of life are no words                    |
        | asks us to wait                              | the assistant is very busy           | a limit on our rate, with a time to wait      |
        | turns us away without saying how long        | the assistant is very busy           | a limit on our rate, without one              |
        | says that our quota is used up               | the assistant cannot answer today    | waiting would not help                        |
        | refuses our key                              | the assistant is not available to us | nothing that Maya can change                  |
        | sends a web page                             | the answer could not be read         | looks like success to a careless reader       |
        | sends an empty object                        | the answer could not be read         | looks like success to a careless reader       |
        | sends half an object                         | the answer could not be read         | cut on the way                                |
        | sends tool arguments that cannot be read     | the answer could not be read         | a tool must not be run on a guess             |
        | ends early as if finished                    | the answer broke off                 | a clean ending, but not the end of the answer |
        | resets the connection                        | the answer broke off                 | the line was cut                              |
        | stops at its length limit                    | the answer broke off                 | the model stopped itself                      |
        | reports overload inside its answer           | the assistant is not available       | a failure inside what began as success        |
        | filters its answer                           | the assistant may not answer this    | the same words would be filtered again        |
        | says that the request is too long            | the request is too long              | a shorter one works                           |

    Scenario: Two things fail one after the other, and each is told as what it is
      Given the model never answers, once
      And the model refuses our key while it writes the answer
      When Maya asks for a refund
      Then Maya is told that the assistant took too long
      And Maya is told that the assistant is not available to us

    Scenario: A request that Maya stops has not failed
      When Maya has asked for a refund
      And 1 seconds pass
      And Maya stops her request
      Then Maya is told that her request was stopped
      And Maya is not told that anything is final

  @NSF-6
  Rule: A notice that cannot be worded still goes out

    Scenario: The sentences about slow answers are missing
      Given the model never answers
      And our sentences about slow answers are missing
      When Maya asks for a refund
      Then Maya is told that something went wrong on our side
      And Maya's request has ended exactly once

    Scenario Outline: The sentences about <subject> are missing
      Given the model never answers while it writes the answer
      And our sentences about <subject> are missing
      When Maya asks for a refund
      Then Maya is told that something went wrong on our side
      And Maya's request has ended exactly once

      Examples:
        | subject          |
        | our attempts     |
        | finished work    |
        | what is released |

    Scenario: Maya reads German, and the sentences about slow answers are missing
      Given Maya reads German
      And the model never answers
      And our sentences about slow answers are missing
      When Maya asks for a refund
      Then Maya is told that something went wrong on our side
