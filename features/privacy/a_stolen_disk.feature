@P1 @integration @privacy @scripted
Feature: A stolen disk
  Our records outlive a crash, so they lie on a disk, and disks are stolen, sold and copied. Whoever
  reads ours learns what customers asked and what they were told. A key to a conversation they must
  not find: with one they would go on as Maya, and be told all that she is told from then on. So we
  keep of a key no more than it takes to know it again.

  Business value: a lost backup stays one bad day, and gives nobody our customers' conversations.

  @SEC-4
  Rule: Nothing on our disk opens a conversation

    Scenario: The disk is copied while Maya is there
      When Maya has asked for a refund
      Then no key of Maya's is on our disk
      But our disk shows what she asked, and what we know her keys by

    Scenario: The disk is copied after Maya came back
      Given Maya has come back twice, each time with the newest key
      Then no key of Maya's is on our disk
      But our disk shows what she asked, and what we know her keys by
      And Maya comes back with her newest key

    Scenario: The disk is copied after a crash, and after Maya came back from it
      Given Maya has come back twice, each time with the newest key
      When the server is killed and started again
      And Maya comes back to her session
      Then no key of Maya's is on our disk
      But our disk shows what she asked, and what we know her keys by

    Scenario: The disk is copied after a planned restart, before Maya is back
      When the server is restarted as planned 1 seconds after Maya asked for a refund
      Then no key of Maya's is on our disk
      But our disk shows what she asked, and what we know her keys by
      And Maya comes back with her newest key

    Scenario: The disk is copied while our records take nothing, and a note beside them says so
      Given our records can only be read
      When Maya has asked for a refund
      Then no key of Maya's is on our disk
      But our disk shows what she asked, and what we know her keys by
