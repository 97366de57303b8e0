@self_check @unit @P1
Feature: What a provider answers is understood for what it is
  Providers tell one and the same failure in many ways, and a library that reads their answers calls
  half of them a success. The platform looks at what came over the wire, and nothing else.
  Business value: a customer is told what really failed, whichever provider is behind the assistant

  Scenario Outline: A refusal with <status>: <headers> <body>
    When a provider answers <status> with the headers <headers> and the body <body>
    Then that is understood as <error type>
    And the wait asked for is <wait> seconds

    Examples:
      | status | headers                                    | body                                      | error type            | wait |
      | 413    | {}                                         | Too large                                 | context_too_long      | no   |
      | 418    | {}                                         | I am a teapot                             | internal_error        | no   |
      | 429    | {}                                         | {"error": {"code": "insufficient_quota"}} | quota_exhausted       | no   |
      | 429    | {"retry-after": "7"}                       | {"error": {"code": "insufficient_quota"}} | rate_limit_exceeded   | 7    |
      | 429    | {"retry-after": "soon"}                    | Slow down                                 | rate_limit_exceeded   | no   |
      | 429    | {"x-ratelimit-reset-requests": "1m30s"}    | Slow down                                 | rate_limit_exceeded   | 90   |
      | 429    | {"x-ratelimit-reset-tokens": "250ms"}      | Slow down                                 | rate_limit_exceeded   | 0.25 |
      | 429    | {"x-ratelimit-reset-requests": "whenever"} | Slow down                                 | rate_limit_exceeded   | no   |
      | 529    | {"retry-after": "7"}                       | Overloaded                                | service_unavailable   | 7    |

  Scenario Outline: A stream that begins well, and says <data>
    When a provider streams <data>
    Then that is understood as <error type>

    Examples:
      | data                                              | error type              |
      | {"error": {"code": "rate_limit_exceeded"}}        | rate_limit_exceeded     |
      | {"error": {"type": "insufficient_quota"}}         | quota_exhausted         |
      | {"error": "no object"}                            | service_unavailable     |
      | {"choices": "none"}                               | invalid_response_format |
      | {"choices": [{"delta": "words"}]}                 | invalid_response_format |
      | {"choices": [{"delta": {"tool_calls": ["find"]}}]} | invalid_response_format |
      | [DONE]                                            | response_truncated      |

  Scenario: An answer without end is not read to its end
    When a provider answers with 2000000 bytes in one piece
    Then that is understood as invalid_response_format
