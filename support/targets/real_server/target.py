"""One scenario's hold on a real server: faults from outside, receipts, and what nobody can see."""

import secrets
from collections.abc import Mapping
from typing import Any, Final

from support.blame import NotTestable
from support.clock import Clock
from support.simulator import Injection, ModelFault, Receipt
from support.simulator.model.leaks import LeakFault
from support.simulator.model.line_faults import LineFault
from support.simulator.model.provider import JournalledCall
from support.simulator.model.refusals import RefusalFault
from support.simulator.observation import Observation, Place
from support.simulator.store import STORE
from support.targets.base import MODEL
from support.targets.out_of_reach import OutOfReach
from support.targets.real_server.backchannel import BackchannelClient
from support.targets.real_server.links import Links
from support.targets.real_server.llm.plan import Plan

OF_THE_MODEL: Final = frozenset({*ModelFault, *LeakFault, *LineFault, *RefusalFault})
IN_MID_ANSWER: Final = frozenset(
    {
        ModelFault.STOPS_MID_SENTENCE,
        ModelFault.ENDS_EARLY,
        ModelFault.RESETS,
        ModelFault.ERROR_INSIDE,
        LeakFault.ERROR_WITH_SECRETS,
    }
)


_PLACES: Final[Mapping[str, Place]] = {STORE: "store"}


class RealServerTarget(OutOfReach):
    """A `Target`. `plan` is the failing model's, None where the server's model is not ours."""

    why = "Nobody can do that to this server, or see it, from outside."

    def __init__(  # noqa: PLR0913 - all that one scenario needs
        self,
        name: str,
        url: str,
        *,
        clock: Clock,
        plan: Plan | None,
        streams: bool,
        tokens: dict[str, str],
        backchannel: BackchannelClient | None,
        links: Links,
    ) -> None:
        self.name = name
        self.url = url
        self.held_at_cleanups: list[dict[str, int]] = []
        self.plan = plan
        self._clock = clock
        self._streams = streams
        self._tokens = tokens
        self._backchannel = backchannel
        self._links = links
        self._by_backchannel: list[Injection] = []
        self._came: list[Receipt] | None = None
        self._before: list[dict[str, Any]] = []

    @property
    def observations(self) -> list[Observation]:
        """What was done to it, as far as somebody saw it come."""
        return [
            Observation(
                one.at,
                "fault",
                _PLACES.get(one.port, "model"),
                None,
                one.port,
                one.fault,
                failure=True,
            )
            for one in self.receipts()
        ]

    async def start(self) -> None:
        """It runs already, for the whole of the run."""

    async def stop(self) -> None:
        """It goes on; what was done to its links, or by its backchannel, is lifted."""
        self._came = self.receipts()
        self._links.lift()
        if self._by_backchannel and self._backchannel is not None:
            self._backchannel.lift_faults()

    async def kill(self) -> None:
        self._cannot()

    async def start_again(self) -> None:
        self._cannot()

    async def shut_down(self) -> None:
        self._cannot()

    def work_folders(self) -> list[str]:
        self._cannot()

    def stored(self) -> bytes:
        self._cannot()

    def token_for(self, user_id: str, *, valid_for: float | None = None) -> str:
        if valid_for is not None:
            raise NotTestable("nobody can say from outside how long its tokens are valid")
        return self._tokens.get(user_id) or self._tokens.get("") or secrets.token_urlsafe(24)

    def inject(
        self,
        fault: str,
        *,
        port: str = MODEL,
        from_call: int = 1,
        times: int | None = None,
        step: str | None = None,
    ) -> Injection:
        injection = Injection(fault, port, from_call, times, step)
        if self._links.stand_at(port, fault):
            self._links.inject(injection)
            return injection
        if port == MODEL and fault in OF_THE_MODEL and self.plan is not None:
            self._check(fault)
            return self.plan.inject(fault, from_call=from_call, times=times)
        if self._backchannel is None:
            raise NotTestable(
                f"nothing lets '{fault}' happen at {port}: its language model is not ours "
                "(${llm}), and it has no [[link]] there and no [backchannel]"
            )
        self._backchannel.set_fault(injection)
        self._by_backchannel.append(injection)
        if len(self._by_backchannel) == 1:
            self._before = self._told_receipts()
        return injection

    def _check(self, fault: str) -> None:
        if fault == ModelFault.BAD_TOOL_ARGUMENTS:
            raise NotTestable("the model of ours calls no tool of its")
        if fault in IN_MID_ANSWER and not self._streams:
            raise NotTestable(
                "it takes its model's answers as a whole, so that none can be cut in the middle"
            )

    def lift_faults(self) -> None:
        self._links.lift()
        if self.plan is not None:
            self.plan.lift_all()
        if self._by_backchannel and self._backchannel is not None:
            self._backchannel.lift_faults()

    def model_calls(self, port: str = MODEL) -> list[JournalledCall]:
        if self.plan is None or port != MODEL:
            self._cannot()
        return self.plan.journal

    def receipts(self) -> list[Receipt]:
        """What has come so far; once the scenario is over, what had come in it."""
        if self._came is not None:
            return self._came
        own = [*(self.plan.receipts if self.plan is not None else ()), *self._links.receipts()]
        if not self._by_backchannel or self._backchannel is None:
            return own
        told = [one for one in self._told_receipts() if one not in self._before]
        return own + [
            Receipt(str(one.get("fault")), MODEL, number, "", float(one.get("at", 0)))
            for number, one in enumerate(told, 1)
        ]

    def _told_receipts(self) -> list[dict[str, Any]]:
        """All that the server has ever told of; those of earlier scenarios prove nothing here."""
        assert self._backchannel is not None
        told = self._backchannel.state().get("receipts")
        return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []

    def untouched_faults(self) -> list[Injection]:
        own = [*(self.plan.untouched() if self.plan is not None else ()), *self._links.untouched()]
        if not self._by_backchannel:
            return own
        touched = {receipt.fault for receipt in self.receipts()}
        return own + [one for one in self._by_backchannel if one.fault not in touched]

    def is_connected(self, user_id: str) -> bool:
        if self._backchannel is None:
            raise NotTestable("without a [backchannel] nobody sees who it believes to be there")
        connected = self._backchannel.state().get("connected")
        if not isinstance(connected, list):
            raise NotTestable("its backchannel does not say who is connected")
        return user_id in connected

    def held_resources(self) -> list[str]:
        return []

    def left_behind(self) -> list[str]:
        return []
