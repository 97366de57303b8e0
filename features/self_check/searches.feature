@self_check @unit @P1
Feature: A search that finds nothing would have found something
  Many scenarios end with a search: no secret was shown, nobody received what is another's, nothing is
  in the wrong language. A search that is blind would be green for ever.
  Business value: "nothing was found" is worth something

  Scenario: Where nothing is wrong, nothing is found
    Given Maya and Tom each received a failure of their own
    Then no search finds anything

  Scenario Outline: <what> is found
    Given Maya and Tom each received a failure of their own
    But Maya received <what>
    Then the search for <search> says "<words>"

    Examples:
      | what                              | search            | words                                         |
      | an event about Tom                | what is another's | Maya received an event for user-tom           |
      | the name of Tom's run             | what is another's | Maya and Tom both received the run_id         |
      | Tom's secret                      | what is another's | Maya read the secret of Tom                   |
      | a notice in German                | another language  | agent_error is not in English                 |
      | a notice that calls itself French | another language  | agent_error calls itself 'fr'                 |
      | another advice than Tom           | differences       | agent_error.suggested_action: 'wait'          |
      | one event less than Tom           | differences       | Maya received session_started                 |
      | a password of ours                | secrets           | is in what Maya received                      |
      | a notice without words            | what does not fit | agent_error (event 4) does not fit the schema |
