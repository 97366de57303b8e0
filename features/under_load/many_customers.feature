@P1 @real @wall_clock @simulator @under_load @scripted
Feature: Many customers at once
  Five hundred customers ask in the same moment, and half of their requests fail. That is when one of
  them is easily forgotten, told twice, or told what is somebody else's. Our server is a process of
  its own here, and every single word that it says to anybody is judged.

  Business value: on the worst day of the year each customer knows where they stand, and nobody is
  told of another's trouble.

  @LOAD-1
  Rule: Under load every failure is told, once, to its owner

    Scenario: Half of the requests of five hundred customers fail in the same moment
      When 500 customers ask at the same time, and half of the requests fail
      Then every failure was told, once, to its owner
      And 250 requests really failed
      And the 250 other customers have their answers

    Scenario: Customers come one after another, and every request fails in one way or another
      When 120 customers come one after another, and all of the requests fail
      Then every failure was told, once, to its owner
      And 120 requests really failed
