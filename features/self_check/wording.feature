@self_check @unit @P2
Feature: Every sentence is there in every language
  A sentence that is missing in one language is found by the customer who reads that language, in
  the moment in which something else has failed already.
  Business value: no customer reads an error about our errors

  Scenario: The shipped sentences are whole
    When the sentences of all languages are checked
    Then no sentence is at fault

  Scenario Outline: A sentence that <fault> is found
    When the German sentence "<key>" is written as "<sentence>"
    Then a sentence is at fault, because it "<why>"

    Examples:
      | fault                     | key                 | sentence                                       | why                      |
      | is missing                | llm_timeout.final   |                                                | is missing in de         |
      | lost its number           | llm_timeout.final   | Bitte versuchen Sie es später noch einmal.     | fills in other values    |
      | has a number of its own   | cancelled.final     | Ihre Anfrage wurde nach {minutes} angehalten.  | fills in other values    |
      | says too little           | partial.preserved   | Gesichert.                                     | says too little          |
      | is no sentence            | partial.preserved   | Was fertig ist, ist gesichert                  | is no whole sentence     |
      | shows a code              | internal_error.final | Bei uns gab es einen internal_error. Bitte warten. | shows a code         |
      | shows a word of the trade | llm_timeout.final   | Timeout des LLM nach {wait}    Sekunden.       | shows a code             |
      | is in the wrong language  | recovered.final     | The assistant works normally again.            | is not in German         |

  Scenario: A language that we say nothing in for a failure is found
    When all German sentences about "quota_exhausted" are taken out
    Then a sentence is at fault, because it "is missing in de"

  Scenario: A kind of failure without any sentence is found
    When all sentences about "circuit_open" are taken out
    Then a sentence is at fault, because it "circuit_open.final is missing"
