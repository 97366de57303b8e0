"""The reference platform under load that stands by itself, for swarms that come from elsewhere."""

import gc
import json
import secrets
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.load import loops
from support.load.ledger import this_clock
from support.load.open_files import room_for
from support.load.provider import ProviderUnderLoad
from support.load.server import FEWER_COLLECTIONS, Desk, NoLog
from support.serving.server import run_server
from support.simulator import Parts, ReferencePlatform
from support.targets.door import under_test

USER = "load"


def stand(
    reference: str,
    given: Mapping[str, Any],
    port: int,
    account: Path | None,
    ready: Callable[[str, str], None],
) -> None:
    """Serves until SIGINT or SIGTERM, then writes its account; `ready` takes address and token.

    Raises OSError where the port cannot be had, TooFewFilesError.
    """
    settings = given["settings"]
    room_for(settings["queue_limit"] + settings["concurrent_runs"])
    build = under_test(reference).build.changed(
        Parts(provider=ProviderUnderLoad), ReferencePlatform
    )
    started: list[ReferencePlatform] = []

    def begun(platform: ReferencePlatform) -> None:
        started.append(platform)
        token = secrets.token_urlsafe(24)
        platform.tokens.accept(token, USER)
        ready(platform.url, token)

    gc.set_threshold(FEWER_COLLECTIONS)
    serving = run_server(
        folder=None,
        port=port,
        seed=given["seed"],
        ready=begun,
        make=partial(
            build.platform,
            settings=PlatformSettings(**settings),
            breaker=CircuitBreakerConfig(**given["breaker"]),
            parts=build.parts,
            operator_log=NoLog(),
        ),
    )
    with loops.runner() as runner:
        runner.run(serving)
    if account is not None:
        told = {**Desk(started[0]).account(), "clock": this_clock()}
        account.parent.mkdir(parents=True, exist_ok=True)
        account.write_text(json.dumps(told), encoding="utf-8")
