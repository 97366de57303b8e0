@P1 @integration @resources @scripted
Feature: More requests than we can work on
  We work on so many requests at a time. A few more wait in a line, in the order in which they came,
  and whoever comes when the line is full hears so at once, instead of waiting for nothing.

  Business value: on our busiest day every customer is either served or told when to come back.

  @NSF-4
  Rule: A request that we have no room for is turned away, and told why

    Scenario: The one too many is turned away at once, and nobody before it
      Given we work on 1 request at a time, and 2 may wait
      When Maya has asked for a refund 3 times
      And Tom asks for a refund
      Then Tom is told that we have too much to do
      And each of Maya's 3 requests is answered

    Scenario: A worker that is lost in the middle of a request is told
      Given Maya's request is being worked on
      When its worker is taken away
      Then Maya is told that we have too much to do
      And Maya has the whole answer, and no finished step was done again

    Scenario: A request that waits too long for a worker is told
      Given we work on 1 request at a time, and 1 may wait
      And Maya's request is being worked on
      And Tom's request waits in the line
      When its worker is taken away
      Then Tom is told that we have too much to do

  @ACT-1
  Rule: Who is turned away is told when to come back

    Scenario: Tom comes back when he was told, and is served
      Given we work on 1 request at a time, and 1 may wait
      When Maya has asked for a refund 2 times
      And Tom asks for a refund
      And Tom waits as he was told, and asks for a refund again
      Then Tom has the whole answer

    Scenario: The advice is to wait
      Given we work on 1 request at a time, and 1 may wait
      When Maya has asked for a refund 2 times
      And Tom asks for a refund
      Then Tom is finally told to wait and try again
      And every notice to Tom says in plain words what happened

    Scenario: Without a worker it is final, and Maya is told to come back
      Given we work on 1 request at a time, and 1 may wait
      And Maya's request is being worked on
      When its worker is taken away
      Then Maya is told that this is final
      And Maya is finally told to wait and try again

  @NSF-1 @simulator
  Rule: A request that waits in the line ends exactly once

    Scenario: Those who wait are served in the order in which they came
      Given we work on 1 request at a time, and 2 may wait
      When these customers have asked for a refund
        | customer |
        | Maya     |
        | Tom      |
        | Maya     |
      Then they are served one after the other, in this order
      And each of Maya's 2 requests is answered

    Scenario: A request that is stopped in the line is not begun, and leaves its place to the next
      Given we work on 1 request at a time, and 1 may wait
      When Maya has asked for a refund 2 times, and stopped the second
      And Tom asks for a refund
      Then Maya is told that her request was stopped, and no work was done on it
      And Tom has the whole answer
