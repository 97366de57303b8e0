"""The platform's own probe: one small call, while customers wait to hear of the recovery."""

import json
from collections.abc import Callable, Coroutine
from typing import Any

from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.simulator.model.client import ModelReader
from support.simulator.model.wire import ModelRequest
from support.simulator.providers import HEALTH_CHECK, Providers
from support.simulator.upstream import Call

Probe = Callable[..., Coroutine[Any, Any, None]]


async def probe(
    providers: Providers, given: Call, *, clock: Clock, settings: PlatformSettings
) -> None:
    """Asks the provider whether it is well; tells of what comes of it."""
    upstream, permit = given
    body = {"model": "simulated", "stream": True, "metadata": {"step": HEALTH_CHECK}}
    call = await upstream.port.open(ModelRequest(json.dumps(body).encode(), HEALTH_CHECK))
    try:
        answer = ModelReader(upstream.link, call, clock=clock, settings=settings)
        async for _piece in answer.pieces():
            permit.answered()
    except Exception:  # noqa: BLE001 - whatever it was, the provider is not well
        permit.failure()
    except BaseException:
        permit.cancelled()
        raise
    else:
        permit.success()
    finally:
        await call.close()
    providers.tell_trips()
