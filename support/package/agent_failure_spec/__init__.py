"""The specification, installed: the command `agent-failure-spec`.

All of it lies in one folder of this package, so that nothing called `support`, `steps` or
`features` is found among what is installed. Only the command's own processes have it on their path.
"""

import sys
from pathlib import Path

BUNDLE = Path(__file__).with_name("_bundle")


def put_on_path() -> None:
    """The bundle first, so that nothing else is taken for it; the current folder last."""
    where = BUNDLE if BUNDLE.is_dir() else Path(__file__).parents[3]  # or else it is a checkout
    sys.path.insert(0, str(where))
    sys.path.append(str(Path.cwd()))


def main() -> None:
    """Run one command."""
    put_on_path()
    from support.__main__ import main as run  # noqa: PLC0415 - found only now

    run()
