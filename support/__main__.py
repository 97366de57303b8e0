"""`python -m support`: the one command-line entry."""

import gc
import sys
import traceback
from typing import Final

from support.cli import app
from support.cli.refusal import SUITE_AT_FAULT
from support.installed import PROGRAM

OBJECTS_BEFORE_COLLECTION: Final = 50_000
"""What a command loads stays: looking through it again and again takes a fifth of its start."""


def main() -> None:
    """Run a command. A crash of our own ends with 2: Python's own 1 would say "broken"."""
    gc.set_threshold(OBJECTS_BEFORE_COLLECTION)
    try:
        app(prog_name=PROGRAM)
    except Exception:  # noqa: BLE001
        traceback.print_exc()
        sys.exit(SUITE_AT_FAULT)


if __name__ == "__main__":
    main()
