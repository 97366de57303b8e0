"""The small parts that many messages have: times, durations, results."""

from datetime import datetime, timedelta
from typing import Any, Final

from support.report.results import Problem, ScenarioResult, Status, StepResult

Envelope = dict[str, Any]

STATUSES: Final[dict[Status, str]] = {
    "passed": "PASSED",
    "failed": "FAILED",
    "error": "FAILED",
    "hook_error": "FAILED",
    "cleanup_error": "FAILED",
    "skipped": "SKIPPED",
    "pending": "PENDING",
    "pending_warn": "PENDING",
    "undefined": "UNDEFINED",
    "untested": "SKIPPED",
    "untested_pending": "PENDING",
    "untested_undefined": "UNDEFINED",
}
PROVES_NOTHING: Final = ("interrupted", "not_testable", "not_applicable")
_EPOCH: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_NANOS: Final = 1_000_000_000


class Stamps:
    """The time of day as the messages go on; it never goes back."""

    def __init__(self, started: str) -> None:
        self._began = datetime.fromisoformat(started) if started else _EPOCH
        self._passed = 0.0

    def now(self) -> Envelope:
        since = self._began - _EPOCH + timedelta(seconds=self._passed)
        return {
            "seconds": since.days * 86_400 + since.seconds,
            "nanos": since.microseconds * 1_000,
        }

    def later(self, seconds: float) -> Envelope:
        self._passed += seconds
        return self.now()

    def pass_to(self, seconds: float) -> None:
        """Not before so many seconds since the beginning."""
        self._passed = max(self._passed, seconds)


def line(number: int) -> Envelope:
    return {"line": max(1, number)}


def duration_of(seconds: float) -> Envelope:
    whole, nanos = divmod(round(seconds * _NANOS), _NANOS)
    return {"seconds": whole, "nanos": nanos}


def finished(status: str, seconds: float, problem: Problem | None) -> Envelope:
    """How a step or a hook ended; what broke is its message, with expected, actual and log."""
    result: Envelope = {"duration": duration_of(seconds), "status": status}
    if problem is not None:
        said = f"Expected: {problem.expected}\n     but: {problem.actual}"
        parts = (problem.sentence, problem.expected and said, problem.log, problem.traceback)
        result["message"] = "\n".join(part for part in parts if part)
        if status == "FAILED":
            result["exception"] = {
                "type": problem.exception or problem.kind,
                "message": problem.sentence,
            }
    return result


def status_of(step: StepResult) -> str:
    if step.problem is not None and step.problem.kind in PROVES_NOTHING:
        return "SKIPPED"
    return STATUSES[step.status]


def proved_nothing(scenario: ScenarioResult) -> str:
    """Why it passed nothing although no step and no hook says so, or ""."""
    if scenario.outcome != "not_run" or scenario.problems:
        return ""
    if any(step.status != "passed" for step in scenario.steps):
        return ""
    return scenario.skip_reason or "It has no steps of its own that were run."
