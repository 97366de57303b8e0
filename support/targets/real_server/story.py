"""What a customer's server said, told as our contract tells it: whose run it is, and the rest.

A request has a run from its first event on, which the server may name itself. What it does not name
belongs to the oldest request that has no ending yet; after an ending, to the request that ended
last, so that a second ending is seen as one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from support.targets.real_server.derived import derived_fields
from support.targets.real_server.description import REQUEST
from support.targets.real_server.mapping import Mapped

OF_A_RUN: Final = frozenset(
    {
        *("run_started", "agent_output", "run_completed", "run_cancelled", "agent_error"),
        *("partial_result_preserved", "recovery_attempt", "resource_cleanup"),
    }
)
REJECTED: Final = "request_rejected"


@dataclass
class Request:
    """One that was sent. `run_id` is None until the server has said anything of it."""

    request_id: str
    run_id: str | None = None
    ended: bool = False
    started: bool = False


@dataclass
class Told:
    """One of our events, whole. `native` are the fields that the server said itself."""

    event: dict[str, Any]
    native: frozenset[str]


@dataclass
class Story:
    """One customer's conversation; `now` gives the moment as the contract writes it."""

    user_id: str
    session_id: str
    now: Callable[[], str]
    requests: list[Request] = field(default_factory=list)
    last_sequence: int = 0
    _count: int = 0

    def request_of(self, run_id: str) -> str:
        """The request that this run is of, which may be named itself; "" where there is none."""
        named = (one.request_id for one in self.requests if run_id in (one.run_id, one.request_id))
        return next(named, "")

    def asked(self, request_id: str) -> None:
        self.requests.append(Request(request_id))

    def told(self, mapped: Mapped) -> list[Told]:
        """The event, and before it the beginning of its run where the server told of none."""
        if mapped.kind == REJECTED:
            request = self._request_of(mapped.fields)
            if request is not None:
                request.ended = True
            return [self._whole(mapped, request, run_id=None)]
        if mapped.kind not in OF_A_RUN:
            return [self._whole(mapped, None, run_id=None)]
        request = self._request_of(mapped.fields)
        if request is None:
            return [self._whole(mapped, None, run_id=None)]
        made_up = f"run of {request.request_id}"
        request.run_id = request.run_id or str(mapped.fields.get("run_id") or made_up)
        told = []
        if not request.started:
            request.started = True
            if mapped.kind != "run_started":
                begins = Mapped("run_started", {}, frozenset())
                told.append(self._whole(begins, request, run_id=request.run_id))
        told.append(self._whole(mapped, request, run_id=request.run_id))
        request.ended = request.ended or is_ending(told[-1].event)
        return told

    def _request_of(self, fields: Mapping[str, Any]) -> Request | None:
        if (named := fields.get("request_id")) is not None:
            return next((one for one in self.requests if one.request_id == str(named)), None)
        if (run := fields.get("run_id")) is not None:
            known = next((one for one in self.requests if one.run_id == str(run)), None)
            if known is not None:
                return known
            return next((one for one in self.requests if one.run_id is None), None)
        waiting = [one for one in self.requests if not one.ended]
        ended = [one for one in self.requests if one.ended]
        return waiting[0] if waiting else (ended[-1] if ended else None)

    def _whole(self, mapped: Mapped, request: Request | None, *, run_id: str | None) -> Told:
        self._count += 1
        moment = self.now()
        number = mapped.fields.get("sequence")
        if type(number) is int:
            self.last_sequence = max(self.last_sequence, number)
        event: dict[str, Any] = {
            "type": mapped.kind,
            "event_id": f"derived-{self.session_id}-{self._count}",
            "sequence": self._count,
            "session_id": self.session_id,
            "timestamp": moment,
            "sent_at": moment,
            "schema_version": "1.0",
            **derived_fields(mapped, self.user_id, f"{self.session_id}-{self._count}"),
            **{name: value for name, value in mapped.fields.items() if name != REQUEST},
            "run_id": run_id,
        }
        if mapped.kind == "agent_output" and not isinstance(event["text"], str):
            event["text"] = str(event["text"])
        if request is not None and mapped.kind in ("run_started", REJECTED):
            event[REQUEST] = request.request_id
        return Told(event, mapped.native)


def is_ending(event: Mapping[str, Any]) -> bool:
    """Whether a run is over with it."""
    if event["type"] == "agent_error":
        return bool(event["terminal"])
    return event["type"] in ("run_completed", "run_cancelled", REJECTED)
