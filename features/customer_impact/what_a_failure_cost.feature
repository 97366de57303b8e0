@P2 @integration @customer_impact @scripted @simulator
Feature: What a failure cost our customers
  Lena has to decide what to mend first. For that she needs to know of each incident who was hit, for
  how long, how long they were told nothing, what was lost, and what it may cost us. None of it may be
  a guess: it is computed from what customers received and from what reached the provider.

  Business value: the failure that costs most is mended first.

  @IMP-1
  Rule: What an incident cost customers can be computed from what they received and what reached the provider

    Scenario: Who was hit, and who was not
      Given Tom is served by another provider
      And the model never answers
      When Maya asks for a refund
      And Tom asks for a refund
      Then this is what it cost
        | affected            | 1 of 2 (50 %) customers             |
        | longest silence     | 10 s (of 2 requests): Maya          |
        | bad requests        | 1 of 2 (50 %) requests              |
        | revenue at risk     | 40,000 a month = 1 affected         |

    Scenario: An outage that hits two customers is one incident
      Given a platform that does not try again by itself
      And Maya asked for a refund 4 times, and the model refused each time
      When Maya and Tom have asked for a refund
      And the fault is lifted, and 60 seconds pass
      Then it is one incident, of Maya and Tom

    Scenario: How long it lasted for Maya
      Given a platform that does not try again by itself
      And the provider rests, after failing Maya 5 times
      When 15 seconds pass
      And the fault is lifted, and 20 seconds pass
      Then this is what it cost
        | affected            | 1 of 1 (100 %) customers            |
        | user-minutes        | 1.34 over 1 customers               |
        | error budget        | pages at 14.4                       |

    Scenario: Finished work was kept
      Given the model never answers while it writes the answer
      When Maya asks for a refund
      Then this is what it cost
        | work kept           | 2 of 2 (100 %) finished steps       |

    Scenario: What our own retries added
      Given the model never answers, 2 times
      When Maya asks for a refund
      Then this is what it cost
        | retry amplification | 5 (5 calls upstream / 1 requests)   |
        | longest silence     | 10 s (of 1 requests): Maya          |

    Scenario: Where nothing fails, nothing is lost
      When Maya asks for a refund
      Then this is what it cost
        | affected            | 0 of 1 (0 %) customers              |
        | user-minutes        | 0 over 0 customers                  |
        | work kept           | n/a (of 0) finished steps           |
        | error budget        | does not page at 14.4               |
        | revenue at risk     | 0 a month                           |
