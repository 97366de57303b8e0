"""Writes an example stream: each method tells the next events, valid and in their order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from support.contract.catalogue import CATALOGUE
from support.contract.vocabulary import SCHEMA_VERSION, ErrorType

_EPOCH: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_TOKEN: Final = "Zq7w_2Lr9tXc5VbN0mKj8HgF"
_KEPT_FOR: Final = 86_400
_DELAYS: Final = {1: 0.75, 2: 1.5, 3: 3.0}


_OF_A_BREAKER: Final = ("request_rejected", "graceful_degradation")
_REDUCED: Final = {
    "level": "reduced",
    "available_features": ["short answers"],
    "disabled_features": ["long reports"],
    "performance_impact": "Answers are shorter than usual.",
}


class Story:
    """One session of one customer. `events` are plain JSON objects; time only goes on."""

    def __init__(self, user_id: str, session_id: str = "ses-1") -> None:
        self.events: list[dict[str, Any]] = []
        self._user_id = user_id
        self._session_id = session_id
        self._sequence = 0
        self.elapsed = 0.0
        self._runs = 0
        self._roots: dict[str, str] = {}
        self._opened_by: dict[str, str] = {}
        self.tell("session_started", resume_token=_TOKEN, expires_at=self.moment(300))

    def moment(self, later: float = 0) -> str:
        at = _EPOCH + timedelta(seconds=self.elapsed + later)
        return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def wait(self, seconds: float) -> None:
        self.elapsed += seconds

    def skip(self, events: int) -> None:
        """So many events are told that the customer never receives."""
        self._sequence += events

    def tell(self, kind: str, run_id: str | None = None, **fields: Any) -> None:
        self._sequence += 1
        self.wait(0.1)
        envelope = {
            "type": kind,
            "event_id": f"evt-{self._session_id}-{self._sequence}",
            "sequence": self._sequence,
            "session_id": self._session_id,
            "run_id": run_id,
            "timestamp": self.moment(),
            "sent_at": self.moment(0.02),
            "schema_version": SCHEMA_VERSION,
        }
        self.events.append(envelope | fields)
        if fields.get("to_state") == "closed":
            self._opened_by.pop(fields["breaker"], None)
        if kind == "circuit_breaker_triggered":
            self._opened_by[fields["breaker"]] = fields["root_failure_id"]

    def tell_failure(
        self, kind: str, error_type: str, failure_id: str, run_id: str | None, **fields: Any
    ) -> None:
        entry = CATALOGUE[ErrorType(error_type)]
        told = {
            "error_type": error_type,
            "message": f"the agent stopped: {entry.shows_as}",
            "agent_name": "writer",
            "is_recoverable": entry.is_recoverable,
            "user_id": self._user_id,
            "user_message": "Something went wrong while we worked on your request.",
            "suggested_action": entry.final_action.value,
            "retry_possible": entry.retry_possible,
            "estimated_recovery_time": None,
            "failure_id": failure_id,
            "root_failure_id": self._root_of(kind, error_type, failure_id, fields),
            "severity": entry.severity.value,
            "retry_after": None,
            "message_key": f"failure.{kind}",
            "message_params": {"agent": "writer"},
            "locale": "en",
        }
        self.tell(kind, run_id, **(told | fields))

    def _root_of(self, kind: str, error_type: str, failure_id: str, fields: dict[str, Any]) -> str:
        """As it was told before; of what an open breaker brings about, what opened it."""
        again = fields.get("previous_state") == "half_open"
        from_a_breaker = again or (kind in _OF_A_BREAKER and error_type == "circuit_open")
        roots = [*self._opened_by.values()] if from_a_breaker else []
        return self._roots.setdefault(failure_id, roots[-1] if roots else failure_id)

    def ask(self, request_id: str) -> RunStory:
        self._runs += 1
        run = RunStory(self, f"run-{self._runs}", request_id)
        self.tell("run_started", run.run_id, request_id=request_id)
        return run

    def rejects(self, request_id: str, reason: str, error_type: str, retry_after: float) -> None:
        self.tell_failure(
            "request_rejected", error_type, f"fail-{request_id}", None,
            request_id=request_id, reason_code=reason, retry_after=retry_after,
        )  # fmt: skip

    def breaker_changes(self, before: str, after: str) -> None:
        self.tell(
            "circuit_breaker_state_changed", breaker="writer/provider-one",
            from_state=before, to_state=after,
        )  # fmt: skip

    def tells_of_reduced_service(self) -> None:
        """To a session that had no part in it."""
        self._reduced_at = self.elapsed
        self.tell_failure(
            "graceful_degradation", "circuit_open", "fail-elsewhere-here", None,
            root_failure_id="fail-elsewhere", suggested_action="none", **_REDUCED,
        )  # fmt: skip

    def tells_of_full_service(self) -> None:
        self.tell_failure(
            "system_recovered", "circuit_open", "fail-elsewhere-here", None,
            root_failure_id="fail-elsewhere", suggested_action="none", attempts_made=0,
            recovery_time=round(self.elapsed - self._reduced_at, 3), degradation_cleared=True,
        )  # fmt: skip

    def tells_gap(self, first: int, running: list[RunStory]) -> None:
        runs = [
            {
                "run_id": run.run_id,
                "request_id": run.request_id,
                "state": "running",
                "finished_steps": ["outline"],
                "result_id": None,
            }
            for run in running
        ]
        last = self._sequence
        self.tell("replay_gap", from_sequence=first, to_sequence=last, snapshot={"runs": runs})

    def resumes(self) -> None:
        self.tell("session_resumed")

    def hands_out(self, run: RunStory) -> None:
        self.tell(
            "result", result_id=f"res-{run.run_id}", expires_at=self.moment(_KEPT_FOR),
            steps=[{"step": "outline", "text": "First, the outline of your report."}],
        )  # fmt: skip


class RunStory:
    """One run of a story; remembers which execution it is in and what failed."""

    def __init__(self, story: Story, run_id: str, request_id: str) -> None:
        self.run_id = run_id
        self.request_id = request_id
        self._story = story
        self._execution = 0
        self._attempt = 0
        self._delay = 0.0
        self._retry_after: float | None = None
        self._error_type = ""
        self._failure_id = f"fail-{run_id}"
        self._kept = False
        self._failed_at = 0.0

    def _fail(self, kind: str, error_type: str, **fields: Any) -> None:
        self._story.tell_failure(kind, error_type, self._failure_id, self.run_id, **fields)

    def says(self, step: str, text: str) -> None:
        self._story.tell("agent_output", self.run_id, step=step, text=text)

    def completes(self) -> None:
        self._story.tell("run_completed", self.run_id)

    def is_cancelled(self) -> None:
        self._story.tell("run_cancelled", self.run_id)

    def keeps(self, error_type: str, steps: list[str], lost: list[str] | None = None) -> None:
        self._kept = True
        self._begin_failure()
        self._fail(
            "partial_result_preserved", error_type, result_id=f"res-{self.run_id}",
            preserved_steps=steps, lost_steps=lost or [], unknown_steps=[], progress=0.5,
            confidence_reduced=False, expires_at=self._story.moment(_KEPT_FOR),
        )  # fmt: skip

    def fails(
        self, error_type: str, *, retried: bool = False, retry_after: float | None = None
    ) -> None:
        self._begin_failure()
        self._error_type, self._retry_after = error_type, retry_after
        entry = CATALOGUE[ErrorType(error_type)]
        advice = {"suggested_action": "wait"} if retried else {}
        self._fail(
            "agent_error", error_type, error_category=entry.category.value, will_retry=retried,
            terminal=not retried, attempt_number=self._execution, partial_available=self._kept,
            retry_after=retry_after, **advice,
        )  # fmt: skip

    def _begin_failure(self) -> None:
        if not self._failed_at:
            self._failed_at = self._story.elapsed

    def trips(self, root: str | None = None) -> None:
        failure = self._failure_id if root is None else f"{self._failure_id}-trip"
        self._story.tell_failure(
            "circuit_breaker_triggered", "llm_timeout" if root else self._error_type, failure,
            self.run_id, root_failure_id=root or failure, breaker="writer/provider-one",
            previous_state="closed", failure_count=5, failure_threshold=5, cooldown_period=30.0,
            fallback_active=False, retry_after=30.0,
        )  # fmt: skip

    def degrades(self) -> None:
        self._fail(
            "graceful_degradation", self._error_type, **_REDUCED,
        )  # fmt: skip

    def cleans_up(self, error_type: str | None = None) -> None:
        self._fail(
            "resource_cleanup", error_type or self._error_type, attempt_number=self._execution,
            resources_cleaned=["working folder"], resources_failed=[], memory_freed=2048,
            cleanup_status="success",
        )  # fmt: skip

    def schedules(self, delay: float | None = None) -> None:
        self._attempt += 1
        self._delay = _DELAYS[self._attempt] if delay is None else delay
        self.attempt("scheduled")

    def retries(self, delay: float | None = None) -> None:
        self.schedules(delay)
        self._story.wait(self._delay)
        self._execution = self._attempt
        self.attempt("started")

    def attempt(self, status: str) -> None:
        self._fail(
            "recovery_attempt", self._error_type, strategy="retry with backoff",
            attempt_number=self._attempt, max_attempts=3, backoff_delay=self._delay, status=status,
            suggested_action="wait",
        )  # fmt: skip

    def recovers(self, *, in_session: bool = False, degradation_cleared: bool = False) -> None:
        took = self._story.elapsed - self._failed_at
        self._story.tell_failure(
            "system_recovered", self._error_type, self._failure_id,
            None if in_session else self.run_id, recovery_time=round(took, 3),
            attempts_made=self._execution, degradation_cleared=degradation_cleared,
            suggested_action="retry_now" if in_session else "none",
        )  # fmt: skip
