@P1 @real @wall_clock @finished_work @scripted
Feature: After a real kill
  The same as after a crash, with nothing simulated: our server is a process of its own, and the
  operating system ends it in the middle of Maya's request.

  Business value: what we promise about crashes is true of a server that really crashed.

  @KEEP-2
  Rule: What is finished survives a server that was killed

    Scenario: The process is killed in the middle of a request, and Maya comes back
      Given our server is a process of its own
      When the process is killed in the second step of Maya's request, and started again
      And Maya comes back to her session
      Then Maya is told of the crash in this order
        | event                    | and it says |
        | partial_result_preserved |             |
        | agent_error              | final       |
        | resource_cleanup         | success     |
        | session_resumed          |             |
      And what Maya was told is finished is really there

  @CON-5
  Rule: A planned restart goes on where it stopped

    Scenario: The process is ended as for a new version, and Maya's request goes on
      Given our server is a process of its own
      When the process is restarted as planned in the second step of Maya's request
      And Maya comes back to her session, and waits for her answer
      Then Maya has the whole answer
      And Maya is told of no failure at all
