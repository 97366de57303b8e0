"""The event loop of a swarm: uvloop where it is installed, else Python's own."""

import asyncio
import importlib
from typing import Any

OWN = "asyncio"


def runner() -> asyncio.Runner:
    uvloop = _uvloop()
    return asyncio.Runner(loop_factory=None if uvloop is None else uvloop.new_event_loop)


def name() -> str:
    """What turns the loop, as the outcome says."""
    uvloop = _uvloop()
    return OWN if uvloop is None else f"uvloop {uvloop.__version__}"


def _uvloop() -> Any:
    try:
        return importlib.import_module("uvloop")
    except ImportError:
        return None
