"""The hooks of the floor: steps that do nothing; for each scenario a loop, a server, two sockets.

Copied as `environment.py` into the floor's folder; writes its measure into `floor.json` there.
"""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from behave import fixture, use_fixture
from behave.async_step import AsyncStepFunction
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import Server, ServerConnection, serve


class _Held(NamedTuple):
    server: Server
    sockets: list[ClientConnection]


@fixture
def fresh_loop_and_sockets(_context: Any) -> Iterator[None]:
    with asyncio.Runner() as runner:
        asyncio.set_event_loop(runner.get_loop())
        held = runner.run(_begin())
        yield
        runner.run(_end(held))


async def _until_closed(socket: ServerConnection) -> None:
    await socket.wait_closed()


async def _begin() -> _Held:
    server = await serve(_until_closed, "127.0.0.1", 0, compression=None, ping_interval=None)
    port = next(iter(server.sockets)).getsockname()[1]
    url = f"ws://127.0.0.1:{port}/"
    return _Held(server, [await _connected(url) for _ in range(2)])


async def _connected(url: str) -> ClientConnection:
    return await connect(url, compression=None, ping_interval=None, proxy=None)


async def _end(held: _Held) -> None:
    for socket in held.sockets:
        await socket.close()
    held.server.close()
    await held.server.wait_closed()


def nothing_is_done(_context: Any, *_values: Any, **_named: Any) -> None:
    """What each sentence does here."""


async def nothing_is_awaited(_context: Any, *_values: Any, **_named: Any) -> None:
    """What each does whose real work is awaited."""


def before_all(context: Any) -> None:
    context.config.setup_logging()
    for sentences in context._runner.step_registry.steps.values():
        for sentence in sentences:
            awaited = isinstance(sentence.func, AsyncStepFunction)
            sentence.func = AsyncStepFunction(nothing_is_awaited) if awaited else nothing_is_done


def before_scenario(context: Any, scenario: Any) -> None:
    use_fixture(fresh_loop_and_sockets, context)


def after_all(context: Any) -> None:
    features = context._runner.features
    run = [s for feature in features for s in feature.walk_scenarios() if s.status == "passed"]
    measured = {
        "scenarios": len(run),
        "steps": sum(len(list(scenario.all_steps)) for scenario in run),
        "seconds": sum(one.run_endtime - one.run_starttime for one in features if _was_run(one)),
    }
    Path("floor.json").write_text(json.dumps(measured), encoding="utf-8")


def _was_run(feature: Any) -> bool:
    return bool(feature.status.name != "skipped")
