"""Random sequences of actions, played to the breaker and to the model; they must agree throughout.

A state machine on plain lists: hypothesis draws the settings and the actions, always the same
ones, and makes a sequence that fails as short as it can ("nothing" fills the gaps). Its own
`RuleBasedStateMachine` takes three times as long for the same. Time moves to the moments that
matter: the end of a wait, of a lease, of a window, and a nanosecond to either side.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from support.contract.parts import CircuitBreakerConfig
from support.self_check.breaker_model import BreakerModel, Call, Change, Refusal, nanoseconds
from support.simulator.breaker import (
    CallNotPermitted,
    CircuitBreaker,
    Permit,
    PermitReuseError,
    Transition,
    TransitionReason,
)

Action: TypeAlias = tuple[str, Any]

ACTIONS_OF_A_SEQUENCE: Final = 20
_OFTEN: Final[list[Action]] = [
    *[("look", None), ("deadline_comes", -1), ("deadline_comes", 1)],
    *[("succeed_slowly", off) for off in (1, 0)],
    *[("oldest_leaves", off) for off in (0, -1)],
    *[("time_passes", seconds) for seconds in (0.1, 0.3, 1.0, 0.000_000_001)],
    *[("end_first", outcome) for outcome in ("success", "failure", "cancelled", "ignored")],
    *[("end_last", outcome) for outcome in ("success", "success", "failure", "cancelled")],
    *[("end_at_once", (outcome, 1)) for outcome in ("ignored", "success", "failure")],
    *[("end_at_once", (outcome, 3)) for outcome in ("success", "failure", "failure")],
    *[("begin", count) for count in (1, 1, 2, 3)],
    *[("deadline_comes", 0) for _ in range(3)],
]
_RARELY: Final[list[Action]] = [("by_hand", what) for what in ("reset", "force_open", "disable")]
# Its first is what a shorter sequence is filled with; hypothesis draws the last one most often.
_ACTIONS: Final[list[Action]] = [("nothing", None), *_RARELY, *_OFTEN * 4]
_SEQUENCES: Final = st.lists(
    st.sampled_from(_ACTIONS), min_size=ACTIONS_OF_A_SEQUENCE, max_size=ACTIONS_OF_A_SEQUENCE
)
_STATE_BY_HAND: Final = {"reset": "closed", "force_open": "forced_open", "disable": "disabled"}

_SECONDS: Final = st.sampled_from([0.1, 0.3, 1.0, 2.5])
_RATES: Final = st.sampled_from([0.5, 0.3, 0.7, 1.0])
_ANY_MODE: Final = {
    "failure_threshold": st.integers(1, 3),
    "slow_call_duration": st.sampled_from([0.1, 0.3]),
    "wait_duration_in_open": _SECONDS,
    "permitted_calls_in_half_open": st.sampled_from([1, 2, 3, 1]),
    "max_wait_in_half_open": _SECONDS,
}
_RATE: Final = {
    "mode": st.just("rate"),
    "minimum_calls": st.integers(1, 3),
    "failure_rate_threshold": _RATES,
    "slow_call_rate_threshold": _RATES,
}
MODES: Final[Mapping[str, Mapping[str, st.SearchStrategy[Any]]]] = {
    "failures in a row": {"minimum_calls": st.just(50)},
    "the last calls": {**_RATE, "sliding_window_size": st.integers(3, 5)},
    "the last seconds": {
        **_RATE,
        "sliding_window_size": st.integers(1, 2),
        "sliding_window_type": st.just("time"),
    },
}


AUTOMATIC: Final = (
    "closed to open",
    "open to half_open",
    "half_open to open",
    "half_open to closed",
)


@dataclass
class Played:
    """What was played, and how often what was seen; `disagreement` is empty where there is none."""

    sequences: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    disagreement: str = ""

    def unlawful_changes(self) -> list[str]:
        """Changes of state that nobody made by hand and that rule 9 does not name."""
        changes = [name for name in self.seen if " to " in name and not name.endswith("by hand")]
        return [name for name in changes if name not in AUTOMATIC]


class Match:
    """One sequence: both sides, and the calls under way on both."""

    def __init__(self, config: CircuitBreakerConfig, seen: Counter[str]) -> None:
        self._seen = seen
        self._model = BreakerModel(config)
        self._told: list[Transition] = []
        self._breaker = CircuitBreaker("one", config, lambda: self._model.now, self._told.append)
        self._under_way: list[tuple[Permit, Call]] = []

    def play(self, sequence: list[Action]) -> None:
        for name, detail in sequence:
            getattr(self, name)(detail)
            self.compare()
        for told in self._told:
            by_hand = " by hand" if told.reason == TransitionReason.ADMINISTRATIVE else ""
            self._seen[f"{told.from_state} to {told.to_state}{by_hand}"] += 1
            self._seen[told.reason] += 1

    def compare(self) -> None:
        breaker, rules = self._breaker, self._model
        metrics = breaker.metrics()
        _agree("the state", (breaker.state, metrics.state), (rules.state, rules.state))
        _agree("its changes", [_change(told) for told in self._told], rules.changes)
        numbers = (metrics.generation, metrics.opening, metrics.permits_in_use)
        _agree("numbers", numbers, (rules.generation, rules.openings, len(self._under_way)))
        in_view = (metrics.calls, metrics.failure_count, metrics.slow_calls)
        _agree("the calls in view", in_view, rules.view())
        _agree("the deadline", breaker.next_deadline_ns(), rules.deadline())
        _agree("the wait", round(breaker.retry_after() * 1e9), rules.wait())

    def nothing(self, _: None) -> None:
        """What hypothesis puts where an action was not needed."""

    def begin(self, count: int) -> None:
        for _ in range(count):
            self._call()

    def end_at_once(self, ending: tuple[str, int]) -> None:
        outcome, times = ending
        for _ in range(times):
            if self._call():
                self.end_last(outcome)

    def end_first(self, outcome: str) -> None:
        if self._under_way:
            self._end(*self._under_way.pop(0), outcome)

    def end_last(self, outcome: str) -> None:
        if self._under_way:
            self._end(*self._under_way.pop(), outcome)

    def deadline_comes(self, off: int) -> None:
        self._time_is((self._model.deadline() or 0) + off)

    def succeed_slowly(self, off: int) -> None:
        if self._call():
            slow_after = nanoseconds(self._model.config.slow_call_duration)
            self._time_is(self._under_way[-1][1].began + slow_after + off)
            self.end_last("success")

    def oldest_leaves(self, off: int) -> None:
        in_view = self._model.view().calls
        if in_view:
            size = nanoseconds(self._model.config.sliding_window_size)
            self._time_is(self._model.counted[-in_view].ended + size + off)

    def time_passes(self, seconds: float) -> None:
        self._time_is(self._model.now + nanoseconds(seconds))

    def look(self, _: None) -> None:
        self._model.look()
        self._breaker.expire_leases()

    def by_hand(self, what: str) -> None:
        self._model.by_hand(_STATE_BY_HAND[what])
        getattr(self._breaker, what)()

    def _time_is(self, moment: int) -> None:
        self._model.now = max(self._model.now, moment)

    def _call(self) -> bool:
        expected = self._model.call()
        try:
            permit = self._breaker.acquire()
        except CallNotPermitted as refused:
            self._seen[refused.reason] += 1
            told = Refusal(refused.reason, round(refused.retry_after * 1e9))
            _agree("the answer to a call", told, expected)
            return False
        assert isinstance(expected, Call), f"a call was let through, expected {expected}"
        _agree("whether a call is a probe", permit.is_probe, expected.is_probe)
        self._under_way.append((permit, expected))
        return True

    def _end(self, permit: Permit, call: Call, outcome: str) -> None:
        self._seen["late result"] += call.generation != self._model.generation
        self._model.end(call, outcome)
        getattr(permit, outcome)()
        try:
            permit.success()
        except PermitReuseError:
            return
        raise AssertionError("a second outcome was taken")


def play(mode: str, sequences: int) -> Played:
    """Plays that many different sequences in one of the MODES."""
    played = Played()
    configs = st.builds(CircuitBreakerConfig, **{**_ANY_MODE, **MODES[mode]})

    @_settings(sequences)
    @given(config=configs, sequence=_SEQUENCES)
    def agree(config: CircuitBreakerConfig, sequence: list[Action]) -> None:
        played.sequences += 1
        try:
            Match(config, played.seen).play(sequence)
        except AssertionError as broken:
            played.disagreement = _as_text(config, sequence, broken)
            raise

    try:
        agree()
    except AssertionError:
        return played
    return played


def _settings(sequences: int) -> settings:
    return settings(
        max_examples=sequences,
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )


def _agree(what: str, ours: object, expected: object) -> None:
    assert ours == expected, f"{what}: {ours}, expected {expected}"


def _change(told: Transition) -> Change:
    at, before, after, why, generation, failures, opening = told
    return Change(at, before, after, why, generation, failures, opening)


def _as_text(config: CircuitBreakerConfig, sequence: list[Action], broken: AssertionError) -> str:
    actions = [f"{name}({detail})" for name, detail in sequence if name != "nothing"]
    return "\n".join([f"{broken}; after", *actions, f"with {config}"])
