"""A load in words: how far it is, and what came of it."""

from collections.abc import Iterator
from typing import Final

from support.load.figures import Count, Outcome, Side, Spread
from support.load.swarm import Figures

KILOBYTE: Final = 1024
_MILLISECONDS_BELOW: Final = 1.0


def progress(figures: Figures, elapsed: str) -> str:
    """One line, the most important first."""
    wrong = f", {figures.wrong} WRONG" if figures.wrong else ""
    return (
        f"{figures.over} of {figures.sessions} customers{wrong}, {figures.here} here, "
        f"{figures.told} failures told, {figures.events:,} events, {elapsed}"
    )


def lines(outcome: Outcome) -> Iterator[str]:
    """All of it, to be read."""
    yield (
        f"{outcome.came:,} customers of {outcome.target}, up to {outcome.most_at_once:,} at once: "
        f"{outcome.answers:,} answered, {outcome.failures.told:,} told of a failure."
    )
    yield f"failures  {_count(outcome.failures, 'happened')}"
    yield f"events    {_count(outcome.events, 'sent')}; each one was judged"
    if outcome.unplanned:
        yield f"{outcome.unplanned} more failed although no fault had reached them, and were told."
    yield f"time to notify  {spread(outcome.notify)}"
    yield from cost(outcome)
    for one in outcome.thresholds:
        came = "not measured" if one.value is None else f"it is {one.value:.4g}"
        yield f"{'✓' if one.kept else '✗'} {one.threshold}  ({came})"
    yield from (f"✗ {problem}" for problem in outcome.problems)
    yield from outcome.faults


def cost(outcome: Outcome) -> Iterator[str]:
    """How much there was of it, and what each side needed."""
    yield (
        f"{outcome.events_per_second:,.0f} events/s and {outcome.sessions_per_second:,.0f} "
        f"sessions/s, for {outcome.seconds:.1f} s on {outcome.loop}"
    )
    yield f"swarm     {_side(outcome.swarm)}"
    if outcome.platform is not None:
        yield f"platform  {_side(outcome.platform)}"


def spread(measured: Spread) -> str:
    """Percentiles, as people read them."""
    if measured.p50 is None or measured.p95 is None or measured.p99 is None:
        return "nothing to measure"
    assert measured.max is not None
    parts = zip(("p50", "p95", "p99", "max"), _four(measured), strict=True)
    return ", ".join(f"{name} {duration(value)}" for name, value in parts)


def _four(measured: Spread) -> tuple[float, ...]:
    four = (measured.p50, measured.p95, measured.p99, measured.max)
    return tuple(value for value in four if value is not None)


def duration(seconds: float) -> str:
    if seconds < _MILLISECONDS_BELOW:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds:.2f} s"


def _count(count: Count, happened: str) -> str:
    return (
        f"{count.all:,} {happened}, {count.told:,} received, {count.lost:,} lost, "
        f"{count.repeated:,} repeated, {count.foreign:,} foreign"
    )


def _side(side: Side) -> str:
    per_core = side.sessions_per_second_per_core
    parts = [] if per_core is None else [f"{per_core:,.0f} sessions/s for each core"]
    if side.memory_per_session is not None:
        parts.append(f"{side.memory_per_session / KILOBYTE:.0f} KB a session that waits")
    return ", ".join([*parts, f"{side.cpu:.2f} s of CPU"])
