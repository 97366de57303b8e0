@P1 @integration @connections @scripted
Feature: A planned restart
  Every new version of ours restarts the server, and customers are in the middle of something then.
  The server takes no new work, lets each step finish, notes where each request stands, and sends
  everybody away with a clear word. Ten seconds later it is back, and goes on where it stopped. That
  is no failure, and nobody is told of one.

  Business value: we can deploy at noon.

  @CON-5
  Rule: A planned restart takes no new work, loses none, and says so

    Scenario: Maya's request goes on after the restart, and nothing is done twice
      When the server is restarted as planned 1 seconds after Maya asked for a refund
      And Maya comes back to her session, and waits for her answer
      Then Maya has the whole answer
      And each step was done once

    Scenario: Nobody is told of a failure
      When the server is restarted as planned 1 seconds after Maya asked for a refund
      And Maya comes back to her session, and waits for her answer
      Then Maya has the whole answer
      And Maya is told of no failure at all

    Scenario: Maya's line is closed with the word for a restart, in good time
      When Maya has asked for a refund
      And the server is restarted as planned
      And Maya comes back to her session, and waits for her answer
      Then Maya's line was closed because of a restart
      And the restart was over within 10 seconds

    Scenario: A request that comes during the restart is refused, with the time to wait
      When Maya has asked for a refund
      And the server begins to restart as planned
      And Maya asks for one thing more
      And the restart is over, and Maya comes back and waits for her answer
      Then Maya was told that we are restarting, and when to try again

    Scenario: The request that was refused is taken after the restart
      When Maya has asked for a refund
      And the server begins to restart as planned
      And Maya asks for one thing more
      And the restart is over, and Maya comes back and sends it again
      Then Maya has the whole answer

    Scenario: A request that waits to try again goes on waiting after the restart
      Given the model asks us to wait, once
      When the server is restarted as planned 5 seconds after Maya asked for a refund
      And Maya comes back to her session, and waits for her answer
      Then the second call reached the model at least 20 seconds after the first

    Scenario: A recovery that began before the restart is told after it
      Given the model asks us to wait, once
      When the server is restarted as planned 5 seconds after Maya asked for a refund
      And Maya comes back to her session, and waits for her answer
      Then Maya is told once that service is normal again, after 1 attempt

    Scenario: A step that outlasts the restart is ended with what is owed, before the line is closed
      Given the model never answers while it writes the answer
      When the server is restarted as planned 2 seconds after Maya asked for a refund
      Then Maya is told that these steps are safe, before she is told of any failure
        | find the order | check the refund rules |
      And Maya is finally told to wait and try again

    Scenario: Our records refuse to note where the request stands, so it is ended with what is owed
      Given our records can only be read when a request is parked
      When the server is restarted as planned 1 seconds after Maya asked for a refund
      Then Maya is told that our records cannot be reached
      And Maya's request has ended exactly once

    Scenario: A server that is killed right after a planned restart still ends the request
      When the server is restarted as planned 1 seconds after Maya asked for a refund
      And the server is killed and started again
      And Maya comes back to her session
      Then Maya's request has ended exactly once

    Scenario: A request that Maya stops once it is put aside ends as stopped
      Given the model never answers while it writes the answer
      When the server begins to restart as Tom waits for his answer, and Maya has just asked
      And Maya stops her request, which is put aside, and comes back after the restart
      Then Maya is told that these steps are safe, before she is told that her request was stopped
        | find the order |
      And Maya's line was closed because of a restart

    Scenario: A request that waits to try again, and is stopped once it is put aside
      Given the model asks us to wait, once
      And the model never answers while it writes the answer
      When the server begins to restart as Maya's request waits, and Tom waits for his answer
      And Maya stops her request, which is put aside, and comes back after the restart
      Then Maya is told that her request was stopped, and that we try no more

    Scenario: Maya stops her request while our records are too busy to note where it stands
      Given our records are locked by somebody else when a request is parked, 4 times
      When Maya has asked for a refund
      And the server begins to restart as planned
      And Maya stops her request while it is noted, and comes back after the restart
      Then Maya is told that her request was stopped
