@P1 @integration @cascades @scripted @simulator
Feature: Our records go down while work is being saved
  The model fails in the middle of an answer, and just then our records are gone too, so that what is
  finished cannot be saved. Two things are broken now, and each needs to be well again. It has happened
  to others that the work was lost and nobody said so (vercel/chatbot#1060).
  So nothing is claimed that is not saved, all of it names the failure that it began with, and nobody
  is told that service is normal while one of the two still is not.

  Business value: "all is well again" is worth believing, also on our worst day.

  @CAS-1
  Rule: Each notice names the failure that it began with

    Scenario: The model fails and then our records, and Maya reads one cause
      Given a platform that does not try again by itself
      And the model never answers while it writes the answer
      When our records are gone 2.1 seconds after Maya asked for a refund
      And 15 seconds pass
      Then all that Maya is told of failures names one cause

    Scenario: What could not be saved is not claimed
      Given a platform that does not try again by itself
      And the model never answers while it writes the answer
      When our records are gone 2.1 seconds after Maya asked for a refund
      And 15 seconds pass
      Then Maya is not told that anything is safe

    Scenario: Our records fail Maya, then her provider has to rest, and its rest names its own cause
      Given a platform that lets a provider rest after 1 failure
      And our records are gone when a step is finished, once
      And the model never answers while it writes the answer
      When Maya asks for a refund, and then Tom does
      Then the rest that Maya was told of names the cause that Tom is turned away for

    Scenario: Our records fail everybody, for one cause
      Given our records are gone
      When Maya, Tom and Ben ask for a refund at once
      And 60 seconds pass
      Then all that Maya, Tom and Ben are told of failures names one cause
      And under the cause that Maya was told of, Priya first reads that our records refuse

  @CAS-1
  Rule: Recovery is told when both causes are gone, and not before

    Background:
      Given a provider has to rest after the first failure, and nothing is tried again
      And the model never answers while it writes the answer, once

    Scenario: The model is well again, our records are not, and Maya is told of the recovery when they are
      When our records are gone 2.1 seconds after Maya asked for a refund
      And 60 seconds pass
      Then Maya is not told that service is normal again
      When the fault is lifted, and 2 seconds pass
      Then Maya is told once that service is normal again

  @CAS-2
  Rule: What cannot be saved is not asked for again and again

    Scenario: The answer is there and cannot be saved, and no attempt asks the model for it again
      When our records are gone 2.1 seconds after Maya asked for a refund
      And 60 seconds pass
      Then Maya is told that our records cannot be reached
      And each step was done once

    Scenario: Each step can be saved late only, and no attempt asks the model for one again
      Given our records are gone when a step is finished, 3 times
      When Maya asks for a refund
      Then Maya is told that our records cannot be reached
      And each step was done once
