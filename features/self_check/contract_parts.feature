@self_check @unit @P2
Feature: The contract's named parts can be used by themselves
  A breaker's configuration, an error as the platform found it and an error as a frontend shows it:
  whoever builds a platform of their own can take them, and is told where they are filled wrongly.
  Business value: other teams reuse what was settled here instead of settling it anew

  Scenario: What fits into the fields of the parts
    When the named parts are looked at
    Then this fits into the fields of the parts
      | part               | field                   | what                                                                |
      | AgentError         | message                 | string from 1 to 500                                                |
      | AgentError         | agent_name              | string from 1                                                       |
      | AgentError         | occurred_at             | ^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$                            |
      | AgentError         | upstream                | string or null                                                      |
      | AgentError         | retry_after             | number from 0 or null                                               |
      | WebSocketErrorInfo | user_message            | string from 11 to 500                                               |
      | WebSocketErrorInfo | message_key             | string from 1                                                       |
      | WebSocketErrorInfo | message_params          | anything named, each string or integer or number or boolean or null |
      | WebSocketErrorInfo | locale                  | ^[a-z]{2}(-[A-Z]{2})?$                                              |
      | WebSocketErrorInfo | retry_after             | number from 0 or null                                               |
      | WebSocketErrorInfo | estimated_recovery_time | number from 0 or null                                               |

  Scenario: A part that others were given stays as it is
    When the named parts are looked at
    Then none can be changed once it is made

  Scenario: An error info may say all without parameters
    When an error info is made of what it must have
    Then it has no parameters

  Scenario Outline: An agent error "<error>" is filed as the catalogue has it
    When an agent error "<error>" is made
    Then its category is "<category>", and it <can> recover

    Examples:
      | error           | category | can    |
      | llm_timeout     | llm      | can    |
      | quota_exhausted | llm      | cannot |
      | internal_error  | internal | can    |

  Scenario Outline: A breaker in <mode> mode with <calls> calls at least can open
    When these settings are given
      | setting               | value   |
      | breaker_mode          | <mode>  |
      | breaker_minimum_calls | <calls> |
    Then the settings in force are
      | setting               | value   |
      | breaker_mode          | <mode>  |
      | breaker_minimum_calls | <calls> |

    Examples:
      | mode        | calls |
      | consecutive | 200   |
      | rate        | 100   |

  Scenario Outline: A breaker whose <setting> is endless is refused
    When the setting "<setting>" is given as "inf"
    Then the configuration is refused with "a finite number above 0 is wanted"

    Examples:
      | setting                       |
      | breaker_slow_call_duration    |
      | breaker_wait_duration_in_open |
      | breaker_max_wait_in_half_open |

  Scenario Outline: The web pages that may connect, written as <written>
    When these settings are given
      | setting         | value     |
      | allowed_origins | <written> |
    Then the settings in force are
      | setting         | value     |
      | allowed_origins | <origins> |

    Examples:
      | written                                        | origins                                              |
      | https://shop.example                           | ('https://shop.example',)                            |
      | https://shop.example,http://[::1]:8080         | ('https://shop.example', 'http://[::1]:8080')        |
      | https://shop.example, https://www.shop.example | ('https://shop.example', 'https://www.shop.example') |

  Scenario Outline: <written> is no web page's origin
    When the setting "allowed_origins" is given as "<written>"
    Then the configuration is refused with "such as https://shop.example, parted by commas is wanted"

    Examples:
      | written                   |
      | shop.example              |
      | https://shop.example/cart |
      | ftp://shop.example        |
      | https://Shop.example      |

  Scenario: The JSON Schema says what it is
    When the contract is published as json-schema
    Then its title is "The failure contract", with the comment "schema_version 1.0"
