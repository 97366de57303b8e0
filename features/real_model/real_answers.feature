@P2 @real @wall_clock @real_llm @real_model
Feature: A real model behind the assistant
  Every other feature has a model that does as it is told. Here a real one answers, in its own words
  and at its own pace, and the same promises hold.

  Business value: what was promised with a model we scripted is known to hold with one that we did not

  @NSF-1
  Rule: Every request ends exactly once

    Scenario: A real answer streams to its end
      When Maya asks a real model for a sentence
      Then Maya reads all that the model wrote, in pieces
      And Maya's request has ended exactly once

    Scenario: Maya stops a real answer while it is written
      When Maya asks a real model for a long list, and stops it after the first words
      Then Maya is told that her request was stopped
      And Maya's request has ended exactly once
      And nothing of the model is held for Maya any more

  @SEC-1
  Rule: Nobody receives another customer's answer

    Scenario: Maya and Tom ask a real model at the same time
      When Maya and Tom ask a real model for a sentence at the same time
      Then Maya reads all that the model wrote for her, and nothing of Tom's
      And Tom reads all that the model wrote for him, and nothing of Maya's
