"""What nobody can do without: websockets' own client, which reads eight frames and looks at none.

`python -m support.load.measures.bare URL SESSIONS AT_ONCE` prints the CPU seconds of a session.
"""

import asyncio
import gc
import sys

from websockets.asyncio.client import connect

from support.contract.customer_frames import Ask, Authenticate
from support.load import loops
from support.load.measures.story import EVENTS
from support.load.plan import QUESTION
from support.load.swarm import FEWER_COLLECTIONS
from support.load.usage import used


async def session(url: str, number: int) -> None:
    async with connect(url, compression=None, ping_interval=None, proxy=None) as line:
        name = f"user-{number}"
        await line.send(Authenticate(type="authenticate", token=name).model_dump_json())
        asked = Ask(type="ask", request_id=f"request-{number}", text=QUESTION)
        await line.send(asked.model_dump_json())
        for _ in range(EVENTS):
            await line.recv()


async def _sessions(url: str, sessions: int, at_once: int) -> float:
    numbers = iter(range(1, sessions + 1))

    async def one_after_another() -> None:
        for number in numbers:
            await session(url, number)

    before = used()["cpu"]
    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
    return used()["cpu"] - before


def main(url: str, sessions: int, at_once: int) -> None:
    gc.set_threshold(FEWER_COLLECTIONS)
    with loops.runner() as runner:
        print(runner.run(_sessions(url, sessions, at_once)) / sessions)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
