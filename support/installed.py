"""Where the specification lies, and how it is called: in its checkout, or as an installed command.

An installed specification lies in a folder of its package. It is read there and run where the
command was given: reports, targets and all that a command names are in the caller's own folder.
"""

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Final

_BUNDLE: Final = ("agent_failure_spec", "_bundle")
_HERE: Final = Path(__file__).resolve().parents[1]

INSTALLED: Final = _HERE.parts[-2:] == _BUNDLE
LIES_IN: Final = _HERE if INSTALLED else Path()
"""In a checkout the current folder, which a small suite has as well."""
PROGRAM: Final = "agent-failure-spec" if INSTALLED else "python -m support"


@contextmanager
def where_it_lies() -> Iterator[None]:
    """What behave reads in here, it names as in the checkout: features/….feature."""
    with chdir(LIES_IN):
        yield


def from_the_bundle(text: str) -> str:
    """The text, with the paths of the specification and of the current folder cut short."""
    return text.replace(f"{LIES_IN.resolve()}{os.sep}", "").replace(f"{Path.cwd()}{os.sep}", "")


def our_module(name: str) -> list[str]:
    """The command that runs a module of ours in a process of its own.

    `-P`: a folder that is called support where the command was given is not ours.
    """
    if INSTALLED:
        return [sys.executable, "-P", "-m", f"{_BUNDLE[0]}.module", name]
    return [sys.executable, "-m", name]


def as_called(text: str | None) -> str:
    """A text that says `python -m support`, with what this program is called instead."""
    return (text or "").replace("python -m support", PROGRAM)


def typed(argv: list[str]) -> str:
    """What to type to do the same again."""
    program = Path(argv[0])
    package = program.parent.name if program.name == "__main__.py" else ""
    begin = ["python", "-m", package] if package else [program.name]
    return shlex.join([*begin, *argv[1:]])
