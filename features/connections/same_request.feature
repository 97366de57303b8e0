@P1 @integration @connections @scripted
Feature: The same request is the same work
  Maya's app cannot know whether a request arrived before the line failed, so it sends it again.
  That must never order anything twice.

  Business value: a request sent twice is never charged twice.

  @CON-6
  Rule: A request is worked on once, however often it is sent

    Scenario: An app that sends everything three times
      When Maya's app sends one request 3 times
      And 60 seconds pass
      Then each task of the request was done once
      And the order lookup was run once
      And Maya's request has ended exactly once

    Scenario: Sent again after the answer
      When Maya asks for a refund
      And Maya's app sends the same request again
      And 60 seconds pass
      Then each task of the request was done once
      And Maya's request has ended exactly once

    Scenario: Sent again after a return
      When Maya asks for a refund, and loses her line after 1 seconds, for 0.5 seconds
      And Maya's app sends the same request again
      And 60 seconds pass
      Then each task of the request was done once
      And Maya's request has ended exactly once

    Scenario: Sent again after a crash of ours
      When Maya asks for a refund
      And the server is killed and started again
      And Maya comes back to her session
      And Maya's app sends the same request again
      Then each task of the request was done once

    Scenario: Sent again by an app that forgot where it was
      When Maya asks for a refund, and loses her line after 1 seconds
      And Maya's app starts from nothing and sends the same request again
      Then Maya is told that it could not be accepted, because "under way in another session"
      When Maya comes back to where it is under way
      Then each task of the request was done once

    Scenario: Two requests are two, even with the same words
      When Maya asks for a refund
      And Maya asks for a refund again
      Then the order lookup was run 2 times
      And each of Maya's 2 requests has ended exactly once
