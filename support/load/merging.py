"""Judges the ledgers of several swarms as one load, with what the server says of it."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from support.contract.defaults import PlatformSettings
from support.load.figures import Outcome, Side
from support.load.ledger import Ledger, LedgerError
from support.load.tally import Counted, Server, Tally

NANOSECONDS: Final = 1_000_000_000


def merged(ledgers: Sequence[Ledger], workers: int, server: Server) -> Outcome:
    """`workers` is how many there were to be; what is missing of any is named, and fails it all."""
    missing = list(_missing(ledgers, workers))
    tally = Tally(PlatformSettings(), 0)
    for ledger in ledgers:
        for account in ledger.accounts:
            tally.take(account)
    whole = not missing
    counted = tally.count(_on_one_clock(server, ledgers), stopped=not whole)
    ends = [ledger.end for ledger in ledgers if ledger.end is not None]
    began = min((ledger.head.began for ledger in ledgers), default=0.0)
    seconds = max((end.ended for end in ends), default=began) - began
    events, cpu = counted.events(), sum(end.cpu for end in ends)
    return Outcome(
        target=", ".join(sorted({ledger.head.target for ledger in ledgers})) or "nothing",
        loop=", ".join(sorted({ledger.head.loop for ledger in ledgers})) or "none",
        began=datetime.fromtimestamp(began, UTC).isoformat(timespec="milliseconds"),
        seconds=seconds,
        planned=sum(ledger.head.sessions for ledger in ledgers),
        came=sum(len(ledger.accounts) for ledger in ledgers),
        most_at_once=sum(end.most_at_once for end in ends),
        answers=counted.answers,
        unplanned=counted.unplanned,
        failures=counted.failures(),
        events=events,
        notify=counted.notify(),
        kinds=counted.kinds(),
        over_time=[],
        events_per_second=events.told / seconds if seconds else 0.0,
        sessions_per_second=counted.sessions / seconds if seconds else 0.0,
        swarm=Side(
            cpu=cpu,
            sessions_per_second_per_core=counted.sessions / cpu if cpu else None,
            memory_per_session=None,
        ),
        platform=None,
        findings=counted.findings(),
        thresholds=[],
        problems=[*missing, *_differing(counted, server, whole), *counted.problems()],
        faults=list(counted.faults()),
    )


def read_account(path: Path) -> Server:
    """What a platform under load wrote of itself. Raises LedgerError."""
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Server(told["met"], told["published"], clock=told["clock"])
    except (OSError, ValueError, KeyError, TypeError) as refused:
        raise LedgerError(f"{path} is no account of a platform under load ({refused}).") from None


def _missing(ledgers: Sequence[Ledger], workers: int) -> Iterator[str]:
    """Who ended in the middle, or never began, and what is known of them all the same."""
    if len(ledgers) < workers:
        there = ", ".join(ledger.head.worker for ledger in ledgers) or "nobody"
        yield (
            f"{workers - len(ledgers)} of {workers} workers left no ledger; there are those of "
            f"{there}."
        )
    for ledger in ledgers:
        if not ledger.is_whole:
            told = sum(account.failures > 0 for account in ledger.accounts)
            yield (
                f"The worker {ledger.head.worker} ended in the middle. Of its "
                f"{ledger.head.sessions} customers {len(ledger.accounts)} are accounted for, and "
                f"{told} of them were told of a failure; of the others nothing is known."
            )


def _differing(counted: Counted, server: Server, whole: bool) -> Iterator[str]:
    """Where the counts of both sides are not the same, and nobody is missing to explain it."""
    if server.is_open and whole and len(server.published) != counted.sessions:
        yield (
            f"The server says that it had {len(server.published)} sessions, and the ledgers hold "
            f"{counted.sessions}."
        )


def _on_one_clock(server: Server, ledgers: Sequence[Ledger]) -> Server:
    """Without the moments of faults where they are another machine's: the failure's own count."""
    if all(ledger.head.clock == server.clock for ledger in ledgers):
        return server
    met = {run: (fault, None) for run, (fault, _) in server.met.items()}
    return Server(met, server.published, is_open=server.is_open, clock=server.clock)
