"""`python -m support`: the one command-line entry."""

import sys
import traceback

from support.cli import app
from support.cli.refusal import SUITE_AT_FAULT
from support.installed import PROGRAM


def main() -> None:
    """Run a command. A crash of our own ends with 2: Python's own 1 would say "broken"."""
    try:
        app(prog_name=PROGRAM)
    except Exception:  # noqa: BLE001
        traceback.print_exc()
        sys.exit(SUITE_AT_FAULT)


if __name__ == "__main__":
    main()
