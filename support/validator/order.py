"""NSF-1, NSF-2, EVT-3, CLN-1, KEEP: what may follow what within one run (contract, section 4)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import AttemptStatus, RunState, SuggestedAction
from support.validator.attempts import AttemptRules
from support.validator.cleanups import CleanupRules
from support.validator.endings import EndingRules
from support.validator.failures import FailureRules
from support.validator.findings import Tell, named
from support.validator.preserved import PreservedRules
from support.validator.runs import Phase, Run

_MAY_NAME_NO_RUN: Final = frozenset({"circuit_breaker_triggered", "graceful_degradation"})

_CLEAR: Final = frozenset({AttemptStatus.STARTED, AttemptStatus.FAILED})


class OrderRules:
    """Follows each run through its executions to its one ending."""

    def __init__(self, tell: Tell, settings: PlatformSettings) -> None:
        self._tell = tell
        self._runs: dict[str, Run] = {}
        self._incomplete: set[str] = set()
        self._preserved = PreservedRules(tell, self._fault, settings)
        self._endings = EndingRules(tell, self._fault, self._preserved)
        self._failures = FailureRules(tell, self._fault, self._endings.came_after, self._preserved)
        self._attempts = AttemptRules(self._fault, self._failures.fail, settings)
        self._cleanups = CleanupRules(tell, self._fault, settings)
        self._followers: Mapping[str, Callable[[Run, Any], None]] = {
            "agent_output": self._output,
            "agent_error": self._error,
            "partial_result_preserved": self._preserved.follow,
            "circuit_breaker_triggered": self._failures.trip,
            "graceful_degradation": self._failures.degradation,
            "recovery_attempt": self._attempt,
            "resource_cleanup": self._cleanups.follow,
            "system_recovered": self._recovered,
            "run_completed": self._endings.completed,
            "run_cancelled": self._endings.cancelled,
        }

    def release(self) -> None:
        """It is used no longer; its rules know each other, and would keep each other alive."""
        self.__dict__.clear()

    def started(self, event: Any) -> None:
        """A run starts."""
        run = self._runs.get(event.run_id)
        if run is not None:
            self._tell("EVT-3", f"{named(event)} starts {run.name()} a second time.")
        elif event.run_id is not None:
            self._runs[event.run_id] = Run(event.run_id, event.session_id)

    def handed_out(self, event: Any) -> None:
        """Preserved work is handed out; that may be asked for at any time."""
        wrong = self._preserved.hands_out(event)
        if wrong is not None:
            self._tell(*wrong)

    def follow(self, event: Any) -> None:
        """Judge an event that names a run, or that concerns the session but belongs to one."""
        if event.run_id is None:
            if event.type in _MAY_NAME_NO_RUN:
                self._failures.of_the_session(event)
            elif event.type == "circuit_breaker_state_changed":
                self._failures.breakers.changed(event)
            return
        run = self._runs.get(event.run_id)
        follower = self._followers.get(event.type)
        if run is None:
            self._unknown(event)
        elif run.session != event.session_id:
            self._tell(
                "EVT-3",
                f"{named(event)} tells of {run.name()} in the session {event.session_id}, "
                f"but it belongs to {run.session}.",
            )
        elif follower is not None:
            follower(run, event)
        elif run.phase is Phase.ENDED:
            self._endings.came_after(run, event, "EVT-3")

    def follow_output(self, event: Any) -> None:
        """As `follow`, where a run that is at work goes on with it."""
        run = self.at_work(event.run_id, event.session_id)
        if run is None:
            self.follow(event)
            return
        run.seen_at_work = True
        if event.text:
            run.spoke = True

    def at_work(self, run_id: str, session_id: str) -> Run | None:
        """The run of the session, where it is at work and nothing of it was kept."""
        run = self._runs.get(run_id)
        if run is None or run.phase is not Phase.WORKING or run.session != session_id:
            return None
        return None if run.preserved or run.unknown else run

    def check_advice(self, event: Any) -> None:
        """A partial result is advised only where one was told of."""
        run = self._runs.get(event.run_id)
        advised = event.suggested_action == SuggestedAction.USE_PARTIAL_RESULT
        if advised and run is not None and not run.partial_told and event.type != "agent_error":
            self._fault(
                run,
                "ACT-1",
                f"{named(event)} advises to use a partial result of {run.name()}, "
                "but none was told before.",
            )

    def _fault(self, run: Run, promise: str, sentence: str) -> None:
        if not run.blurred:
            self._tell(promise, sentence)

    def _unknown(self, event: Any) -> None:
        follower = self._followers.get(event.type)
        if follower is None:
            return
        if event.session_id not in self._incomplete:
            self._tell(
                "EVT-3",
                f"{named(event)} tells of the run {event.run_id}, which was never started.",
            )
        self._runs[event.run_id] = run = Run(event.run_id, event.session_id, blurred=True)
        follower(run, event)

    def _output(self, run: Run, event: Any) -> None:
        phase = run.phase
        if phase is Phase.WORKING:
            pass
        elif phase is Phase.ENDED:
            self._endings.came_after(run, event, "NSF-2" if run.failed_for_good else "EVT-3")
        elif phase is Phase.SAVED:
            self._preserved.goes_on(run, event)
        else:
            self._fault(
                run,
                "EVT-3",
                f"{named(event)} is output of {run.name()} while no execution of it is running.",
            )
        if event.text:
            run.spoke = True
        run.seen_at_work = run.phase is Phase.WORKING
        if run.preserved or run.unknown:
            self._preserved.check_not_again(run, event)

    def _error(self, run: Run, event: Any) -> None:
        if run.phase is not Phase.ENDED:
            at_work = run.was_surely_at_work(event)
            self._failures.error(run, event)
            if event.terminal:
                self._endings.end(run, event)
                if at_work:
                    run.live, run.may_clean = True, False
            else:
                run.is_clear_again(event)
        elif event.terminal:
            self._endings.again(run, event)
        else:
            self._endings.came_after(run, event, "EVT-3")

    def _attempt(self, run: Run, event: Any) -> None:
        if run.phase is not Phase.ENDED:
            if event.status == AttemptStatus.ABORTED:
                run.aborted_untold = not self._failures.breakers.no_fallback_left(run.session)
            self._attempts.follow(run, event)
            if event.status in _CLEAR:
                run.is_clear_again(event)
        elif event.status == AttemptStatus.SUCCEEDED and run.failed_for_good:
            self._endings.came_after(run, event, "NSF-2")
        else:
            self._endings.came_after(run, event, "ACT-2" if run.failed_for_good else "EVT-3")

    def _recovered(self, run: Run, event: Any) -> None:
        if run.phase is Phase.ENDED:
            self._endings.came_after(run, event, "NSF-2" if run.failed_for_good else "EVT-3")
        elif run.phase is not Phase.SUCCEEDED or event.failure_id not in run.failures:
            self._fault(
                run,
                "REC-5",
                f"{named(event)} tells the recovery of {run.name()} before a retry of it "
                "succeeded.",
            )
        elif event.attempts_made != run.execution:
            self._fault(
                run,
                "REC-5",
                f"{named(event)} says that the recovery of {run.name()} took "
                f"{event.attempts_made} attempts, but the customer was told of {run.execution}.",
            )

    def damaged(self, event: Any) -> None:
        """An event of this run did not fit the schema: take from it what is certain."""
        run = self._runs.get(event.run_id)
        if run is None and event.type == "run_started" and event.run_id is not None:
            run = self._runs[event.run_id] = Run(event.run_id, str(event.session_id))
        if run is None:
            self.blur(event.session_id)
            return
        run.blurred = True
        if event.type in {"run_completed", "run_cancelled"} or (
            event.type == "agent_error" and event.terminal is True
        ):
            run.end(event.type, named(event))

    def blur(self, session_id: str | None = None) -> None:
        """Events of this session (of any, without one) are missing: be careful with its runs."""
        if session_id is not None:
            self._incomplete.add(session_id)
        for run in self._runs.values():
            if session_id is None or run.session == session_id:
                run.blurred, run.seen_at_work = run.phase is not Phase.ENDED, False
                if not run.blurred and run.live:
                    run.live, run.may_clean = False, True

    def snapshot(self, gap: Any) -> None:
        """CON-2: after a gap, take over where the runs stand."""
        told = {standing.run_id: standing for standing in gap.snapshot.runs}
        for run in self._runs.values():
            of_this = run.session == gap.session_id and run.phase is not Phase.ENDED
            if of_this and run.id not in told:
                self._tell(
                    "CON-2",
                    f"{named(gap)} says nothing of {run.name()}, which was still running.",
                )
        for standing in told.values():
            self._take_over(standing, gap)

    def _take_over(self, standing: Any, gap: Any) -> None:
        if standing.result_id is not None:
            self._preserved.knows(standing.result_id)
        run = self._runs.get(standing.run_id)
        if run is None:
            run = self._runs[standing.run_id] = Run(standing.run_id, gap.session_id)
            run.live = standing.state == RunState.RUNNING
        if run.phase is Phase.ENDED and standing.state == RunState.RUNNING:
            self._tell(
                "CON-2",
                f"{named(gap)} says that {run.name()} is running, "
                f"but it had ended by {run.ending}.",
            )
        elif run.phase is not Phase.ENDED:
            run.session, run.blurred, run.spoke = gap.session_id, True, True
            run.must_end = True
            if standing.state != RunState.RUNNING:
                by = "agent_error" if standing.state == RunState.FAILED else "run_completed"
                run.end(by, f"the snapshot of {named(gap)} ({standing.state})")

    def recovered_by_retry(self) -> Iterator[Run]:
        """The runs that a retry brought to a good end."""
        for run in self._runs.values():
            retried = run.attempt is not None and run.attempt.status == AttemptStatus.SUCCEEDED
            if retried and run.phase is Phase.ENDED and not run.failed_for_good:
                yield run

    def retried_with_success(self, event: Any) -> Run | None:
        """The run of this failure, if a retry of it has just succeeded and it has not ended."""
        run = self._failures.run_of(event)
        return run if run is not None and run.phase is Phase.SUCCEEDED else None

    def finish(self) -> None:
        """Judge what is missing now that the stream is over."""
        self._failures.finish()
        if not self._incomplete:
            self._preserved.finish()
        for run in self._runs.values():
            self._endings.check_over(run)
