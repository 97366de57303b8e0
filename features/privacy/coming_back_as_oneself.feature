@P1 @integration @privacy @scripted
Feature: Only Maya can come back as Maya
  Whoever could come back to Maya's conversation would read all of it. It takes three things: to be
  Maya, to know which conversation it was, and to hold the newest key to it, which nobody can guess.
  It has happened to others: anybody could reconnect to anybody's session (hrygo/hotplex#240).

  Business value: a stranger in a customer's conversation is a breach that ends in the newspaper.

  @SEC-4
  Rule: The key to a conversation cannot be guessed, is its owner's alone, and wears out

    Scenario Outline: Tom cannot come back to Maya's conversation <how>
      Given Maya has asked for a refund, and lost her line
      When Tom comes back to Maya's conversation <how>
      Then Tom is told that there is nothing for him to come back to
      And Tom has received nothing of Maya's
      But Maya comes back with her own key

      Examples:
        | how                        |
        | with a key that he guessed |
        | with her key               |
        | with the key to his own    |

    Scenario: Nobody comes back before showing who it is
      Given Maya has asked for a refund, and lost her line
      When Mallory comes back to Maya's conversation with her key, without saying who she is
      Then Mallory is told to show a token first
      And Mallory has received nothing of Maya's
      But Maya comes back with her own key

    Scenario: A conversation that never was looks the same as one that is Maya's
      Given Maya has asked for a refund, and lost her line
      When Tom comes back to Maya's conversation with her key
      And Tom comes back to a conversation that never was
      Then Tom was told the same both times

    Scenario: A key is worth nothing once the newer one was used
      Given Maya has come back twice, each time with the newest key
      When Maya's first key is used again
      Then Maya is told that there is nothing for her to come back to

    Scenario: A key that was used still works while the newer one may have been lost on its way
      Given Maya has asked for a refund, and lost her line
      When 60 seconds pass
      And Maya comes back, loses her line, and comes back with the same key
      Then Maya has missed nothing, and nothing was told twice

    Scenario: Which keys are spent outlives a crash of ours
      Given Maya has come back twice, each time with the newest key
      When the server is killed and started again
      And Maya's first key is used again
      Then Maya is told that there is nothing for her to come back to
      But Maya comes back with her newest key

    Scenario: A conversation that Maya does not come back to in time is over
      When Maya asks for a refund
      And Maya's line fails after 0 seconds, for 300 seconds
      Then Maya is told that there is nothing for her to come back to
      And we keep nothing of the old conversation
      And Maya can ask for a refund in a new one

    Scenario: Maya cannot have seen what was not said yet
      Given Maya has asked for a refund, and lost her line
      When Maya comes back, and says that she saw a thousand events more
      Then Maya is told that this cannot be
      But Maya comes back with her own key

    Scenario: Whoever has begun something new is asked to come back before that
      Given Maya has asked for a refund, and lost her line
      When Maya asks for a refund on a new line, and only then comes back
      Then Maya is told to come back before she asks
      But Maya comes back with her newest key

    Scenario: A key in the address is refused, with the reason
      When Maya comes back with her key in the address
      Then Maya is refused because "A token never belongs in a URL"

    Scenario: A hundred keys, and nothing to guess them by
      When Maya begins 50 conversations
      Then each has a key of its own of at least 128 bits, with nothing of names in it

  @SEC-1 @simulator
  Rule: Whoever comes back reads what is theirs, and nothing else

    Scenario: Maya and Tom lose their lines at the same time
      Given Maya has asked for a refund, and lost her line
      When Tom asks for a refund, and loses his line after 1 seconds, for 60 seconds
      And Maya comes back
      Then Maya and Tom have received what is theirs, and nothing else
