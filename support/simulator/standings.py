"""Where each run of a session stands, at any place of what the customer was told."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from support.contract.everyday_events import RunSnapshot, Snapshot
from support.contract.vocabulary import RunState
from support.simulator.replay import Lost
from support.simulator.run import Run

_ENDINGS: Final = frozenset({"run_completed", "run_cancelled"})


@dataclass(slots=True)
class _Told:
    """The numbers of the events that told of a run's start and of its ending."""

    started: int
    ended: int | None = None


class Standings:
    """Remembers for each run when its start and its ending were told."""

    def __init__(self) -> None:
        self._told: dict[str, _Told] = {}

    def note(self, event: Any) -> None:
        if event.type == "run_started":
            self._told[event.run_id] = _Told(event.sequence)
        elif event.type in _ENDINGS or (event.type == "agent_error" and event.terminal):
            told = self._told.get(event.run_id)
            if told is not None:
                told.ended = event.sequence

    def snapshot(self, runs: Iterable[Run], lost: Lost) -> Snapshot:
        """What a customer who lost these events must know to understand those after them.

        A run whose ending is still to be told is running, and one whose start is still to be told
        is not there.
        """
        told = (self._standing(run, lost) for run in runs)
        return Snapshot(runs=tuple(one for one in told if one is not None))

    def _standing(self, run: Run, lost: Lost) -> RunSnapshot | None:
        told = self._told.get(run.run_id)
        if told is None or told.started > lost.last:
            return None
        if told.ended is not None and told.ended < lost.first:
            return None
        over = told.ended is not None and told.ended <= lost.last
        return standing(run, None if over else RunState.RUNNING)


def standing(run: Run, state: RunState | None = None) -> RunSnapshot:
    """Where the run stands; in its own state, where no other is given."""
    return RunSnapshot(
        run_id=run.run_id,
        request_id=run.request_id,
        state=state or run.state,
        finished_steps=tuple(run.finished),
        result_id=run.result_id,
    )
