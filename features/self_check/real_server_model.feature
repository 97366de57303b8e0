@self_check @integration @P2
Feature: The language model that fails on cue, over real HTTP
  A real server is made to fail by its language model: one of ours, which it takes for its provider's.
  It speaks as the three large providers do, and each fault is on the wire what it is for our own
  platform. A call that a fault has touched is in its journal, while it still hangs.

  Business value: what is said of a server rests on a failure that has really happened to it

  Scenario Outline: A healthy answer of <provider>'s is whole
    When <provider>'s format is asked for an answer, <how>
    Then the answer is "You will get your money back within three days."
    And the journal has one call, without a fault

    Examples:
      | provider  | how       |
      | OpenAI    | streamed  |
      | OpenAI    | as a whole |
      | Responses | streamed  |
      | Responses | as a whole |
      | Anthropic | streamed  |
      | Anthropic | as a whole |
      | Gemini    | streamed  |
      | Gemini    | as a whole |

  Scenario Outline: A model that <fault> does so in <provider>'s format
    Given the failing model <fault>
    When <provider>'s format is asked for an answer, streamed
    Then what comes is <what>
    And the journal has one call, with the fault

    Examples:
      | provider  | fault                              | what                          |
      | OpenAI    | ends early as if finished          | half an answer, and an end    |
      | Anthropic | ends early as if finished          | half an answer, and an end    |
      | Gemini    | ends early as if finished          | half an answer, and an end    |
      | OpenAI    | resets the connection              | half an answer, and a reset   |
      | Anthropic | resets the connection              | half an answer, and a reset   |
      | OpenAI    | reports overload inside its answer | half an answer, and an error  |
      | Anthropic | reports overload inside its answer | half an answer, and an error  |
      | Gemini    | reports overload inside its answer | half an answer, and an error  |
      | OpenAI    | refuses our key                    | a refusal with 401            |
      | Anthropic | refuses our key                    | a refusal with 401            |
      | Gemini    | asks us to wait                    | a refusal with 429            |
      | Anthropic | says that it is overloaded         | a refusal with 529            |
      | OpenAI    | sends a web page                   | no answer                     |
      | OpenAI    | never answers                      | silence                       |

  Scenario: A cut in the middle cannot touch an answer that comes at once
    Given the failing model ends early as if finished
    When OpenAI's format is asked for an answer, as a whole
    Then the answer is "You will get your money back within three days."
    And the journal has one call, without a fault
    And the fault has touched nothing
