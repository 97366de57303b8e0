"""How long one call may take, and how much memory, by the size of what it is given."""

import time
import tracemalloc
from collections.abc import Callable
from typing import Any, Final

SECONDS: Final = 0.4
SECONDS_A_BYTE: Final = 5e-6
BYTES: Final = 2_000_000
BYTES_A_BYTE: Final = 100
"""Generous: what grows with the square of the size is far past them at 64 KiB."""


def size_of(value: Any) -> int:
    """About as many bytes as the value takes on the wire."""
    size = 0
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str | bytes):
            size += len(item)
        elif isinstance(item, dict):
            waiting.extend(part for pair in item.items() for part in pair)
        elif isinstance(item, list | tuple):
            waiting.extend(item)
        else:
            size += item.bit_length() // 3 if isinstance(item, int) else 8
    return size


def too_slow(seconds: float, size: int, allowed: float = SECONDS) -> str:
    """Seconds of process time; a busy machine does not make them more."""
    most = allowed + size * SECONDS_A_BYTE
    return f"{seconds:.2f} s for {size} bytes, at most {most:.2f}" if seconds > most else ""


def too_large(peak: int, size: int) -> str:
    most = BYTES + size * BYTES_A_BYTE
    return f"{peak} bytes of memory for {size} bytes, at most {most}" if peak > most else ""


def seconds_of(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def peak_of(call: Callable[[], object]) -> int:
    """The most memory that the call held at a time."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
