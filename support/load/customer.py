"""One customer of a swarm: asks, is told, and has every event judged as it comes."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, NamedTuple

from support.contract.customer_frames import Ask, Authenticate
from support.contract.defaults import PlatformSettings
from support.contract.events import FAILURE_EVENTS
from support.contract.parts import CircuitBreakerConfig
from support.load.line import Line
from support.load.plan import Part
from support.validator import Finding, WebSocketEventValidator

MOST_SENTENCES: Final = 5
WITH_AN_OWNER: Final = frozenset({*FAILURE_EVENTS, "request_rejected"})
_ENDS_WELL: Final = frozenset({"run_completed", "run_cancelled"})


class Judge(NamedTuple):
    """The numbers that the platform promises."""

    settings: PlatformSettings
    breaker: CircuitBreakerConfig


class Account(NamedTuple):
    """What came to one customer. `told_ns` is when the final failure did, on `time.monotonic_ns`.

    `occurred_ns` is what that failure says of when it was. `lost` are numbers of its session that
    never came, `repeated` those that came again, `foreign` what was not this customer's, and
    `strange_failures` those of them that tell of a final failure. `told_as` is the `error_type` of
    the first failure. `why` says how the line ended, "" where it did in order or after a goodbye.
    """

    part: Part
    session_id: str
    run_id: str
    events: int
    last_sequence: int
    lost: int
    repeated: int
    foreign: int
    strange_failures: int
    failures: int
    answers: int
    told_as: str
    told_ns: int
    occurred_ns: int
    findings: tuple[Finding, ...]
    why: str


class LoadCustomer:
    """A `Reader` of its line. `over` is called once nothing more comes."""

    __slots__ = (
        *("_answers", "_events", "_failures", "_findings", "_foreign", "_line", "_lost", "_next"),
        *("_occurred_ns", "_over", "_repeated", "_run", "_session", "_strange_failures"),
        *("_told_as", "_told_ns", "_token", "_user_id", "_validator", "_wait", "_greeted"),
        *("_has_left", "last_sign", "part"),
    )

    def __init__(  # noqa: PLR0913 - who it is, and who wants to know
        self,
        part: Part,
        user_id: str | None,
        token: str,
        judge: Judge,
        *,
        wait: bool,
        greeted: Callable[[], None],
        over: Callable[["LoadCustomer", Account], None],
    ) -> None:
        self.part = part
        self._greeted = greeted
        self.last_sign = time.monotonic()
        self._user_id = user_id
        self._token = token
        self._over = over
        self._wait = wait
        self._line: Line | None = None
        self._has_left = False
        self._session = self._run = self._told_as = ""
        self._next = 1
        self._events = self._lost = self._repeated = self._foreign = 0
        self._failures = self._answers = self._strange_failures = 0
        self._told_ns = self._occurred_ns = 0
        self._findings: list[Finding] = []
        self._validator = WebSocketEventValidator(
            user_id=user_id, settings=judge.settings, breaker=judge.breaker, reader=self._read
        )

    @property
    def request_id(self) -> str:
        return f"request-{self.part.number + 1}"

    def opened(self, line: Line) -> None:
        self._line = line
        shown = Authenticate(type="authenticate", token=self._token).model_dump_json()
        if self._wait:
            line.send(shown)
        else:
            line.send(shown, self._asks())

    def ask(self) -> None:
        assert self._line is not None
        self._line.send(self._asks())

    def _asks(self) -> str:
        self._validator.asked(self.request_id)
        asked = Ask(type="ask", request_id=self.request_id, text=self.part.text)
        return asked.model_dump_json()

    def heard(self, frame: bytes) -> None:
        self.last_sign = time.monotonic()
        self._events += 1
        found = self._validator.receive(frame)
        if found:
            self._findings += found

    def ended(self, why: str) -> None:
        self._findings += self._validator.finish()
        self._validator.release()
        self._line = None
        self._over(self, self._account("" if self._has_left else why))

    def leave(self) -> None:
        """Says goodbye; whatever is on its way still comes."""
        self._has_left = True
        if self._line is not None:
            self._line.close()

    def give_up(self) -> None:
        if self._line is not None:
            self._line.drop()

    def _read(self, event: Any) -> None:
        """Each event as the validator read it; what is damaged has None for what it lacks."""
        kind, session, run = event.type, event.session_id, event.run_id
        if kind == "session_started" and not self._session:
            self._session = session
            self._follow(event.sequence)
            self._greeted()
        elif session != self._session or not self._is_about_me(event, kind):
            self._is_foreign(event, kind)
        elif self._follow(event.sequence):
            self._read_own(event, kind, run)

    def _is_about_me(self, event: Any, kind: str) -> bool:
        """Whether it says of nobody else; who has no user id takes the first one told for it."""
        about = event.user_id if kind in WITH_AN_OWNER else None
        if self._user_id is None:
            self._user_id = about
        return about is None or about == self._user_id

    def _read_own(self, event: Any, kind: str, run: str | None) -> None:
        if run is not None and not self._run:
            self._run = run
        if run is not None and run != self._run:
            self._is_foreign(event, kind)
        elif kind in _ENDS_WELL:
            self._answers += 1
            self.leave()
        elif _is_final(event, kind):
            self._failed(event)
            if kind == "request_rejected":
                self.leave()
        elif kind == "resource_cleanup" and self._failures:
            self.leave()

    def _failed(self, event: Any) -> None:
        self._failures += 1
        if self._failures == 1:
            self._told_ns = time.monotonic_ns()
            self._occurred_ns = _monotonic_ns(event.timestamp)
            self._told_as = str(event.error_type)

    def _is_foreign(self, event: Any, kind: str) -> None:
        self._foreign += 1
        self._strange_failures += _is_final(event, kind)

    def _follow(self, sequence: int | None) -> bool:
        """Counts its number; says whether it is a new one."""
        if sequence is None:
            return False
        if sequence < self._next:
            self._repeated += 1
            return False
        self._lost += sequence - self._next
        self._next = sequence + 1
        return True

    def _account(self, why: str) -> Account:
        return Account(
            part=self.part,
            session_id=self._session,
            run_id=self._run,
            events=self._events,
            last_sequence=self._next - 1,
            lost=self._lost,
            repeated=self._repeated,
            foreign=self._foreign,
            strange_failures=self._strange_failures,
            failures=self._failures,
            answers=self._answers,
            told_as=self._told_as,
            told_ns=self._told_ns,
            occurred_ns=self._occurred_ns,
            findings=tuple(self._findings[:MOST_SENTENCES]),
            why=why,
        )


def _is_final(event: Any, kind: str) -> bool:
    """Whether it tells that a request has failed for good."""
    return kind == "request_rejected" or (kind == "agent_error" and bool(event.terminal))


def _monotonic_ns(timestamp: str | None) -> int:
    """A moment of the wall clock, on the clock of `time.monotonic_ns`; now where there is none."""
    if timestamp is None:
        return time.monotonic_ns()
    ago = time.time() - datetime.fromisoformat(timestamp).timestamp()
    return time.monotonic_ns() - int(ago * 1e9)
