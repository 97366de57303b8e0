"""Events that fit the contract one by one, from somebody who does no work behind them."""

import json
import random
import secrets
from typing import Any, Final

from websockets.asyncio.server import ServerConnection

from support.clock import Clock
from support.contract.vocabulary import SCHEMA_VERSION
from support.example_streams import STREAMS

NO_RUN: Final = None
EXPIRY: Final = "2036-01-01T00:00:00.000Z"
EXAMPLES: Final = tuple(event for stream in STREAMS.values() for event in stream())
"""Valid events of every kind."""

_OF_ONE_CUSTOMER: Final = ("event_id", "sequence", "session_id", "timestamp", "sent_at", "user_id")
_ERROR: Final = next(e for e in EXAMPLES if e["type"] == "agent_error" and e["terminal"])
_REJECTION: Final = next(e for e in EXAMPLES if e["type"] == "request_rejected")
_CLEANUP: Final = next(e for e in EXAMPLES if e["type"] == "resource_cleanup")


def read(raw: str | bytes) -> dict[str, Any]:
    """The frame as an object; empty where it is none."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


class Teller:
    """One connection's session: the envelope is right, the rest is as good as an example."""

    def __init__(self, line: ServerConnection, user_id: str, clock: Clock) -> None:
        self.user_id = user_id
        self.sequence = 0
        self._line = line
        self._clock = clock
        self._session_id = f"ses-{secrets.token_hex(8)}"
        self._runs = 0

    async def tell(self, kind: str, run_id: str | None, **fields: Any) -> None:
        self.sequence += 1
        now = self._clock.timestamp()
        envelope = {
            "type": kind,
            "event_id": f"evt-{self._session_id}-{self.sequence}",
            "sequence": self.sequence,
            "session_id": self._session_id,
            "run_id": run_id,
            "timestamp": now,
            "sent_at": now,
            "schema_version": SCHEMA_VERSION,
        }
        self._clock.sent()
        await self._line.send(json.dumps(envelope | fields))

    async def retell(self, example: dict[str, Any], run_id: str | None, **fields: Any) -> None:
        """An example, to this customer and in this session."""
        content = {name: value for name, value in example.items() if name not in _OF_ONE_CUSTOMER}
        if "user_id" in example:
            content["user_id"] = self.user_id
        kind = content.pop("type")
        content.pop("run_id")
        await self.tell(kind, run_id, **(content | fields))

    async def start_session(self) -> None:
        await self.tell(
            "session_started", NO_RUN, resume_token=secrets.token_urlsafe(32), expires_at=EXPIRY
        )

    async def refuse(self, code: str) -> None:
        await self.tell("protocol_error", NO_RUN, code=code, message="That was not understood.")

    async def reject(self, request_id: str) -> None:
        await self.retell(_REJECTION, NO_RUN, request_id=request_id)

    async def fail(self, request_id: str) -> None:
        run_id = await self._begin(request_id)
        failure = {"failure_id": f"fail-{run_id}", "root_failure_id": f"fail-{run_id}"}
        await self.retell(_ERROR, run_id, **failure)
        await self.retell(_CLEANUP, run_id, error_type=_ERROR["error_type"], **failure)

    async def answer_well(self, request_id: str) -> None:
        run_id = await self._begin(request_id)
        for step in ("look_up_order", "write_answer"):
            await self.tell("agent_output", run_id, step=step, text="Your refund is on its way.")
        await self.tell("run_completed", run_id)

    async def give_result(self, result_id: str) -> None:
        steps = [{"step": "look_up_order", "text": "The order is found."}]
        await self.tell("result", NO_RUN, result_id=result_id, steps=steps, expires_at=EXPIRY)

    async def say_the_same_error(self) -> None:
        """The same to the last byte, its number and its id included."""
        self.sequence, self._session_id = 0, "ses-1"
        await self.retell(_ERROR, "run-1")

    async def say_at_random(self, dice: random.Random) -> None:
        example = dice.choice(EXAMPLES)
        await self.retell(example, example["run_id"])

    async def _begin(self, request_id: str) -> str:
        self._runs += 1
        run_id = f"run-{self._session_id}-{self._runs}"
        await self.tell("run_started", run_id, request_id=request_id)
        return run_id
