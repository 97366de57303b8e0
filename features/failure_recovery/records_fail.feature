@P1 @integration @failure_recovery @scripted
Feature: Our records fail
  Each finished step is recorded when it is finished. Where our records do not take it, the
  assistant cannot go on without risking Maya's work, so she is told, and it tries again by itself.
  What happens to the records here really happens to the file: another program locks it, it is
  opened for reading only, it may not grow, it is moved away.

  Business value: an outage of our records is a delay that customers understand, not work that is
  lost or paid for twice.

  @NSF-4
  Rule: Each failure of our records is told as what it is

    Scenario Outline: Our records <trouble> when a step is finished
      Given our records <trouble> when a step is finished
      When Maya asks for a refund
      Then Maya is told that our records cannot be reached
      And Maya is told of no other failure
      And Maya is finally told to wait and try again

      Examples:
        | trouble                     |
        | are locked by somebody else |
        | can only be read            |
        | have no room left           |
        | are gone                    |

    Scenario Outline: Our records <trouble> for everything, from the first moment
      Given our records <trouble>
      When Maya asks for a refund
      Then Maya is told that our records cannot be reached
      And Maya's request has ended exactly once
      And Maya's events are numbered from 1 without a gap

      Examples:
        | trouble                     |
        | are locked by somebody else |
        | can only be read            |
        | have no room left           |
        | are gone                    |

  @KEEP-4
  Rule: When our records are back, no finished step is done again

    Scenario Outline: Our records <trouble> when a step is finished, and are back for the next attempt
      Given our records <trouble> when a step is finished, once
      When Maya asks for a refund
      Then Maya is first told to wait, because we try again by ourselves
      And Maya has the whole answer
      And each step was done once

      Examples:
        | trouble           |
        | can only be read  |
        | have no room left |
        | are gone          |

    Scenario: Our records are locked too long for one attempt, and free again for the next
      Given our records are locked by somebody else when a step is finished
      When Maya has asked for a refund
      And 1.2 seconds later the fault is lifted, and Maya waits for her answer
      Then Maya has the whole answer
      And each step was done once

    Scenario: Our records are locked for a moment only, and nobody notices
      Given our records are locked by somebody else when a step is finished, 3 times
      When Maya asks for a refund
      Then Maya has the whole answer
      And Maya is told of no failure at all

    Scenario: Our records are back when Maya tries again as advised
      Given our records are gone
      When Maya asks for a refund
      And the fault is lifted
      And Maya waits as she was told, and asks for a refund again
      Then Maya has the whole answer

  @SEC-3 @simulator
  Rule: What our records cannot answer gets a clear reply, and the line stays

    Scenario: Maya fetches finished work while our records are gone
      Given the model never answers while it writes the answer
      And our records are gone when work is fetched
      When Maya asks for a refund
      Then Maya cannot fetch her finished work, because "Our records cannot be read at the moment."
      But when the fault is lifted, what Maya was told is finished is really there
