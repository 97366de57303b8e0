@P1 @integration @cascades @scripted @simulator
Feature: Our server ends, and everybody is back at once
  When a server ends, every line to it ends in the same moment, and every app comes back in the next.
  It has happened to others: the herd that came back kept the server down (gravitational/teleport#6889,
  pladaria/reconnecting-websocket#200), and each return had the whole session sent again
  (OpenHands/OpenHands#17619).
  So a return asks nothing of any provider, however many return, and what the crash cut off has one cause.

  Business value: a crash of a second stays a crash of a second.

  @CAS-1
  Rule: One crash is one cause, for everybody whom it hit, and what began before it keeps its name

    Scenario: The server is killed under three requests, and their customers read one cause
      When Maya, Tom and Ben ask for a refund at once
      And 1 seconds pass
      And the server is killed and started again, and everybody comes back at once
      Then all that Maya, Tom and Ben are told of failures names one cause

    Scenario: A second crash is a second cause
      When Maya, Tom and Ben ask for a refund at once
      And the server is killed and started again, and everybody comes back at once
      And Maya, Tom and Ben ask for a refund at once
      And the server is killed and started again, and everybody comes back at once
      Then Maya is told of 2 causes, one after the other

    Scenario: An outage that our server did not survive keeps its name
      Given a platform that does not try again by itself
      And the provider rests, after failing Maya 5 times
      When the server is killed and started again, and everybody comes back at once
      And Maya, Tom and Ben ask for a refund at once
      Then all that Maya, Tom and Ben are told of failures names one cause

  @CAS-2
  Rule: Nobody's return asks a provider for anything

    Scenario: A planned restart under three requests, and no step is done twice
      When Maya, Tom and Ben ask for a refund at once
      And the server is restarted as planned, and everybody comes back at once
      And 10 seconds pass
      Then each step of 3 requests was done once

    Scenario: The server is killed under three requests, and their return asks nothing of the model
      When Maya, Tom and Ben ask for a refund at once
      And 1 seconds pass
      And the server is killed and started again, and everybody comes back at once
      And 10 seconds pass
      Then the model was asked for nothing since they are back

    Scenario: The provider still rests, and nobody who comes back reaches it
      Given a platform that does not try again by itself
      And the provider rests, after failing Maya 5 times
      When the server is killed and started again, and everybody comes back at once
      And Maya, Tom and Ben ask for a refund at once
      Then the model was asked 5 times
