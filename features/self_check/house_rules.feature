@self_check @unit @P2
Feature: The project keeps its own house rules
  A platform that reads the real clock is right on one machine and wrong on the next, and a step
  that does everything itself is read by nobody.
  Business value: a red scenario means a broken promise, not an unlucky moment

  Scenario: This project keeps them
    When the house rules are applied to this project
    Then no violation is found

  Scenario Outline: <stray> in the project is found
    When the house rules are applied to a project with the file "<stray>"
    Then a violation says "<why>"

    Examples:
      | stray               | why                      |
      | notes.txt           | has no place at the top  |
      | steps/deeper/one.py | behave loads no step     |

  Scenario Outline: In the simulator, "<line>" is found
    When the house rules are applied to a simulator with the line "<line>"
    Then a violation says "<why>"

    Examples:
      | line                              | why                           |
      | asyncio.sleep(1)                  | waits in real time            |
      | asyncio.wait_for(work, 1)         | waits in real time            |
      | asyncio.timeout(1)                | waits in real time            |
      | time.monotonic()                  | monotonic is the real time    |
      | clock_of_the_machine()            | time.time is the real time    |
      | threading.Thread()                | is a thread                   |
      | random.random()                   | one unseeded source           |
      | random.Random()                   | needs a seed                  |
      | uuid.uuid4()                      | ids are seeded                |
      | datetime.now()                    | datetime.now is the real time |
      | secrets.choice([1, 2])            | secrets are for tokens only   |
      | connect('ws://localhost/')        | may be two addresses          |

  Scenario Outline: In the simulator, "<line>" is allowed
    When the house rules are applied to a simulator with the line "<line>"
    Then no violation is found

    Examples:
      | line                    |
      | clock.sleep(1)          |
      | random.Random(7)        |
      | secrets.token_urlsafe() |
      | connect('127.0.0.1')    |

  Scenario Outline: A step that <what> is found
    When the house rules are applied to a step "<name>" that does "<line>" <times> times
    Then a violation says "<why>"

    Examples:
      | what                 | name       | line          | times | why                        |
      | does not say what    | step_impl  | act()         | 1     | a step's function says     |
      | does too much itself | maya_asks  | act()         | 5     | has more than 4 statements |
      | sleeps               | maya_waits | time.sleep(1) | 1     | waits in real time         |

  Scenario Outline: A hook that <what> is found
    When the house rules are applied to hooks with <lines> lines and "<first>"
    Then a violation says "<why>"

    Examples:
      | what               | lines | first                          | why                   |
      | is never awaited   | 10    | async def before_all(c): pass  | behave never awaits   |
      | grew too long      | 40    | def before_all(c): pass        | hooks stay under 40   |
