@self_check @unit @P2
Feature: The way from what was asked for to what keeps it
  Lena asked for certain things, and wants to see for each of them where it is. The README says so in
  a table, and a table that nobody checks is wrong after a month.
  Business value: nothing that was asked for is lost, and nothing is claimed that is not there

  Scenario: Every entry of the table leads to something that is there
    When the README's table of what was asked for is read
    Then each feature, file, class and tag in it is there

  Scenario: What was asked for by name is all in the table
    When the README's table of what was asked for is read
    Then it names every kind of error, every failure event and every field of theirs
    And it names each of the twelve core scenarios

  Scenario Outline: An entry that leads nowhere is found: <entry>
    Given a table of what was asked for with the entry "<entry>"
    Then it is said that "<problem>"

    Examples:
      | entry                                    | problem                            |
      | features/nowhere.feature                 | features/nowhere.feature is no file |
      | support/world.py: Universe               | support/world.py has no Universe   |
      | features/cleanup/nothing_is_left.feature @core_9 | nothing_is_left.feature has no @core_9 |
