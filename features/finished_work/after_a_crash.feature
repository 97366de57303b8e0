@P1 @integration @finished_work @scripted
Feature: After a crash of our server
  A server can be killed in the middle of anything. When it is back, it knows from its record what
  it was doing: each request that it left is ended with what is owed to its customer, and she comes
  back to the same session and reads what she missed.

  Business value: a crash costs a customer minutes. Without this it costs her work, and us the
  customer.

  @NSF-5 @simulator
  Rule: What the crash cut off is told when Maya comes back

    Scenario: The server is killed while it writes the answer
      When the server is killed 2 seconds after Maya asked for a refund, and started again
      And Maya comes back to her session
      Then Maya is told of the crash in this order
        | event                    | and it says |
        | partial_result_preserved |             |
        | agent_error              | final       |
        | resource_cleanup         | success     |
        | session_resumed          |             |

    Scenario: Maya reads what happened, and what to do
      When the server is killed 2 seconds after Maya asked for a refund, and started again
      And Maya comes back to her session
      Then Maya is told that something went wrong on our side
      And Maya is finally told to contact our support

    Scenario: The server is killed before anything is finished
      When Maya has asked for a refund
      And the server is killed and started again
      And Maya comes back to her session
      Then Maya is told that something went wrong on our side
      And Maya is not told that anything is safe

    Scenario: The server is killed while it waits to try again
      Given the model never answers
      When Maya has asked for a refund
      And the server is killed as soon as Maya is told of an attempt, and started again
      And Maya comes back to her session
      Then Maya's request has ended exactly once

    Scenario: The server is killed a second time before Maya is back
      When the server is killed 2 seconds after Maya asked for a refund, and started again
      And the server is killed and started again
      And Maya comes back to her session
      Then Maya's request has ended exactly once

  @EVT-2
  Rule: The session is the same one, and its numbers go on

    Scenario: The numbers go on where they were
      When the server is killed 2 seconds after Maya asked for a refund, and started again
      And Maya comes back to her session
      Then the events of Maya's first session are numbered from 1 without a gap

    Scenario: A request that was finished stays finished
      When Maya asks for a refund
      And the server is killed and started again
      And Maya comes back to her session
      Then Maya's request has ended exactly once
      And Maya is told of no failure at all

    Scenario: The next request works
      When the server is killed 2 seconds after Maya asked for a refund, and started again
      And Maya comes back to her session
      Then Maya's next request gets the whole answer

  @CON-2
  Rule: Where the record cannot prove that nothing is missing, Maya is told so

    Scenario: Our records refuse what Maya is told, and then the server is killed
      When our records can only be read 2.1 seconds after Maya asked for a refund
      And the server is killed and started again
      And Maya comes back to her session
      Then Maya gets a new session, which tells her first of the gap and where her request stands

    Scenario: Our records refuse everything from the first moment, and then the server is killed
      Given our records can only be read
      When the server is killed 2 seconds after Maya asked for a refund, and started with good records
      And Maya comes back to her session
      Then Maya gets a new session, which tells her first of the gap and where her request stands

    Scenario: A second crash does not make the record whole
      When our records can only be read 2.1 seconds after Maya asked for a refund
      And the server is killed, and started with good records
      And the server is killed and started again
      And Maya comes back to her session
      Then Maya gets a new session, which tells her first of the gap and where her request stands

    Scenario: Our records were back before the server was killed, and nothing is missing
      Given our records can only be read when a step is finished, once
      When the server is killed 3 seconds after Maya asked for a refund, and started again
      And Maya comes back to her session
      Then Maya is back on the same session

    Scenario: A crash takes the new key that was on its way to Maya, and she is told that one is gone
      When Maya asks for a refund, and loses her line for 60 seconds, and again 2 messages later
      And the server is killed and started again
      And Maya comes back to her session
      Then Maya has missed nothing else, and nothing was told twice
      And Maya is told of a gap

  @KEEP-2
  Rule: What is finished survives a server that was killed

    Scenario: The server is killed in the third step, and the two before it are there
      When the server is killed 2 seconds after Maya asked for a refund, and started again
      And Maya comes back to her session
      Then Maya is told that these steps are safe, before she is told of any failure
        | find the order | check the refund rules |
      And what Maya was told is finished is really there

  @CLN-1
  Rule: What the crash cut off is followed by one report of what was released

    Scenario: The server is killed in the middle of a request
      When the server is killed 2 seconds after Maya asked for a refund, and started again
      And Maya comes back to her session
      Then each attempt of Maya's that failed or was stopped is followed by one report, before the next

  @KEEP-5
  Rule: A step with effects outside that the crash cut off is not done again

    Scenario: The server is killed while it sends the refund
      Given the assistant sends refunds itself
      When the server is killed 2.5 seconds after Maya asked for a refund, and started again
      And Maya comes back to her session
      Then Maya is told that nobody knows whether this step was done: send the refund

    Scenario: The same request is sent again after the crash, and nothing is done again
      Given the assistant sends refunds itself
      When the server is killed 2.5 seconds after Maya asked for a refund, and started again
      And Maya comes back to her session, and sends the same request once more
      Then the refund was sent at most once

  @CLN-2
  Rule: Nothing that the killed server held is left

    Scenario: The folders of the runs that were cut off are swept
      When the server is killed 2 seconds after Maya asked for a refund, and started again
      And Maya comes back to her session
      Then nothing is left of the request that was cut off, as Maya is told
