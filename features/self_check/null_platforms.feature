@self_check @integration @P1
Feature: A platform that does nothing keeps no promise
  Well-known suites of this kind gave full marks to a server that never answered. Here a server that
  says nothing, or the same to everybody, is put under test as any platform is, on the same features.
  `make matrix` runs them on the whole specification, a test run on two scenarios of each promise.
  Business value: whoever reads "kept" can rely on somebody having kept it

  Scenario: None of them keeps a single promise, and nobody waits long to hear it
    When every null platform is run on two scenarios of each promise
    Then each of them keeps none of the promises that it was tried on, and the report says
      | a platform that                                                             | the report says                        |
      | refuses the connection                                                      | Nothing could be tested: nobody answers |
      | accepts and stays silent                                                    | tested here are kept. Broken:          |
      | accepts and closes                                                          | tested here are kept. Broken:          |
      | echoes everything                                                           | tested here are kept. Broken:          |
      | answers success to everything                                               | tested here are kept. Broken:          |
      | sends the same valid error for everything                                   | tested here are kept. Broken:          |
      | sends random valid events                                                   | tested here are kept. Broken:          |
      | shakes hands and never answers a ping                                       | tested here are kept. Broken:          |
      | replays one good conversation whatever is asked, with the right ids         | tested here are kept. Broken:          |
      | answers as a web page would                                                 | Nothing could be tested: at            |
      | drips one byte a second                                                     | Nothing could be tested: nobody answers |
      | shakes hands, and then drips one byte a second of a message that never ends | tested here are kept. Broken:          |
      | accepts the connection and says nothing, not even that it is a WebSocket    | Nothing could be tested: nobody answers |
      | accepts the connection and hangs up before it is a WebSocket                | Nothing could be tested: what answers  |
      | accepts, and closes at the first word                                       | tested here are kept. Broken:          |
      | greets properly and says no more                                            | tested here are kept. Broken:          |
      | greets properly and turns every request away                                | tested here are kept. Broken:          |
      | greets properly and lets every request fail, well told                      | tested here are kept. Broken:          |
    And each was tried on every promise that a platform can be tried on
    And each took at most 10 seconds
