@P1 @integration @cascades @scripted @simulator
Feature: A slow model takes all our room
  A model that answers, but slowly, is worse than one that is down: nothing fails, every request holds
  its worker for longer, and soon there is no room for anybody. It has happened to others: one stalled
  call held up fifty thousand jobs for seventeen hours (strelov1/freehire#7), and waits for one provider
  took the workers of everybody else (NorthlandPositronics/Cogtrix#1069).
  So slow answers count as much as failures, and a provider that is slow has to rest before our room
  is gone.

  Business value: a slow afternoon of a provider's is not a closed shop of ours.

  Background:
    Given we work on 3 requests at a time, and 3 more may wait

  @CAS-2
  Rule: A slow provider is let alone before it takes all our room, and has the load again once it is fast

    Scenario: The slow model has to rest before anybody is turned away for want of room
      Given a provider has to rest when 2 answers in a row take longer than 5 seconds
      And the model is slow
      When Maya asks for a refund every 3 seconds, 8 times, without waiting for an answer
      Then Maya is told once that the assistant has to rest for 30 seconds
      But nobody is turned away for want of room

    Scenario: The same customers would have filled all our room, were no answer too slow
      Given a provider has to rest when 2 answers in a row take longer than 3600 seconds
      And the model is slow
      When Maya asks for a refund every 3 seconds, 8 times, without waiting for an answer
      Then Maya is told that we have too much to do
      And Maya is not told that the assistant has to rest

    Scenario: Whoever has just waited for the slow answer is told of the rest without delay
      Given a provider has to rest when 2 answers in a row take longer than 5 seconds
      And the model is slow while it writes the answer
      When Maya, Tom and Ben ask for a refund, 3 seconds apart
      And 10 seconds pass
      Then Ben is told of the rest within 2 seconds of Tom's answer

    Scenario: Once it is fast again, a request costs what it always cost
      Given a provider has to rest when 2 answers in a row take longer than 5 seconds
      And the model is slow
      When Maya asks for a refund every 3 seconds, 4 times, without waiting for an answer
      And the fault is lifted, and 65 seconds pass
      Then Maya's next request asks the model once for each step, and nothing else asks it

  @CAS-1
  Rule: Whoever is hit by it reads the same cause

    Scenario: Who was answered slowly, and who came when it had to rest, read one cause
      Given a provider has to rest when 2 answers in a row take longer than 5 seconds
      And the model is slow
      When Maya, Tom and Ben ask for a refund, 5 seconds apart
      And 12 seconds pass
      Then all that Maya, Tom and Ben are told of failures names one cause
