"""What this process has used: CPU seconds, and the bytes that it has in memory now."""

import resource
import sys
from pathlib import Path
from typing import Final

PAGE: Final = resource.getpagesize()
_STATM: Final = Path("/proc/self/statm")


def used() -> dict[str, float]:
    mine = resource.getrusage(resource.RUSAGE_SELF)
    return {"cpu": mine.ru_utime + mine.ru_stime, "memory": _resident(mine.ru_maxrss)}


def _resident(most: int) -> int:
    """Where the system does not say what it is now: the most that it ever was."""
    if _STATM.exists():
        return int(_STATM.read_text(encoding="ascii").split()[1]) * PAGE
    return most * (1 if sys.platform == "darwin" else 1024)
