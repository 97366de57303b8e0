"""The reference platform under load, in a process of its own: `python -m support.load.server`.

First it says where it listens. Then each line on its stdin is a request, a JSON object, and gets
one line of JSON. It ends with its stdin, so that nobody who dies leaves it behind.
"""

import asyncio
import gc
import json
import sys
from typing import Any, Final

from support.clock import WallClock
from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.load.loops import runner
from support.load.open_files import room_for
from support.load.provider import ProviderUnderLoad
from support.load.usage import used
from support.simulator import Parts, ReferencePlatform
from support.simulator.operator_log import LogEntry
from support.targets.door import under_test

FEWER_COLLECTIONS: Final = 50_000


class NoLog:
    """Thousands of failures that were asked for are nothing that an operator has to read."""

    def write(self, entry: LogEntry) -> None:
        """It is made all the same, as for any platform."""


class Desk:
    """Answers what the swarm asks beside the load itself."""

    def __init__(self, platform: ReferencePlatform) -> None:
        self._platform = platform

    @property
    def _provider(self) -> ProviderUnderLoad:
        (provider,) = self._platform.models.values()
        assert isinstance(provider, ProviderUnderLoad)
        return provider

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        for token, user_id in asked.get("admit", {}).items():
            self._platform.tokens.accept(token, user_id)
        gate = self._provider.gate
        if "hold" in asked:
            gate.close() if asked["hold"] else gate.open()
        if asked.get("report"):
            return self.account()
        return {**used(), "waiting": gate.waiting}

    def account(self) -> dict[str, Any]:
        """What it did: which run met which fault, and how much it told each session."""
        sessions = self._platform.sessions.values()
        return {
            "met": self._provider.met,
            "published": {one.session_id: one.last_sequence for one in sessions},
            **used(),
        }


async def _serve(reference: str, given: dict[str, Any]) -> None:
    build = under_test(reference).build.changed(
        Parts(provider=ProviderUnderLoad), ReferencePlatform
    )
    platform = build.platform(
        clock=WallClock(),
        seed=given["seed"],
        settings=PlatformSettings(**given["settings"]),
        breaker=CircuitBreakerConfig(**given["breaker"]),
        parts=build.parts,
        operator_log=NoLog(),
    )
    lines = asyncio.StreamReader(limit=64 * 1024 * 1024)
    loop = asyncio.get_running_loop()
    reading, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    try:
        await platform.start()
        print(platform.url, flush=True)
        desk = Desk(platform)
        while line := await lines.readline():
            print(json.dumps(desk.answer(json.loads(line))), flush=True)
    finally:
        reading.close()
        await platform.close()


def main() -> None:
    gc.set_threshold(FEWER_COLLECTIONS)
    given = json.loads(sys.argv[2])
    settings = given["settings"]
    room_for(settings["queue_limit"] + settings["concurrent_runs"])
    with runner() as loop:
        loop.run(_serve(sys.argv[1], given))


if __name__ == "__main__":
    main()
