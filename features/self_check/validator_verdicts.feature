@self_check @unit @P1
Feature: The validator's verdicts are those that somebody read
  Good conversations, taken from green runs and from the examples, are changed in small ways, and what
  the validator says of each change was read by a person once: which promise, which sentence, or
  nothing. A change of the validator that changes any of it is seen before it is believed.
  Business value: a platform that passed last week is not failed this week by accident

  Scenario: The same verdict, word for word, on thousands of small changes
    Given what was reviewed of 2000 or more changes to good conversations
    Then the validator says the same of each of them today

  Scenario: A verdict in other words is told, as it was and as it is
    When the validator says "was never heard of" where it said "was never told"
    Then the review tells of the line with "was never told."
    And the review tells of the line with "was never heard of."
