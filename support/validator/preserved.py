"""KEEP-1 to KEEP-5: kept work is told before the failure, claimed only if so, never done twice."""

from typing import Any, Final

from support.contract.catalogue import CATALOGUE
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import ErrorCategory, ErrorType
from support.validator.attempts import Fault
from support.validator.findings import Tell, listed, named
from support.validator.moments import seconds_between
from support.validator.runs import Phase, Run

_SAVING: Final = frozenset({Phase.WORKING, Phase.WAITING, Phase.ABORTED})


class PreservedRules:
    """Follows the `partial_result_preserved` events of the runs, and what is said of them."""

    def __init__(self, tell: Tell, fault: Fault, settings: PlatformSettings) -> None:
        self._tell = tell
        self._fault = fault
        self._kept = settings.partial_results_kept
        self._results: dict[str, tuple[str, ...]] = {}
        self._untold: dict[str, str] = {}

    def follow(self, run: Run, event: Any) -> None:
        orphaned = event.error_type == ErrorType.INTERNAL_ERROR and (
            event.failure_id not in run.failures
        )
        if run.failed_for_good or (run.phase is Phase.FAILED and not orphaned):
            self._fault(
                run,
                "KEEP-1",
                f"{named(event)} tells what is kept of {run.name()} only after its failure.",
            )
        elif (run.phase not in _SAVING and not orphaned) or run.saved_failure:
            self._fault(
                run,
                "EVT-3",
                f"{named(event)} tells what is kept of {run.name()} where that is not its turn.",
            )
        if run.blurred and run.phase is Phase.SAVED and run.saved_failure == event.failure_id:
            self._tell(
                "EVT-3",
                f"{named(event)} tells what is kept of {run.name()} a second time.",
            )
        self._check_expiry(run, event)
        self._check_nothing_is_lost(run, event)
        run.partial_told = True
        run.saved_type, run.saved_failure = event.error_type, event.failure_id
        run.results.add(event.result_id)
        early = self._untold.pop(event.result_id, None)
        if early is not None:
            self._fault(
                run,
                "KEEP-1",
                f"{named(event)} tells what is kept of {run.name()} only after it was handed out "
                f"({early}).",
            )
        self._results[event.result_id] = event.preserved_steps
        run.preserved.update(dict.fromkeys(event.preserved_steps, run.execution))
        run.unknown.update(dict.fromkeys(event.unknown_steps, run.execution))
        if run.phase is Phase.WORKING:
            run.phase = Phase.SAVED

    def hands_out(self, event: Any) -> tuple[str, str] | None:
        """What is wrong with a `result`, if anything: all that was kept is to be in it."""
        if event.result_id not in self._results:
            self._untold.setdefault(event.result_id, named(event))
        missing = set(self._results.get(event.result_id, ())) - {done.step for done in event.steps}
        if not missing:
            return None
        return "KEEP-2", f"{named(event)} lacks {listed(missing)}, which was told to be kept."

    def finish(self) -> None:
        """Nothing is missing from the stream: what was handed out was to be told."""
        for result_id, handed_out in self._untold.items():
            self._tell(
                "KEEP-1",
                f"{handed_out} hands out {result_id}, which the customer was never told of.",
            )

    def knows(self, result_id: str) -> None:
        """A snapshot tells of this work."""
        self._results.setdefault(result_id, ())

    def _check_expiry(self, run: Run, event: Any) -> None:
        if seconds_between(event.timestamp, event.expires_at) > self._kept + 1:
            self._fault(
                run,
                "KEEP-2",
                f"{named(event)} keeps work until {event.expires_at}, "
                f"expected {self._kept} s at most.",
            )

    def _check_nothing_is_lost(self, run: Run, event: Any) -> None:
        gone = run.preserved.keys() - set(event.preserved_steps)
        if gone:
            self._fault(
                run,
                "KEEP-4",
                f"{named(event)} no longer keeps {listed(gone)}, which was told to be kept.",
            )

    def check_same_failure(self, run: Run, event: Any) -> None:
        """The partial result and the failure that it came before belong together."""
        if not run.saved_failure or run.phase is Phase.FAILED:
            return
        if run.saved_failure != event.failure_id:
            self._fault(
                run,
                "EVT-3",
                f"{named(event)} belongs to the failure {event.failure_id}, but work was kept "
                f"for the failure {run.saved_failure}.",
            )
        elif run.saved_type != event.error_type != ErrorType.CIRCUIT_OPEN:
            self._fault(
                run,
                "NSF-4",
                f"{named(event)} is told as {event.error_type}, but work was kept because of "
                f"{run.saved_type}.",
            )

    def check_claim(self, run: Run, error: Any) -> None:
        """`partial_available` says what was told before."""
        if error.partial_available and not run.partial_told:
            self._fault(
                run,
                "KEEP-1",
                f"{named(error)} says that a partial result of {run.name()} is available, "
                "but none was told before.",
            )
        elif not error.partial_available and run.saved_failure:
            self._fault(
                run,
                "ACT-1",
                f"{named(error)} says that no partial result of {run.name()} is available, "
                "but one was told before.",
            )

    def may_go_on(self, run: Run) -> bool:
        """Work may be kept at a broken connection, and the run goes on."""
        saved = CATALOGUE.get(ErrorType(run.saved_type)) if run.saved_type else None
        return saved is not None and saved.category == ErrorCategory.NETWORK

    def goes_on(self, run: Run, event: Any) -> None:
        if not self.may_go_on(run):
            self._fault(
                run,
                "EVT-3",
                f"{named(event)} goes on with {run.name()} after its work was kept because of a "
                "failure that was never told.",
            )
        run.phase = Phase.WORKING
        run.saved_failure = run.saved_type = ""

    def check_not_again(self, run: Run, event: Any) -> None:
        if event.step in run.preserved:
            self._fault(
                run,
                "KEEP-4",
                f"{named(event)} does the step {event.step} of {run.name()} again, "
                "which was kept as finished.",
            )
        elif run.unknown.get(event.step, run.execution) < run.execution:
            self._fault(
                run,
                "KEEP-5",
                f"{named(event)} does the step {event.step} of {run.name()} again, "
                "whose outcome is unknown.",
            )
