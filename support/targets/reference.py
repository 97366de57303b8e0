"""The reference platform in this process, on the World's clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from support.clock import Clock
from support.configuration import Configuration
from support.contract.envelope import Scalar
from support.simulator import Injection, ModelFault, Parts, Receipt, ReferencePlatform
from support.simulator.agent import MODEL_CONNECTION
from support.simulator.conversation import WORK_FOLDER
from support.simulator.model.provider import JournalledCall
from support.simulator.observation import Observation
from support.simulator.plan import DEFAULT_PLAN, Step
from support.simulator.platform import ONE_PROVIDER
from support.simulator.tools import ToolRun
from support.simulator.wording import Wording
from support.targets.base import MODEL

WORDING: Final = "wording"


@dataclass
class PlatformSetup:
    """How a scenario wants its platform; to be changed before the platform is first used.

    `settings` and `breaker` change single defaults; `routes` and `route_of` say which providers
    serve whom.
    """

    parts: Parts | None = None
    plan: Sequence[Step] = DEFAULT_PLAN
    settings: dict[str, Any] = field(default_factory=dict)
    breaker: dict[str, Any] = field(default_factory=dict)
    routes: dict[str, Sequence[str]] = field(default_factory=lambda: dict(ONE_PROVIDER))
    route_of: dict[str, str] = field(default_factory=dict)


class ReferenceTarget:
    """The default thing under test, set up as the scenario wants it."""

    name = "the built-in reference platform"

    def __init__(
        self, clock: Clock, configuration: Configuration, setup: PlatformSetup | None = None
    ) -> None:
        setup = setup or PlatformSetup()
        self.observations: list[Observation] = []
        self.platform = ReferencePlatform(
            clock=clock,
            settings=configuration.platform.model_copy(update=setup.settings),
            seed=configuration.seed,
            plan=setup.plan,
            breaker=configuration.breaker.model_copy(update=setup.breaker),
            routes=setup.routes,
            parts=setup.parts,
            observer=self.observations.append,
        )
        self.platform.route_of.update(setup.route_of)

    @property
    def url(self) -> str:
        return self.platform.url

    async def start(self) -> None:
        await self.platform.start()

    async def stop(self) -> None:
        await self.platform.close()

    def token_for(self, user_id: str) -> str:
        return self.platform.tokens.issue(user_id)

    def inject(
        self,
        fault: str,
        *,
        port: str = MODEL,
        from_call: int = 1,
        times: int | None = None,
        step: str | None = None,
    ) -> Injection:
        return self.platform.faults.inject(
            fault, port=port, from_call=from_call, times=times, step=step
        )

    def lose_sentences(self, subject: str) -> Injection:
        self.platform.wording = _LostSentences(subject, self.platform)
        return self.inject(f"lost its sentences about {subject}", port=WORDING)

    def lift_faults(self) -> None:
        self.platform.faults.lift_all()

    def model_calls(self, port: str = MODEL) -> list[JournalledCall]:
        return self.platform.models[port].journal

    def tool_runs(self) -> list[ToolRun]:
        return self.platform.tools.journal

    def failures_due(self) -> list[float]:
        return [self._due(call) for call in self.model_calls() if call.fault is not None]

    def _due(self, call: JournalledCall) -> float:
        settings = self.platform.settings
        match call.fault:
            case ModelFault.NEVER_ANSWERS | ModelFault.SENDS_ONLY_KEEPALIVES:
                return call.at + settings.first_token
            case ModelFault.STOPS_MID_SENTENCE:
                return call.last_item_at + settings.stall
            case _:
                return call.last_item_at

    def receipts(self) -> list[Receipt]:
        return self.platform.faults.receipts

    def untouched_faults(self) -> list[Injection]:
        return self.platform.faults.untouched()

    def held_resources(self) -> list[str]:
        platform = self.platform
        probing = any(not probe.done() for probe in platform.probes)
        if probing or any(
            run.is_running
            for session in platform.sessions.values()
            for run in session.runs.values()
        ):
            return []
        folders = [WORK_FOLDER for _ in platform.folder.glob("run-*")]
        return [MODEL_CONNECTION for _ in platform.open_calls()] + folders

    def left_behind(self) -> list[str]:
        folder = self.platform.folder
        return [f"the folder {folder.name}"] if folder.exists() else []


class _LostSentences(Wording):
    """The shipped sentences, but for one subject."""

    def __init__(self, subject: str, platform: ReferencePlatform) -> None:
        super().__init__()
        self._subject = subject
        self._platform = platform

    def say(self, key: str, params: Mapping[str, Scalar], locale: str) -> str:
        if key.startswith(f"{self._subject}."):
            self._platform.faults.fault_for(WORDING, 1, key, self._platform.clock.now())
            raise KeyError(key)
        return super().say(key, params, locale)
