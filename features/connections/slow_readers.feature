@P2 @integration @connections @scripted
Feature: Customers who read slowly
  Maya's app hangs while the assistant talks, or her line is too thin for it. What she has not read
  waits with us. It must not take our memory and with it everybody's service, it must not cost her
  what she needs to know, and it is no failure of hers or ours.

  Business value: one app that hangs cannot bring the service down for everybody else.

  @CON-3
  Rule: A slow reader costs bounded memory, loses no failure, and is not reported as one

    Scenario: An app that hangs costs us 1 MiB, one message and what its line holds
      Given the assistant says 10 times 192 KiB
      When Maya asks for a refund, and her app hangs for 30 seconds
      Then we hold no more than 1350 KiB for Maya, and memory was measured
      But 1920 KiB were said to her

    Scenario: What did not fit is announced, and the failure at the end of it is told
      Given we keep 40 events for a customer
      And the assistant says 12 times 32 KiB, and then breaks off
      When Maya asks for a refund, and her app hangs for 30 seconds before it reads on
      Then Maya is told of a gap
      And Maya is told of each failure, with the words for it and what was kept

    Scenario: An app that reads on late is not given up, and late reading is no failure
      Given the assistant says 3 times 96 KiB
      When Maya asks for a refund, and her app hangs for 30 seconds before it reads on
      And 30 seconds pass
      Then we know that Maya is here
      And Maya is told of no failure at all

    Scenario: An app that hangs for too long is given up, and loses nothing by it
      When Maya asks for a refund, and her app hangs for 60 seconds
      Then we know that Maya is gone
      When Maya comes back
      Then Maya has missed nothing, and nothing was told twice
      And Maya is told of no failure at all

    Scenario: Nobody else waits for a slow reader
      Given the assistant says 3 times 96 KiB
      When Maya asks for a refund, and her app hangs for 0 seconds
      And Tom asks for a refund
      Then Tom has his answer 2.5 seconds after he asked
