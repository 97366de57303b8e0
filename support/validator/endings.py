"""NSF-1, NSF-2: every run ends exactly once, and a failure never looks like success."""

from typing import Any, Final

from support.validator.attempts import Fault
from support.validator.findings import Tell, named
from support.validator.preserved import PreservedRules
from support.validator.runs import Phase, Run

_IDLE: Final = frozenset({Phase.FAILED, Phase.CLEANED, Phase.WAITING, Phase.ABORTED})


class EndingRules:
    """Follows what ends a run, and what comes although it has ended."""

    def __init__(self, tell: Tell, fault: Fault, preserved: PreservedRules) -> None:
        self._tell = tell
        self._fault = fault
        self._preserved = preserved

    def completed(self, run: Run, event: Any) -> None:
        if run.phase is Phase.ENDED:
            self.again(run, event)
            if run.failed_for_good:
                self.came_after(run, event, "NSF-2")
            return
        if run.phase in _IDLE or (run.phase is Phase.SAVED and not self._preserved.may_go_on(run)):
            self._fault(
                run,
                "NSF-2",
                f"{named(event)} says that {run.name()} succeeded, but its last execution failed.",
            )
        elif not run.spoke:
            self._fault(
                run,
                "NSF-2",
                f"{named(event)} says that {run.name()} succeeded, but not a word was answered.",
            )
        self.end(run, event)
        run.live = False

    def cancelled(self, run: Run, event: Any) -> None:
        if run.phase is Phase.ENDED:
            self.again(run, event)
            return
        run.cancelled_live = run.live and run.phase is not Phase.FAILED
        run.failed_at = event.sent_at
        self.end(run, event)

    def end(self, run: Run, event: Any) -> None:
        """The run ends by this event."""
        attempt = run.attempt
        if attempt is not None and attempt.is_open and run.phase is not Phase.FAILED:
            self._fault(
                run,
                "REC-1",
                f"{named(event)} ends {run.name()} without telling what became of attempt "
                f"{attempt.number}.",
            )
        run.end(event.type, named(event))

    def again(self, run: Run, event: Any) -> None:
        """A run that has ended ends once more."""
        self._tell(
            "NSF-1",
            f"The run {run.id} ended twice: first by {run.ending}, then by {named(event)}.",
        )

    def came_after(self, run: Run, event: Any, promise: str) -> None:
        """Something else came although the run had ended."""
        self._tell(promise, f"{named(event)} came after {run.name()} had ended by {run.ending}.")

    def check_over(self, run: Run) -> None:
        """The stream is over: so must the run be, with its cleanup told."""
        if run.blurred and not run.must_end:
            return
        if run.phase is not Phase.ENDED:
            self._tell(
                "NSF-1",
                f"The run {run.id} never ended: the customer was told neither an "
                "answer, nor a failure, nor a cancellation.",
            )
        elif run.live:
            self._tell(
                "CLN-1",
                f"The run {run.id} ended by {run.ending}, but the cleanup of its "
                f"execution {run.execution} was never told.",
            )
