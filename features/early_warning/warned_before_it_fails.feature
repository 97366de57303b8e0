@P2 @integration @early_warning @scripted @simulator
Feature: A failure that can be seen coming is told of before it comes
  A model seldom fails out of the blue: it gets slower first, or errs more and more. A platform that
  watches can hand the work over while everything still goes well, and says so.

  Business value: work that is moved in time is never lost, and nobody has to ask for it again.

  Background:
    Given a platform that does not try again by itself
    And a second assistant to fall back on

  @WARN-1
  Rule: A degrading upstream is warned of before it fails, with stated precision and lead time

    Scenario Outline: The model <gets worse>, and Maya is warned long before it fails
      Given the model is watched, and <gets worse>, until it fails
      When Maya asks for a refund until she is warned
      Then that is at least 60 calls before the model would have failed
      And Maya is warned once, because <reason>

      Examples:
        | gets worse                  | reason                       |
        | answers later and later     | its answers take longer      |
        | fails more and more often   | more of its answers fail     |
        | speaks more and more slowly | its words come more slowly   |

    Scenario: The second assistant takes over before anything fails, as Maya is told
      Given the model is watched, and answers later and later, until it fails
      When Maya asks for a refund until she is warned
      Then Maya is told that the second assistant answers for now
      And Maya is told that "order lookup, refund answers, finished work" still work
      And Maya's next request is answered by the second assistant alone

    Scenario: Somebody who comes later is warned, too, before the answer
      Given the model is watched, and answers later and later, until it fails
      When Maya asks for a refund until she is warned
      And Tom asks for a refund
      Then Tom is warned once, before his answer
      And Tom has the whole answer

    Scenario: With nobody to take over, what is optional is left out, as Maya is told
      Given no second assistant
      And the model is watched, and answers later and later, until it fails
      When Maya asks for a refund until she is warned
      Then Maya is told that nothing is suggested for now
      And Maya's next request has no suggestion in it

    Scenario: The model fails at last, when nobody's work is left with it
      Given the model is watched, and answers later and later, until it fails
      When Maya asks for a refund until she is warned
      And 1000 seconds pass
      Then Maya is told that the first assistant rests, and the second one answers
      And Maya has lost 0 of her requests

    Scenario: With nobody to take over, the failure comes all the same, and is told as any other
      Given no second assistant
      And the model is watched, and answers later and later, until it fails
      When Maya asks for a refund 25 times
      And Maya asks for a refund 25 times
      Then Maya is told once that the assistant has to rest for 30 seconds

    Scenario Outline: A model that <is well> is not warned of
      Given the model is watched, and <is well>
      When Maya asks for a refund 20 times
      Then Maya is not warned of anything
      And the model was asked at least 75 times

      Examples:
        | is well                                |
        | is as quick as every day               |
        | is slow ten times, and then as before  |

    Scenario Outline: The same failure costs Maya <lost> requests where the model is <watched>
      Given the model is <watched>, and answers later and later, until it fails
      When Maya asks for a refund 20 times
      And Maya asks for a refund 20 times
      Then Maya has lost <lost> of her requests

      Examples:
        | watched     | lost |
        | watched     | 0    |
        | not watched | 5    |

    Scenario: The model is well again, and Maya is told that everything works
      Given the model is watched, and answers later and later, and then as before
      When Maya asks for a refund until she is warned
      And 900 seconds pass
      Then Maya is told once that everything works again
      And Maya's next request is served by the first assistant

    Scenario: Our server is started anew, and nobody waits for the end of a warning that is forgotten
      Given the model is watched, and answers later and later, until it fails
      When Maya asks for a refund until she is warned
      And the server is killed and started again
      And Maya comes back to her session
      Then Maya is told once that everything works again
