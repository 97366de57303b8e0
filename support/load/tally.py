"""Adds up what became of each customer, and says what of it is wrong."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from support.contract.defaults import PlatformSettings
from support.load.customer import Account
from support.load.figures import Count, Kind, Moment, Spread, Wrong
from support.load.plan import TOLD_AS
from support.simulator.model.faults import ModelFault

NANOSECONDS: Final = 1_000_000_000
MOST_EXAMPLES: Final = 3


@dataclass
class Server:
    """What the other side says of itself afterwards. `met`: by run, the fault and when it struck.

    `published`: by session, the number of its last event. `clock` names whose moments they are,
    which are unknown (None) where they are no use to others. Where nobody can look inside both are
    empty, and a failure is whatever was not answered.
    """

    met: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)
    published: Mapping[str, int] = field(default_factory=dict)
    is_open: bool = True
    clock: str = ""

    def of(self, accounts: list[Account]) -> "Server":
        """What concerns these customers alone."""
        runs, sessions = ({one.run_id for one in accounts}, {one.session_id for one in accounts})
        return Server(
            {run: met for run, met in self.met.items() if run in runs},
            {one: last for one, last in self.published.items() if one in sessions},
            is_open=self.is_open,
            clock=self.clock,
        )


class Tally:
    """Takes accounts as they come, and keeps of each what is needed to compare it."""

    def __init__(self, settings: PlatformSettings, began_ns: int) -> None:
        self._deadlines = {
            str(ModelFault.NEVER_ANSWERS): settings.first_token,
            str(ModelFault.STOPS_MID_SENTENCE): settings.stall,
        }
        self._began_ns = began_ns
        self._accounts: list[Account] = []

    def take(self, account: Account) -> None:
        self._accounts.append(account)

    def count(self, server: Server, *, stopped: bool = False) -> "Counted":
        """Where it was stopped, nothing is missing of those whom nobody waited for."""
        if stopped:
            server = server.of(self._accounts)
        return Counted(self._accounts, server, self._deadlines, self._began_ns)


class Counted:
    """What all accounts come to, held against what the server says."""

    def __init__(
        self,
        accounts: list[Account],
        server: Server,
        deadlines: Mapping[str, float],
        began_ns: int,
    ) -> None:
        self._accounts = accounts
        self._server = server
        self._deadlines = deadlines
        self._began_ns = began_ns
        self._failed = [one for one in accounts if self._met(one)]
        known = {one.run_id for one in self._failed}
        self._of_nobody = sum(run not in known for run in server.met)

    @property
    def sessions(self) -> int:
        return sum(bool(one.session_id) for one in self._accounts)

    @property
    def answers(self) -> int:
        return sum(bool(one.answers) for one in self._accounts)

    @property
    def unplanned(self) -> int:
        """Requests that were told to have failed, although no fault had reached them."""
        return sum(bool(one.failures) and not self._met(one) for one in self._accounts)

    def failures(self) -> Count:
        failed = self._failed
        return Count(
            all=len(failed) + self._of_nobody,
            told=sum(one.failures > 0 for one in failed),
            lost=sum(one.failures == 0 for one in failed) + self._of_nobody,
            repeated=sum(max(0, one.failures - 1) for one in self._accounts),
            foreign=sum(one.strange_failures for one in self._accounts),
        )

    def events(self) -> Count:
        received = sum(one.events for one in self._accounts)
        published = self._server.published
        return Count(
            all=sum(published.values()) if self._server.is_open else received,
            told=received,
            lost=sum(map(self._missing, self._accounts)),
            repeated=sum(one.repeated for one in self._accounts),
            foreign=sum(one.foreign for one in self._accounts),
        )

    def kinds(self) -> list[Kind]:
        told: dict[str, Counter[str]] = defaultdict(Counter)
        times: dict[str, list[float]] = defaultdict(list)
        for one in self._failed:
            kind = str(one.part.fault or "its own")
            told[kind][one.told_as or "never told"] += 1
            if one.told_ns:
                times[kind].append(self._notify(one))
        return [
            Kind(
                fault=kind,
                happened=sum(how.values()),
                told_as=dict(how.most_common()),
                notify=Spread.of(times[kind]),
            )
            for kind, how in sorted(told.items())
        ]

    def notify(self) -> Spread:
        return Spread.of([self._notify(one) for one in self._failed if one.told_ns])

    def over_time(self) -> list[Moment]:
        seconds: dict[int, list[float]] = defaultdict(list)
        for one in self._failed:
            if one.told_ns:
                at = (one.told_ns - self._began_ns) // NANOSECONDS
                seconds[at].append(self._notify(one))
        spread = {at: Spread.of(values) for at, values in sorted(seconds.items())}
        return [
            Moment(at=at, told=one.count, p50=one.p50 or 0.0, p99=one.p99 or 0.0)
            for at, one in spread.items()
        ]

    def findings(self) -> list[Wrong]:
        said: dict[str, list[str]] = defaultdict(list)
        for one in self._accounts:
            for finding in one.findings:
                said[finding.promise].append(f"{_who(one)}: {finding.sentence}")
        return [
            Wrong(promise=promise, count=len(all_of), sentences=all_of[:MOST_EXAMPLES])
            for promise, all_of in sorted(said.items())
        ]

    def problems(self) -> Iterator[str]:
        """What breaks a promise, a sentence each."""
        failures, events = self.failures(), self.events()
        yield from self._failures_that("were never told", lambda one: one.failures == 0)
        yield from self._failures_that("were told as something else", _is_misnamed)
        if self._of_nobody:
            yield f"Under load {self._of_nobody} failures were of runs that no customer heard of."
        wrong: tuple[tuple[int, str, Callable[[Account], Any]], ...] = (
            (failures.repeated, "failures were told more than once", lambda a: a.failures > 1),
            (failures.foreign, "failures were told somebody else", lambda a: a.strange_failures),
            (events.lost, f"of {events.all} events never came", self._missing),
            (events.repeated, f"of {events.all} events came again", lambda a: a.repeated),
            (events.foreign, f"of {events.all} events came to somebody else", lambda a: a.foreign),
        )
        for count, what, concerns in wrong:
            if count:
                yield f"Under load {count} {what}: {_named(filter(concerns, self._accounts))}."
        for found in self.findings():
            often = "once" if found.count == 1 else f"{found.count} times"
            yield f"Under load {found.promise} is broken {often}: {found.sentences[0]}"

    def faults(self) -> Iterator[str]:
        """What is wrong with the run itself."""
        outside = [one for one in self._accounts if not one.session_id]
        if outside:
            yield f"{len(outside)} customers never came in: {_named(outside)}, {outside[0].why}."
        cut = [one for one in self._accounts if one.session_id and one.why]
        if cut:
            yield f"{len(cut)} lines did not end in order: {_named(cut)}, {cut[0].why}."
        planned = sum(one.part.fault is not None for one in self._accounts)
        if planned and not self._failed and not outside:
            yield f"{planned} requests were to fail, and no fault reached any of them."

    def _failures_that(self, did: str, which: Callable[[Account], bool]) -> Iterator[str]:
        these = [one for one in self._failed if which(one)]
        if these:
            fault = these[0].part.fault
            how = f", when the model {fault}" if fault else ""
            count = f"{len(these)} of {len(self._failed)}"
            yield f"Under load {count} failures {did}: {_named(these)}{how}."

    def _met(self, account: Account) -> bool:
        if self._server.is_open:
            return account.run_id in self._server.met
        return account.failures > 0 or (bool(account.session_id) and not account.answers)

    def _missing(self, account: Account) -> int:
        sent = self._server.published.get(account.session_id, account.last_sequence)
        return account.lost + max(0, sent - account.last_sequence)

    def _notify(self, account: Account) -> float:
        """From the failure's moment until its customer was told, in seconds."""
        fault, at_ns = self._server.met.get(account.run_id, ("", None))
        if at_ns is None:
            return (account.told_ns - account.occurred_ns) / NANOSECONDS
        return (account.told_ns - at_ns) / NANOSECONDS - self._deadlines.get(fault, 0.0)


def _is_misnamed(account: Account) -> bool:
    fault = account.part.fault
    return fault is not None and account.told_as not in ("", str(TOLD_AS[fault]))


def _who(account: Account) -> str:
    return f"customer {account.part.number + 1}"


def _named(accounts: Any) -> str:
    ordered = sorted(accounts, key=lambda one: int(one.part.number))
    first = ", ".join(map(_who, ordered[:MOST_EXAMPLES]))
    more = len(ordered) - MOST_EXAMPLES
    return first if more <= 0 else f"{first} and {more} more"
