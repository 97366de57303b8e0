@P1 @integration @resources @scripted
Feature: A request that needs too much memory
  A request that takes all the memory there is takes everybody else's request down with it. Ours may
  hold so much and no more; what is held is measured, and the one that goes past it is stopped.

  Business value: one customer's huge order never becomes every customer's outage.

  @NSF-4
  Rule: A request that goes past its memory is stopped, and told so

    Scenario: A request that needs all that it may hold is answered
      Given a request may hold as much memory as Maya's needs
      When Maya asks for a refund
      Then Maya has the whole answer
      And Maya is told of no failure

    Scenario: A request that needs one byte more than it may hold is stopped
      Given a request may hold one byte less than Maya's needs
      When Maya asks for a refund
      Then Maya is told that her request needs more room than we have
      And Maya is told of no other failure
      And nobody had planned a fault

  @ACT-1
  Rule: Who needs more memory than we have is told what to do

    Scenario: An order whose documents never fit is final, and Maya is told what to do
      Given a request may hold 100000 bytes
      When Maya asks for a refund
      Then Maya is told that her request needs more room than we have
      And Maya is finally told to wait and try again
      And every notice to Maya says in plain words what happened

  @KEEP-4
  Rule: The next attempt starts with empty hands, and with the finished steps

    Scenario: There is no room for two orders at once, but for one after the other
      Given the assistant compares two orders
      And a request may hold 200000 bytes
      When Maya asks for a refund
      Then Maya is told that her request needs more room than we have
      And Maya has the whole answer, and no finished step was done again
