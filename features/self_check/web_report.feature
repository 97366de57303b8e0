@self_check @real @wall_clock @web @P2
Feature: The report holds in a real browser
  The page is opened as a product owner opens it: from disk, in a browser, by day and by night, on a
  desk and on a phone, with and without a mouse.
  Business value: nobody is kept from reading whether the promises are kept

  Scenario Outline: The report of <run> stands <check>
    When the report of <run> is opened
    Then the check for "<check>" finds nothing

    Examples: Of a kept specification
      | run                    | check               |
      | the kept specification | a quiet console     |
      | the kept specification | no request          |
      | the kept specification | accessibility       |
      | the kept specification | accessibility, dark |
      | the kept specification | the keyboard        |
      | the kept specification | the phone           |
      | the kept specification | reading unscripted  |
      | the kept specification | the filters         |
      | the kept specification | what is folded away |

    Examples: Of a broken platform
      | run                    | check               |
      | a broken platform      | a quiet console     |
      | a broken platform      | no request          |
      | a broken platform      | accessibility       |
      | a broken platform      | accessibility, dark |
      | a broken platform      | the keyboard        |
      | a broken platform      | the phone           |
      | a broken platform      | reading unscripted  |
      | a broken platform      | the filters         |
      | a broken platform      | what is folded away |

  Scenario Outline: The page "<page>" of the contract stands <check>
    When the page "<page>" beside the report of the kept specification is opened
    Then the check for "<check>" finds nothing

    Examples:
      | page          | check               |
      | promises.html | a quiet console     |
      | promises.html | no request          |
      | promises.html | accessibility       |
      | promises.html | accessibility, dark |
      | promises.html | the keyboard        |
      | promises.html | the phone           |
      | events.html   | a quiet console     |
      | events.html   | no request          |
      | events.html   | accessibility       |
      | events.html   | accessibility, dark |
      | events.html   | the keyboard        |
      | events.html   | the phone           |
      | failures.html | a quiet console     |
      | failures.html | no request          |
      | failures.html | accessibility       |
      | failures.html | accessibility, dark |
      | failures.html | the keyboard        |
      | failures.html | the phone           |

  Scenario Outline: The page of the kill matrix stands <check>
    When the kill matrix of some saboteurs is opened
    Then the check for "<check>" finds nothing

    Examples:
      | check               |
      | a quiet console     |
      | no request          |
      | accessibility       |
      | accessibility, dark |
      | the keyboard        |
      | the phone           |

  Scenario Outline: All that is folded on the page "<page>" holds when it is open
    When the page "<page>" beside the report of the kept specification is opened
    Then with all of it open the check for "accessibility" finds nothing
    And with all of it open the check for "accessibility, dark" finds nothing
    And with all of it open the check for "the phone" finds nothing

    Examples:
      | page          |
      | events.html   |
      | failures.html |

  Scenario: All that is folded on the report of a broken platform holds when it is open
    When the report of a broken platform is opened
    Then with all of it open the check for "accessibility" finds nothing
    And with all of it open the check for "accessibility, dark" finds nothing
    And with all of it open the check for "the phone" finds nothing

  Scenario: Without a script the verdict is there word for word
    When the report of a broken platform is opened
    Then without a script its verdict is the one of the results

  Scenario: A report of 500 scenarios opens in under a second
    When the report of the kept specification is opened
    Then it holds at least 500 scenarios
    And it takes less than 4000 bytes a scenario, which is 2 megabytes for 500
    And the check for "speed" finds nothing
    And how long it took is written down
