"""A server that says the same to everybody, with their own names in it: nothing is worked on.

`python -m support.load.measures.canned` takes the frames as a JSON list on its first line of stdin,
prints where it listens, and ends with its stdin. With a number as its argument it keeps so many
of the last frames back, from everybody, until a line comes.
"""

import asyncio
import json
import os
import sys
from collections.abc import Sequence

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from support.load import loops
from support.load.measures.story import told_to


class Canned:
    """Says the first frame to who shows a token, which is their name, and the rest when asked."""

    def __init__(self, frames: Sequence[str], held: int) -> None:
        self._frames = frames
        self._held = held
        self._sessions = 0
        self.pushed = asyncio.Event()

    async def talk(self, line: ServerConnection) -> None:
        self._sessions += 1
        number = self._sessions
        try:
            user = json.loads(await line.recv())["token"]
            (greeting,) = told_to(self._frames[:1], user, "", number)
            await line.send(greeting)
            request = json.loads(await line.recv())["request_id"]
            rest = told_to(self._frames[1:], user, request, number)
            at_once = len(rest) - self._held
            for frame in rest[:at_once]:
                await line.send(frame)
            if self._held:
                await self.pushed.wait()
            for frame in rest[at_once:]:
                await line.send(frame)
            await line.wait_closed()
        except ConnectionClosed:
            return


async def _serve(held: int) -> None:
    frames = json.loads(sys.stdin.readline())
    canned = Canned(frames, held)
    ended = asyncio.Event()

    def something_came() -> None:
        (canned.pushed if os.read(sys.stdin.fileno(), 64) else ended).set()

    async with serve(
        canned.talk, "127.0.0.1", 0, compression=None, ping_interval=None
    ) as listening:
        port = next(iter(listening.sockets)).getsockname()[1]
        print(f"ws://127.0.0.1:{port}/", flush=True)
        loop = asyncio.get_running_loop()
        loop.add_reader(sys.stdin.fileno(), something_came)
        await ended.wait()
        loop.remove_reader(sys.stdin.fileno())


if __name__ == "__main__":
    with loops.runner() as runner:
        runner.run(_serve(int(sys.argv[1]) if sys.argv[1:] else 0))
