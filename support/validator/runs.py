"""What the validator remembers of one run."""

from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto
from typing import Any, Final

from support.contract.vocabulary import AttemptStatus


class Phase(Enum):
    """Where a run stands, as far as the customer was told."""

    WORKING = auto()
    SAVED = auto()
    FAILED = auto()
    CLEANED = auto()
    WAITING = auto()
    ABORTED = auto()
    SUCCEEDED = auto()
    ENDED = auto()


class Stage(IntEnum):
    """How far the account of one failed execution has come (contract, section 4)."""

    NOTHING = 0
    ATTEMPT_FAILED = 1
    ERROR = 2
    TRIP = 3
    DEGRADATION = 4
    CLEANUP = 5


@dataclass(slots=True)
class Attempt:
    """One announced retry; `delay` in seconds, `scheduled_at` a moment.

    `begun_by` is the strategy that it was started with: until then, another may take over.
    """

    number: int
    delay: float
    status: AttemptStatus
    scheduled_at: str
    begun_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.status in {AttemptStatus.SCHEDULED, AttemptStatus.STARTED}


@dataclass(slots=True)
class Run:
    """One run. `live`: an execution holds resources that no cleanup report has told of yet.

    `blurred` runs missed events, or had one that could not be read: what follows from that alone
    is not found again. `may_clean` allows one cleanup report more, without expecting it.
    `aborted_untold`: an attempt was given up before any breaker was told to be open.
    """

    id: str
    session: str
    blurred: bool = False
    must_end: bool = False
    phase: Phase = Phase.WORKING
    stage: Stage = Stage.NOTHING
    execution: int = 0
    cleaned: int = -1
    live: bool = True
    may_clean: bool = False
    ending: str = ""
    ended_by: str = ""
    cancelled_live: bool = False
    tripped: bool = False
    aborted_untold: bool = False
    spoke: bool = False
    seen_at_work: bool = False
    failure_type: str = ""
    failed_at: str = ""
    retry_after: float | None = None
    types: set[str] = field(default_factory=set)
    failures: set[str] = field(default_factory=set)
    retries_after: dict[str, int] = field(default_factory=dict)
    saved_type: str = ""
    saved_failure: str = ""
    partial_told: bool = False
    preserved: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    results: set[str] = field(default_factory=set)
    attempt: Attempt | None = None
    most_attempts: int | None = None

    @property
    def failed_for_good(self) -> bool:
        return self.ended_by == "agent_error"

    def begin(self, execution: int) -> None:
        """The next execution starts."""
        self.execution, self.phase, self.stage, self.live = execution, Phase.WORKING, Stage(0), True
        self.saved_type = self.saved_failure = ""

    def was_surely_at_work(self, error: Any) -> bool:
        """Whether what was told after a gap shows that a cleanup is owed for this failure."""
        of_this = self.phase is Phase.SAVED and self.saved_failure == error.failure_id
        return self.blurred and of_this and bool(error.attempt_number == 0)

    def is_clear_again(self, event: Any) -> None:
        """After a gap this event shows where the run stands; what was kept before is unknown."""
        if self.blurred:
            self.blurred, self.live, self.partial_told = False, True, True
            self.execution = event.attempt_number
            self.failures.add(event.failure_id)
            self.types.add(event.error_type)

    def end(self, by: str, ending: str) -> None:
        self.phase, self.ended_by, self.ending = Phase.ENDED, by, ending
        if self.blurred:
            self.blurred, self.live, self.may_clean = False, False, True

    def name(self) -> str:
        return f"the run {self.id}"


BESIDE_THE_STORY: Final = frozenset(
    {
        *("message", "user_message", "message_key", "message_params", "locale", "severity"),
        *("suggested_action", "retry_possible", "is_recoverable", "estimated_recovery_time"),
        *("user_id", "event_id", "sequence", "schema_version", "error_category", "strategy"),
        *("lost_steps", "progress", "confidence_reduced", "memory_freed", "cleanup_status"),
        *("resources_failed", "level", "available_features", "disabled_features"),
        *("performance_impact", "upstream", "signal", "horizon", "score", "mitigation"),
    }
)
"""The fields without which the story of a run can still be followed."""
