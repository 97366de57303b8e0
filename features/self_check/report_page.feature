@self_check @integration @P2
Feature: The page opens anywhere and survives everything
  It is one file that is mailed, archived and opened from disk. What an agent, a customer or an
  attacker wrote stands in it, and must stay text.
  Business value: the report can be handed to anyone, and is read years later

  Scenario: The page asks nobody for anything
    When a suite that ends in every way is run
    Then the page makes no request and runs nothing but its own script
    And the page is properly nested, and its links lead somewhere

  Scenario: Hostile texts stay texts
    When a suite that ends in every way is run
    Then the page shows "<script>alert("feature")</script>" as text
    And the page shows "<script>alert("text")</script>" as text
    And the page shows "ünïcödé ☂" as text
    And neither colours of a terminal nor broken characters are left in any file

  Scenario: A text of a million characters is shortened on the page, and whole in the results
    When a suite that ends in every way is run
    Then the page says "996,000 more characters in results.json"
    And the results hold all of its million characters

  Scenario: The page can be made again from the results alone
    When a suite that ends in every way is run
    Then the page made from results.json is the page that was written
