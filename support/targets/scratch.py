"""Where a platform under test keeps its files: in memory, where the system has a place for that.

A scenario makes and removes many small files, and on some disks each removal takes longer than all
the rest of it. A `TMPDIR` that somebody set is used as it is.
"""

import os
import tempfile
from pathlib import Path
from typing import Final

_IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - mkdtemp makes folders that are ours alone
PREFIX: Final = "agent-failure-spec-"


def new_folder() -> Path:
    """An empty folder of our own, to be removed by whoever asked for it."""
    return Path(tempfile.mkdtemp(prefix=PREFIX, dir=_place()))


def _place() -> Path | None:
    wanted = os.environ.get("TMPDIR")
    usable = _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK | os.X_OK)
    return _IN_MEMORY if usable and not wanted else None
