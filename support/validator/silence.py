"""NSF-3: silence past every deadline is a failure, and a failure is told."""

from dataclasses import dataclass
from typing import Any, Final

from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import AttemptStatus, ErrorType
from support.validator.findings import Tell, named
from support.validator.moments import seconds_between

_BACK: Final = frozenset({"session_resumed", "replay_gap"})
_A_MINUTE: Final = 60.0
OF_A_MINUTE: Final = len("2026-03-02T09:00")
_ENDINGS: Final = frozenset({"run_completed", "run_cancelled"})


@dataclass(slots=True)
class Waiting:
    """Since when nothing was said of a run, and how many seconds of that are allowed."""

    session: str
    since: str
    allowed: float


class SilenceRules:
    """Follows how long each run that has not ended says nothing.

    What is allowed is the sum of the deadlines that one step can run into, and the wait before a
    retry. A platform may be down for longer than that, which nobody can see in the stream; but
    then its customers come back, so a session that is resumed later on is not accused.
    """

    def __init__(self, tell: Tell, settings: PlatformSettings) -> None:
        self._tell = tell
        self._step = (
            settings.queue_wait
            + settings.first_token
            + settings.stall
            + settings.tool_answer
            + settings.store_wait
            + settings.cleanup_within
            + settings.notify_within
        )
        self._waiting: dict[str, Waiting] = {}
        self._silences: dict[str, list[str]] = {}

    def follow(self, event: Any) -> None:
        if event.type in _BACK:
            self._silences.pop(event.session_id, None)
            for waiting in self._waiting.values():
                if waiting.session == event.session_id:
                    waiting.since = ""
        elif event.run_id is not None:
            self._follow_run(event)

    def follow_output(self, event: Any) -> None:
        """As `follow`, where output comes in the same minute as what was told before."""
        waiting = self._waiting.get(event.run_id)
        if waiting is not None:
            sent_at = event.sent_at
            if waiting.allowed < _A_MINUTE or waiting.since[:OF_A_MINUTE] != sent_at[:OF_A_MINUTE]:
                self.follow(event)
            else:
                waiting.since, waiting.allowed = sent_at, self._step

    def of_steady(self, run_id: str) -> Waiting | None:
        """Of a run that may be silent for a minute and was not told to wait: since when it is."""
        waiting = self._waiting.get(run_id)
        steady = waiting is not None and waiting.allowed == self._step >= _A_MINUTE
        return waiting if steady else None

    def _follow_run(self, event: Any) -> None:
        waiting = self._waiting.get(event.run_id)
        if event.type == "run_started":
            waiting = self._waiting[event.run_id] = Waiting(event.session_id, "", self._step)
        if waiting is None:
            return
        if waiting.since and not _is_of_an_orphan(event):
            self._check(waiting, event)
        waiting.since = event.sent_at
        waiting.allowed = self._step
        if event.type == "recovery_attempt" and event.status == AttemptStatus.SCHEDULED:
            waiting.allowed += event.backoff_delay
        if event.type in _ENDINGS or (event.type == "agent_error" and event.terminal):
            del self._waiting[event.run_id]

    def _check(self, waiting: Waiting, event: Any) -> None:
        silent = seconds_between(waiting.since, event.sent_at)
        if silent > waiting.allowed:
            self._silences.setdefault(waiting.session, []).append(
                f"{named(event)} came after {silent:.3f} s in which nothing was said of the run "
                f"{event.run_id}; past {waiting.allowed:g} s a failure was expected."
            )

    def finish(self) -> None:
        for sentences in self._silences.values():
            for sentence in sentences:
                self._tell("NSF-3", sentence)


def _is_of_an_orphan(event: Any) -> bool:
    """What a killed platform ends on its return, it ends whenever that is."""
    told = event.type in {"agent_error", "partial_result_preserved"}
    return told and event.error_type == ErrorType.INTERNAL_ERROR
