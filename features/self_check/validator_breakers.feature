@self_check @unit @P1
Feature: The validator follows each breaker from its opening to its closing
  An opening is told by a trip, by a change or by both; it lasts as long as was said, and ends with
  a recovery. Whatever tells another story of the same breaker is found, and nothing else is.
  Business value: a customer is told one true story of a provider that fails

  Scenario: An opening may be told by both of its events, the trip first
    Given a session in which is told
      | after | event                         | says                                         |
      | 1     | circuit_breaker_triggered     |                                              |
      | 1     | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"} |
    Then nothing is found when it is read as frames

  Scenario: An opening may be told by both of its events, the change first
    Given a session in which is told
      | after | event                         | says                                         |
      | 1     | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"} |
      | 1     | circuit_breaker_triggered     |                                              |
    Then nothing is found when it is read as frames

  Scenario: A third telling of an opening is one too many, be it a trip
    Given a session in which is told
      | after | event                         | says                                         |
      | 1     | circuit_breaker_triggered     |                                              |
      | 1     | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"} |
      | 1     | circuit_breaker_triggered     |                                              |
    Then all that is found is CB-1: "circuit_breaker_triggered (event 4) tells again that the breaker writer/provider-one opened, 2.000 s into an opening of 30.0 s; once was expected."

  Scenario: A third telling of an opening is one too many, be it a change
    Given a session in which is told
      | after | event                         | says                                         |
      | 1     | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"} |
      | 1     | circuit_breaker_triggered     |                                              |
      | 1     | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"} |
    Then all that is found is CB-4: "circuit_breaker_state_changed (event 4) says that the breaker writer/provider-one was closed, but it was told to be open."

  Scenario: An opening that follows an opening unheard
    Given a session in which is told
      | after | event                     | says                                                    |
      | 1     | circuit_breaker_triggered |                                                         |
      | 5     | circuit_breaker_triggered | {"previous_state": "half_open", "failure_id": "fail-2"} |
    Then all that is found is CB-1: "circuit_breaker_triggered (event 3) tells again that the breaker writer/provider-one opened, 5.000 s into an opening of 30.0 s; once was expected."

  Scenario: A failed trial that nobody was told to have begun
    Given a session in which is told
      | after | event                         | says                                                    |
      | 1     | circuit_breaker_triggered     |                                                         |
      | 1     | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"}            |
      | 5     | circuit_breaker_triggered     | {"previous_state": "half_open", "failure_id": "fail-2"} |
    Then all that is found is CB-4: "circuit_breaker_triggered (event 4) says that the breaker writer/provider-one was half_open, but it was told to be open."

  Scenario: Once its wait is over, a breaker may open again without a word between
    Given a session in which is told
      | after | event                     | says                     |
      | 1     | circuit_breaker_triggered |                          |
      | 30    | circuit_breaker_triggered | {"failure_id": "fail-2"} |
    Then nothing is found when it is read as frames

  Scenario: A trial is told of a breaker whose opening nobody could date
    Given a session in which is told
      | after | event                         | says                                            |
      | 1     | circuit_breaker_state_changed | {"from_state": "closed", "to_state": "open"}    |
      | 1     | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"} |
    Then nothing is found when it is read as frames

  Scenario: An operator may step in before the wait is over
    Given a session in which is told
      | after | event                         | says                                              |
      | 1     | circuit_breaker_triggered     |                                                   |
      | 1     | circuit_breaker_state_changed | {"from_state": "open", "to_state": "forced_open"} |
      | 1     | system_recovered              |                                                   |
    Then nothing is found when it is read as frames

  Scenario: A trial out of a state that the breaker is not in
    Given a session in which is told
      | after | event                         | says                                              |
      | 1     | circuit_breaker_triggered     |                                                   |
      | 1     | circuit_breaker_state_changed | {"from_state": "open", "to_state": "forced_open"} |
      | 1     | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}   |
    Then all that is found is CB-4: "circuit_breaker_state_changed (event 4) says that the breaker writer/provider-one was open, but it was told to be forced_open."

  Scenario: A rate of failures opens it whenever that is reached
    Given a session in which is told
      | after | event                     | says                  |
      | 1     | circuit_breaker_triggered | {"failure_count": 60} |
    And its breakers count a rate of failures
    Then nothing is found when it is read as frames

  Scenario: Nobody is blamed where nobody knows how it counts
    Given a session in which is told
      | after | event                     | says                  |
      | 1     | circuit_breaker_triggered | {"failure_count": 60} |
    And it is not known how its breakers count
    Then nothing is found when it is read as frames

  Scenario: A recovery without a word of the breaker closes it
    Given a session in which is told
      | after | event                     | says                     |
      | 1     | circuit_breaker_triggered |                          |
      | 1     | system_recovered          |                          |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-2"} |
    Then nothing is found when it is read as frames

  Scenario: A recovery from something else leaves the breaker as it is
    Given a session in which is told
      | after | event                     | says                                                  |
      | 1     | circuit_breaker_triggered |                                                       |
      | 1     | graceful_degradation      | {"failure_id": "fail-9"}                              |
      | 1     | system_recovered          | {"failure_id": "fail-9", "degradation_cleared": true} |
      | 1     | circuit_breaker_triggered | {"failure_id": "fail-2"}                              |
    Then all that is found is CB-1: "circuit_breaker_triggered (event 5) tells again that the breaker writer/provider-one opened, 3.000 s into an opening of 30.0 s; once was expected."

  Scenario: A recovery from something else may be told while the breaker tries
    Given a session in which is told
      | after | event                         | says                                                  |
      | 1     | circuit_breaker_triggered     |                                                       |
      | 1     | graceful_degradation          | {"failure_id": "fail-9"}                              |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}       |
      | 1     | system_recovered              | {"failure_id": "fail-9", "degradation_cleared": true} |
    Then nothing is found when it is read as frames

  Scenario: A recovery that is told too early is told all the same
    Given a session in which is told
      | after | event                         | says                                              |
      | 1     | circuit_breaker_triggered     |                                                   |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}   |
      | 1     | system_recovered              |                                                   |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"} |
    Then all that is found is CAS-1: "system_recovered (event 4) tells the recovery while the breaker writer/provider-one still is half_open; recovery is told when all causes are gone."

  Scenario: A recovery from what the same cause brought about waits for the breaker too
    Given a session in which is told
      | after | event                         | says                                                                               |
      | 1     | circuit_breaker_triggered     | {"root_failure_id": "fail-r"}                                                      |
      | 1     | graceful_degradation          | {"failure_id": "fail-2", "root_failure_id": "fail-r"}                              |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}                                    |
      | 1     | system_recovered              | {"failure_id": "fail-2", "root_failure_id": "fail-r", "degradation_cleared": true} |
    Then all that is found is CAS-1: "system_recovered (event 5) tells the recovery while the breaker writer/provider-one still is half_open; recovery is told when all causes are gone."

  Scenario: A recovery that names another cause waits for the breaker too
    Given a session in which is told
      | after | event                         | says                                            |
      | 1     | circuit_breaker_triggered     |                                                 |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"} |
      | 1     | system_recovered              | {"root_failure_id": "fail-r"}                   |
    Then CAS-1 is found broken, in a sentence with "still is half_open"

  Scenario: A recovery concerns no opening that came later
    Given a session in which is told
      | after | event                         | says                                              |
      | 1     | circuit_breaker_triggered     |                                                   |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}   |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"} |
      | 1     | circuit_breaker_triggered     | {"failure_id": "fail-2"}                          |
      | 1     | system_recovered              |                                                   |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}   |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"} |
      | 1     | system_recovered              | {"failure_id": "fail-2"}                          |
    Then nothing is found when it is read as frames

  Scenario: A breaker that closes owes the recovery
    Given a session in which is told
      | after | event                         | says                                              |
      | 1     | circuit_breaker_triggered     |                                                   |
      | 30    | circuit_breaker_state_changed | {"from_state": "open", "to_state": "half_open"}   |
      | 1     | circuit_breaker_state_changed | {"from_state": "half_open", "to_state": "closed"} |
    Then all that is found is REC-5: "The breaker writer/provider-one closed again, but the recovery from fail-1 was never told."
