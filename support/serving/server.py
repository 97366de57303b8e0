"""The reference platform on the wall clock, until a signal ends it.

`python -m support.serving.server` prints the address on its first line. Whom it lets in is in the
environment, in AGENT_ACCESS_TOKENS: a JSON object with a user id for each token.
"""

import argparse
import asyncio
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Final

from support.clock import WallClock
from support.simulator import ReferencePlatform

ACCESS_TOKENS: Final = "AGENT_ACCESS_TOKENS"


async def run_server(
    *,
    folder: Path | None,
    port: int = 0,
    seed: int = 0,
    ready: Callable[[ReferencePlatform], None],
    make: Callable[..., ReferencePlatform] = ReferencePlatform,
) -> None:
    """Serves until SIGINT or SIGTERM; calls `ready` once customers can connect.

    With a folder, sessions, runs and results survive in it, and the signal is a planned restart:
    steps may finish first, for `shutdown_within` seconds. A second signal ends it at once.
    `make` puts the platform together. Raises OSError where the port cannot be had.
    """
    end, at_once = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def asked_to_end() -> None:
        (at_once if end.is_set() else end).set()

    for signum in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signum, asked_to_end)
    platform = make(clock=WallClock(), seed=seed, folder=folder)
    try:
        await platform.start(port)
        ready(platform)
        await end.wait()
        if folder is not None:
            await _shut_down(platform, at_once)
    finally:
        await platform.close()


async def _shut_down(platform: ReferencePlatform, at_once: asyncio.Event) -> None:
    work = asyncio.create_task(platform.shut_down())
    impatience = asyncio.create_task(at_once.wait())
    await asyncio.wait({work, impatience}, return_when=asyncio.FIRST_COMPLETED)
    for task in (work, impatience):
        task.cancel()
    await asyncio.gather(work, impatience, return_exceptions=True)


def main(
    make: Callable[..., ReferencePlatform] = ReferencePlatform, arguments: list[str] | None = None
) -> None:
    parser = argparse.ArgumentParser(prog="python -m support.serving.server")
    parser.add_argument("--folder", type=Path, help="what outlives the server is kept here")
    parser.add_argument("--port", type=int, default=0, help="0 takes any port that is free")
    options = parser.parse_args(arguments)
    server = run_server(folder=options.folder, port=options.port, ready=_let_in, make=make)
    asyncio.run(server)


def _let_in(platform: ReferencePlatform) -> None:
    for token, user_id in json.loads(os.environ.get(ACCESS_TOKENS, "{}")).items():
        platform.tokens.accept(token, user_id)
    print(platform.url, flush=True)


if __name__ == "__main__":
    main()
