"""What third-party servers really said, kept as they said it: a line for each mood of their model.

`recorded/NAME.ndjson` was taken from the server that `support/targets/servers/NAME.toml` installs
and starts, with the failing model behind it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from support.clock import VirtualClock
from support.contract.customer_frames import Ask
from support.customer import Customer
from support.targets.real_server.behaviour import behaviour_findings
from support.targets.real_server.description import Description
from support.targets.real_server.installing import descriptions
from support.targets.real_server.llm.plan import Plan
from support.targets.real_server.mapping import EventMapping
from support.targets.real_server.own_class import OwnServer
from support.targets.real_server.reading import read_description
from support.targets.real_server.speech import DescribedSpeech

RECORDED: Final = Path(__file__).with_name("recorded")
WELL: Final = "answers"
REQUEST: Final = "run-1"
ASKED_AT: Final = 0.5
HEARD_AT: Final = 1_000_000_000


@dataclass(frozen=True)
class Recorded:
    """One request, from the first frame to the last."""

    description: Description
    mood: str
    frames: tuple[str, ...]


def recorded(server: str, mood: str) -> Recorded:
    for line in (RECORDED / f"{server}.ndjson").read_text("utf-8").splitlines():
        told = json.loads(line)
        if told["model"] == mood:
            description = read_description(descriptions()[server])
            return Recorded(description, mood, tuple(told["frames"]))
    raise AssertionError(f"nothing was recorded of {server} while its model {mood}")


def heard(told: Recorded) -> Customer:
    """A customer who is told all of it, as the server's file has it."""
    mapping = EventMapping(told.description.event)
    clock = VirtualClock()
    speech = DescribedSpeech(
        told.description,
        mapping,
        who=("user-maya", "a token"),
        values={"port": 1},
        now=clock.timestamp,
        own=OwnServer(),
    )
    maya = Customer("Maya", "user-maya", "a token", clock, speech=speech)
    maya.asked.append(REQUEST)
    speech.say(Ask(type="ask", request_id=REQUEST, text="Can I have my money back?", locale="en"))
    for frame in told.frames:
        maya.log.record(HEARD_AT, 1, frame, speech.hear(frame))
    return maya


def events(customer: Customer) -> list[str]:
    """Which events of ours came, each that comes again and again told once."""
    kinds = [received.type for received in customer.log if received.event]
    return [kind for n, kind in enumerate(kinds) if n == 0 or kinds[n - 1] != kind]


def broken(told: Recorded, customer: Customer) -> list[str]:
    """The promises that this breaks, with what its model is known to have done."""
    plan = Plan(lambda: ASKED_AT)
    if told.mood != WELL:
        plan.inject(told.mood)
    plan.call(streamed=True, fits=lambda _: True)
    found = behaviour_findings(customer, [], plan, told.description)
    return sorted({finding.promise for finding in found})
