@self_check @starts_processes @real @wall_clock @P2
Feature: A run with a real model never looks better than it was
  A suite that skips what it cannot reach is green and proves nothing. Where the real model cannot be
  asked, falls silent or dies, the run says so and ends with 1.
  Business value: "it works with the real model" is said only where it does

  Scenario Outline: A real model that <does>
    Given a model endpoint that <does>
    When what needs a real model is run with that one
    Then the small run ends with <code>
    And it says "<words>"

    Examples:
      | does                     | code | words                                 |
      | answers                  | 0    | 2 of 2 promises tested here are kept  |
      | answers without counting | 0    | 2 of 2 promises tested here are kept  |
      | answers all at once      | 1    | the answer came as a whole            |
      | dies in mid-answer       | 1    | agent_error(response_truncated)       |
      | hangs up unasked         | 1    | agent_error(connection_failed)        |
      | sends a web page         | 1    | agent_error(invalid_response_format)  |
      | writes nothing           | 1    | It wrote not one token                |

  Scenario: A real model that refuses to answer, and the key is shown nowhere
    Given a model endpoint that refuses to answer
    When what needs a real model is run with that one
    Then the small run ends with 1
    And it says "agent_error(provider_refused_us)"
    And neither the console nor the report holds the key

  Scenario Outline: A real model that cannot be asked: <what>
    Given a model endpoint that answers
    But <what>
    When what needs a real model is run with that one
    Then the small run ends with <code>
    And it says "<words>"

    Examples:
      | what                        | code | words                                                   |
      | the key is wrong            | 1    | refuses our key (401). Is OPENAI_API_KEY the right one? |
      | the client is not installed | 2    | pip install 'agent-failure-spec[real-llm]'              |

  Scenario Outline: An endpoint of no use is told with its mend: <what>
    Given a model endpoint that answers
    But <what>
    When its model is looked for
    Then the endpoint is refused with "<words>"

    Examples:
      | what                          | words                                |
      | there is no key               | OPENAI_API_KEY is not set            |
      | there is no address           | OPENAI_BASE_URL is not set           |
      | the address is no URL         | must begin with http:// or https://  |
      | nobody answers at the address | Nothing answers at                   |

  Scenario Outline: An endpoint that <does> is of no use
    Given a model endpoint that <does>
    When its model is looked for
    Then the endpoint is refused with "<words>"

    Examples:
      | does                           | words                                |
      | lists no model                 | name a model with OPENAI_MODEL       |
      | lists its models as a web page | did not answer with a list of models |
      | breaks when asked for models   | /models was answered with 500        |

  Scenario: The report names the model, counts its tokens, and lists what was not run
    Given a model endpoint that answers
    When the specification is run with that model, by behave itself
    Then the report says "small-model-1", and more than the 7 tokens of one call
    And it lists the scenarios that need a scripted model as not run
    And the small run ends with 0

  Scenario: Without a real model, what needs one is listed as not run
    Given a small suite with the feature
      """
      @P1 @real
      Feature: Maya is told
        Business value: customers who are told stay
        @real_llm
        Scenario: By a real model
          Given the suite stumbles
        @scripted
        Scenario: By a scripted model
          Given all is well
      """
    When the command line runs the small suite
    Then the small run ends with 0
    And it says "1 scenario not run, each because it needs a real model (--real-llm)."
    And its scenarios ended as
      | scenario            | status  |
      | By a real model     | skipped |
      | By a scripted model | passed  |

  Scenario: A run that selects only what needs a real model proves nothing
    Given a small suite with the feature
      """
      @P1 @real @real_llm
      Feature: Maya is told
        Business value: customers who are told stay
        Scenario: By a real model
          Given all is well
      """
    When the command line runs the small suite
    Then the small run ends with 2
    And it says "nothing was run"
