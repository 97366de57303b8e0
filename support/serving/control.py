"""The control of a served platform: plan faults, lift them, see what they did, make tokens."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from support.serving.control_requests import PlanFault, Refusal, WantToken, problem, read
from support.serving.faults import OFFERED, STEPS, OfferedFault
from support.simulator import ReferencePlatform
from support.simulator.routes import SECONDARY

ROUTES: Final[Mapping[str, str]] = {
    "GET /faults": "the faults on offer, those that are planned, and a receipt for each hit",
    "POST /faults": "plan one: {fault, port, times, from_call, step}; all but fault are optional",
    "DELETE /faults": "lift every planned fault",
    "POST /tokens": "a token for {user_id}",
    "GET /capabilities": "the names of the faults, and what /state tells",
    "GET /state": "who is connected, and a receipt for each hit",
    "GET /": "this list, and where customers connect; to a browser, the live page",
}


class Answer(NamedTuple):
    """A status and a JSON object; `allow` lists the methods where the method was wrong."""

    status: int
    told: dict[str, Any]
    allow: str = ""


class Control:
    """Answers requests about one platform; called on the platform's own event loop."""

    def __init__(self, platform: ReferencePlatform) -> None:
        self._platform = platform
        self._actions: Mapping[str, Callable[[bytes], Answer]] = {
            "GET /": self._about,
            "GET /faults": self._faults,
            "POST /faults": self._plan,
            "DELETE /faults": self._lift,
            "POST /tokens": self._token,
            "GET /capabilities": self._capabilities,
            "GET /state": self._state,
        }

    @property
    def customers_connect_to(self) -> str:
        return self._platform.url

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        """What the request brings about, or the refusal that says how to mend it."""
        action = self._actions.get(f"{method} {path}")
        if action is None:
            return self._no_such_route(path)
        try:
            return action(body)
        except Refusal as refused:
            return refusal(refused)

    def _about(self, _: bytes) -> Answer:
        return Answer(
            200, {"customers_connect_to": self.customers_connect_to, "routes": dict(ROUTES)}
        )

    def _faults(self, _: bytes) -> Answer:
        faults = self._platform.faults
        planned = [
            {
                "fault": one.fault,
                "port": one.port,
                "from_call": one.from_call,
                "times": one.times,
                "step": one.step,
                "touched": one.touched,
                "lifted": one.lifted,
            }
            for one in faults.injections
        ]
        return Answer(
            200,
            {
                "faults": [one._asdict() | {"steps": STEPS[one.port]} for one in self._offered()],
                "planned": planned,
                "receipts": self._receipts(),
            },
        )

    def _plan(self, body: bytes) -> Answer:
        wanted = read(PlanFault, body)
        if not self._has(wanted.at):
            missing = problem("There is no second model.", "Serve with --fallback.", "port")
            raise Refusal(422, missing)
        faults = self._platform.faults
        first = faults.calls.get(wanted.at, 0) + wanted.from_call
        faults.inject(
            wanted.fault, port=wanted.at, from_call=first, times=wanted.times, step=wanted.step
        )
        return Answer(201, {"planned": wanted.model_dump() | {"port": wanted.at}})

    def _capabilities(self, _: bytes) -> Answer:
        names = dict.fromkeys(one.fault for one in self._offered())
        return Answer(200, {"faults": list(names), "state": list(self._told_of_the_state())})

    def _state(self, _: bytes) -> Answer:
        return Answer(200, self._told_of_the_state())

    def _told_of_the_state(self) -> dict[str, list[Any]]:
        there = {one.session.user_id for one in self._platform.gateway.connections}
        return {"connected": sorted(there), "receipts": self._receipts()}

    def _receipts(self) -> list[dict[str, Any]]:
        return [receipt._asdict() for receipt in self._platform.faults.receipts]

    def _offered(self) -> list[OfferedFault]:
        return [one for one in OFFERED if self._has(one.port)]

    def _has(self, port: str) -> bool:
        return port != SECONDARY or SECONDARY in self._platform.models

    def _lift(self, _: bytes) -> Answer:
        faults = self._platform.faults
        in_force = [one for one in faults.injections if not one.lifted]
        faults.lift_all()
        return Answer(200, {"lifted": len(in_force)})

    def _token(self, body: bytes) -> Answer:
        user_id = read(WantToken, body).user_id
        return Answer(201, {"user_id": user_id, "token": self._platform.tokens.issue(user_id)})

    def _no_such_route(self, path: str) -> Answer:
        methods = [route.split()[0] for route in ROUTES if route.split()[1] == path]
        text = "That path takes no such method." if methods else "There is no such path."
        wrong = Refusal(405 if methods else 404, problem(text, f"Ask one of: {', '.join(ROUTES)}."))
        return refusal(wrong)._replace(allow=", ".join(methods))


def refusal(refused: Refusal) -> Answer:
    return Answer(refused.status, {"errors": list(refused.problems)})
