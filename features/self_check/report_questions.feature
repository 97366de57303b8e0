@self_check @integration @P2
Feature: A product owner's questions are answered where she looks first
  Lena opens the report and asks: what broke, since when, does it hurt customers, what did they see?
  The first screen and the list of what broke say so, in sentences.
  Business value: a decision takes a minute, and no engineer has to be asked for it

  Scenario: The first screen says what broke, since when, and how much of it is critical
    When a small suite that was kept is run again, and breaks
    Then the first screen says "Broken: every valid request ends exactly once"
    And the first screen says "NSF-1 (No silent failure): newly broken"
    And the first screen says "Critical for production (P1): 1 of the 1 that broke"

  Scenario: Nothing is said of what is critical where nothing broke
    Given a small suite that is well written
    When the command line runs the small suite
    Then the first screen says nothing of "critical"

  Scenario: What broke says what that is worth, and what the customer read
    Given a small suite in which Maya is answered, and that breaks
    When the command line runs the small suite
    Then what broke says "customers who are told stay"
    And what broke says "What Maya read: “Order A-1042: one lamp, delivered.”"

  Scenario: Who read nothing is said to have read nothing
    Given a small suite in which Maya is there, and that breaks
    When the command line runs the small suite
    Then what broke says "What Maya read: nothing."
