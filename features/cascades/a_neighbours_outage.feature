@P1 @integration @cascades @scripted @simulator
Feature: A neighbour's outage
  Not every customer is served by the same provider, but all share our workers. When one provider fails,
  its customers are hit; those of the others must not be. It has happened to others: when one model had
  trouble, the models of every provider were locked away (openclaw/openclaw#5763).

  Business value: an outage costs us the customers that it hits, and not all of them.

  Background:
    Given a platform that does not try again by itself
    And Tom is served by another provider

  @CAS-1
  Rule: Who is hit reads one cause, and who is not hit hears nothing of it

    Scenario: Maya and Ben are hit, and Tom is answered
      Given the provider rests, after failing Maya 5 times
      When Maya, Tom and Ben ask for a refund at once
      And 5 seconds pass
      Then all that Maya and Ben are told of failures names one cause
      And Tom is not hit by it

    Scenario: Two providers fail in the same moment, and each failure is a cause of its own
      Given both providers never answer
      When Maya, Tom and Ben ask for a refund at once
      And 11 seconds pass
      Then Maya and Tom are told of different causes

    Scenario: Where Maya's requests leave Tom no room, he reads what is really the cause
      Given Maya's requests take all our room, and her provider has failed one of them
      When Tom asks for a refund
      Then Tom is told that we have too much to do
      And all that Maya and Tom are told of failures names one cause

  @CAS-2
  Rule: A provider that rests takes no room from the customers of the others

    Scenario: Maya's provider rests, and her many requests keep Tom waiting no longer
      Given we work on 1 request at a time, and 1 may wait
      And the provider rests, after failing Maya 5 times
      When Maya has asked for a refund 10 times
      And Tom asks for a refund
      Then Tom has the whole answer

    Scenario: While it does not rest, they do keep him waiting
      Given Maya's requests take all our room, and her provider has failed one of them
      When Tom asks for a refund
      Then Tom is told that we have too much to do
