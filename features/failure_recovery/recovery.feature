@P1 @integration @failure_recovery @scripted
Feature: Recovery that is told
  Most failures pass. When one does, the assistant tries again by itself, and Maya can watch it do
  so: which attempt of how many, how long it waits, and when all is well.
  It has happened to others: retries that nobody could see (ashwin-pc/pi-web#44), and a provider's
  plea for time that was passed over (Helicone/helicone#5672).

  Business value: a customer who sees that we are at it does not leave.

  @REC-1
  Rule: Every automatic retry is announced, with its number, its limit, its delay and its outcome

    @core @core_5
    Scenario: Maya is told of each attempt
      Given the model never answers, 2 times
      When Maya asks for a refund
      Then Maya is told of these attempts
        | attempt | of | and it  |
        | 1       | 3  | waits   |
        | 1       | 3  | starts  |
        | 1       | 3  | fails   |
        | 2       | 3  | waits   |
        | 2       | 3  | starts  |
        | 2       | 3  | works   |
      And Maya has the whole answer

    Scenario: An attempt that Maya's stop calls off is told as called off
      Given the model never answers
      When Maya has asked for a refund
      And 10.1 seconds pass
      And Maya stops her request
      Then Maya is told of these attempts
        | attempt | of | and it        |
        | 1       | 3  | waits         |
        | 1       | 3  | is called off |

    Scenario: The announced delay is the real one
      Given the model never answers
      When Maya asks for a refund
      Then each retry reached the model when it had been announced

    Scenario: An attempt ends under the name that it began with, though a second assistant takes over
      Given a second assistant to fall back on
      And the model refuses to serve us, 5 times
      When Maya and Tom have asked for a refund
      And 30 seconds pass
      Then each attempt of Maya's and Tom's ends with the assistant that it began with

    @simulator
    Scenario: An attempt that waits is called off when others' failures let the provider rest
      Given the model asks us to wait, once
      When Maya has asked for a refund
      And the model resets the connection, and Tom asks for a refund 2 times
      Then Maya is told of these attempts
        | attempt | of | and it        |
        | 1       | 3  | waits         |
        | 1       | 3  | is called off |
      And Maya is told exactly once that a failure is final, after attempt 0

  @REC-2
  Rule: No retry is earlier than the provider asks, and the delays grow up to a limit

    Scenario: However long a provider asks us to wait, it is not asked again before
      Given the model asks us to wait, once
      When Maya asks for a refund
      Then the model was not asked again before the wait was over

    @simulator
    Scenario: A provider that asks for twenty seconds gets twenty seconds
      Given the model asks us to wait, once
      When Maya asks for a refund
      Then the second call reached the model at least 20 seconds after the first
      And Maya has the whole answer

    @simulator
    Scenario: A provider that asks for five minutes is not waited for
      Given the model asks us to wait for five minutes
      When Maya asks for a refund
      Then Maya is finally told that trying again in 300 seconds will be admitted
      And the model was asked once

    @simulator
    Scenario: The delays grow, and no two are alike
      Given a platform that tries again 8 times, and never lets the provider rest
      And the model refuses to serve us
      When Maya asks for a refund
      Then each delay lies between half of its limit and all of it
      And the limits are these
        | 1 | 2 | 4 | 8 | 16 | 30 | 30 | 30 |

  @REC-3
  Rule: What cannot recover is not tried again

    Scenario Outline: The model <fails>, and is asked once
      Given the model <fails>
      When Maya asks for a refund
      Then Maya is told that this is final
      And Maya is not told that we try again
      And the model was asked once

      Examples:
        | fails                             |
        | says that our quota is used up    |
        | refuses our key                   |
        | filters its answer                |
        | says that the request is too long |

    Scenario Outline: <What> is tried again once, and not more often
      Given <what fails>
      When Maya asks for a refund
      Then Maya is told exactly once that a failure is final, after attempt 1
      And the model was asked 2 times

      Examples:
        | What                      | what fails                                             |
        | An answer that is no text | the model sends a web page                             |
        | What nobody foresaw       | the order lookup crashes with our secrets in its error |

    Scenario: What can recover is tried again
      Given the model never answers, once
      When Maya asks for a refund
      Then the model was asked 4 times
      And Maya has the whole answer

  @REC-4
  Rule: When the attempts run out, one final failure says so

    Scenario: Three attempts fail, and Maya is told once that it is final
      Given the model never answers
      When Maya asks for a refund
      Then Maya is told exactly once that a failure is final, after attempt 3
      And the model was asked 4 times

  @REC-5
  Rule: Recovery is told once, with its time and its attempts, and the next request works

    @core @core_9
    Scenario: The whole way back after a passing failure
      Given the model never answers, once
      When Maya asks for a refund
      Then Maya is told once that service is normal again, after 1 attempt
      And the time that Maya is told is the time that it took
      And Maya's next request gets the whole answer

    Scenario: A second assistant saves two requests, and each is told when service is normal again
      Given a second assistant to fall back on
      And the model refuses to serve us, 5 times
      When Maya has asked for a refund 2 times
      And 60 seconds pass
      Then Maya is told once for each request that service is normal again

    Scenario: Nobody is told of a recovery that did not happen
      Given the model never answers
      When Maya asks for a refund
      Then Maya is not told that service is normal again
      But when the fault is lifted, Maya's next request gets the whole answer
