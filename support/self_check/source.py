"""Source text that breaks or keeps the house rules, for the rules to judge."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from behave import fixture

_IMPORTS = """\
\"\"\"Prose may say localhost.\"\"\"
import asyncio
import secrets
import uuid
from datetime import datetime
"""


def simulator(line: str) -> str:
    """A module of the simulator in which one function has this line."""
    imports = _IMPORTS
    for name in ("random", "threading", "time"):
        imports += f"import {name}\n" if f"{name}." in line else ""
    if "clock_of_the_machine" in line:
        imports += "from time import time as clock_of_the_machine\n"
    return f"{imports}\ndef work(clock, connect, work):\n    {line}\n"


def step(name: str, lines: Iterable[str]) -> str:
    """A step file with one step, made of these lines."""
    body = "".join(f"    {line}\n" for line in lines)
    return (
        f"import time\nfrom behave import given\n\n@given('it acts')\ndef {name}(context):\n{body}"
    )


def hooks(first: str, lines: int) -> str:
    """A file of hooks that begins so and has this many lines."""
    return "\n".join([first, *["# more"] * (lines - 1)])


@fixture
def project(_context: Any, stray: str) -> Iterator[Path]:
    """A folder with nothing but folders that belong there, and this one file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "support").mkdir()
        (folder / stray).parent.mkdir(parents=True, exist_ok=True)
        (folder / stray).touch()
        yield folder
