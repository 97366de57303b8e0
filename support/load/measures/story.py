"""One session as the reference platform tells it, to be told again with other names."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from support.load.customer import Account, LoadCustomer
from support.load.hosts import OwnPlatform
from support.load.plan import LoadPlan
from support.load.swarm import DEFAULT_WAITS, Swarm, Watch
from support.simulator.model.faults import ModelFault

EVENTS: Final = 8
USER: Final = "user-1"
REQUEST: Final = "request-1"

_NAME: Final = re.compile(r"(?<=-)[0-9a-f]{12}(?=[0-9a-f]{8}\b)[0-9a-f]{8}")
_OUTPUT: Final = "agent_output"


async def recorded() -> list[str]:
    """The frames of a session whose request fails, eight of them, as a real platform sent them."""
    plan = LoadPlan(sessions=1, failing=1.0, kinds=(ModelFault.UNAVAILABLE,))
    host = OwnPlatform(plan)
    accounts: list[Account] = []
    frames: list[str] = []
    try:
        door = await host.open()
        swarm = Swarm(plan, door, host.judge, Watch(accounts.append), DEFAULT_WAITS)
        swarm.customer_type = _overheard(frames)
        await swarm.run()
    finally:
        await host.close()
    return list(_eight_of(frames))


def _overheard(frames: list[str]) -> type[LoadCustomer]:
    class Overheard(LoadCustomer):
        __slots__ = ()

        def heard(self, frame: bytes) -> None:
            frames.append(frame.decode())
            super().heard(frame)

    return Overheard


def _eight_of(frames: Sequence[str]) -> Iterator[str]:
    """Without the words in the middle that are too many, and numbered anew."""
    events = [json.loads(frame) for frame in frames]
    outputs = [number for number, event in enumerate(events) if event["type"] == _OUTPUT]
    left_out = set(outputs[len(outputs) - (len(events) - EVENTS) :])
    kept = [event for number, event in enumerate(events) if number not in left_out]
    for number, event in enumerate(kept, 1):
        yield json.dumps({**event, "sequence": number}, separators=(",", ":"))


def told_to(frames: Sequence[str], user: str, request: str, number: int) -> list[str]:
    """The same frames, for another customer in another session."""

    def renamed(found: re.Match[str]) -> str:
        return f"{found.group()[:12]}{number:08x}"

    return [
        _NAME.sub(renamed, frame)
        .replace(f'"{USER}"', f'"{user}"')
        .replace(f'"{REQUEST}"', f'"{request}"')
        for frame in frames
    ]
