"""What a watcher sees of an upstream: one call after the other."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

CALLS_PER_HOUR: Final = 3600
HORIZON: Final = 200
"""Calls within which the failure must come for an alarm to count."""


class Call(NamedTuple):
    """One call: seconds until it ended, and whether it ended well."""

    latency_s: float
    ok: bool = True


class BadCallError(ValueError):
    """A call that nobody could have measured; says which one, and why."""


def checked(calls: Iterable[Sequence[object]]) -> Iterator[Call]:
    """The calls of somebody else's trace, pairs of seconds and success; raises BadCallError."""
    for number, given in enumerate(calls):
        try:
            latency, ok = given
        except (TypeError, ValueError):
            raise BadCallError(
                f"Call {number} is {given!r}: give a pair, seconds and whether it ended well."
            ) from None
        is_number = isinstance(latency, int | float) and not isinstance(latency, bool)
        if not is_number or not latency >= 0:  # type: ignore[operator]
            raise BadCallError(
                f"latency_s of call {number} is {latency!r}: give seconds from 0 on, in a number."
            )
        if not isinstance(ok, bool):
            raise BadCallError(f"ok of call {number} is {ok!r}: give true or false.")
        yield Call(float(latency), ok)  # type: ignore[arg-type]
