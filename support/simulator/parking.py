"""What a run needs to go on where a planned restart stopped it, as text for the record."""

import json
from dataclasses import dataclass, fields
from typing import Any, Self

from support.clock import Clock
from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure
from support.simulator.incident import Incident
from support.simulator.retry import Backoff


class Paused(Exception):  # noqa: N818 - nothing is wrong
    """The run stops between two steps, because the platform is about to be restarted."""


@dataclass(frozen=True)
class Parked:
    """`execution` goes on after the restart; with `due_ns` it begins then, on the clock in use."""

    execution: int
    incident: Incident | None = None
    due_ns: int | None = None

    def write(self, clock: Clock) -> str:
        """Its moments are counted from 1970, so that the next server's clock can read them."""
        told = {
            "execution": self.execution,
            "incident": None if self.incident is None else _written(self.incident, clock),
            "due": None if self.due_ns is None else clock.utc_ns(self.due_ns),
        }
        return json.dumps(told)

    @classmethod
    def read(cls, text: str, clock: Clock) -> Self:
        told = json.loads(text)
        incident, due = told["incident"], told["due"]
        return cls(
            told["execution"],
            None if incident is None else _read(incident, clock),
            None if due is None else clock.moment_ns(due),
        )


def _written(incident: Incident, clock: Clock) -> dict[str, Any]:
    told = {field.name: getattr(incident, field.name) for field in fields(Incident)}
    failure = incident.failure
    return told | {
        "started_ns": clock.utc_ns(incident.started_ns),
        "failure": {name: known for name, known in vars(failure).items() if name[0] != "_"},
    }


def _read(told: dict[str, Any], clock: Clock) -> Incident:
    failure = told["failure"]
    kind, message = ErrorType(failure.pop("error_type")), failure.pop("operator_message")
    known = told | {
        "started_ns": clock.moment_ns(told["started_ns"]),
        "failure": AgentFailure(kind, message, **failure),
        "backoff": Backoff(*told["backoff"]) if told["backoff"] else None,
        "told_steps": tuple(told["told_steps"]),
        "unknown_steps": tuple(told["unknown_steps"]),
    }
    return Incident(**known)
