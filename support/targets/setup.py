"""How a scenario wants its reference platform."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from support.clock import Clock
from support.configuration import Configuration
from support.contract.defaults import PlatformSettings
from support.simulator import AgentFailureSimulator, Parts, ReferencePlatform
from support.simulator.identity import TokenVerifier
from support.simulator.model.replies import Reply
from support.simulator.observation import Observer
from support.simulator.operator_log import LogEntry, OperatorLog
from support.simulator.plan import DEFAULT_PLAN, REPLIES, Step
from support.simulator.routes import ONE_PROVIDER


class Build(NamedTuple):
    """What is under test where it is built as the reference platform is."""

    parts: Parts = Parts()
    platform: type[ReferencePlatform] = ReferencePlatform

    def changed(self, parts: Parts | None, platform: type[ReferencePlatform]) -> "Build":
        """With what a scenario wants on top, which counts where both want something."""
        if platform is not ReferencePlatform and self.platform is not ReferencePlatform:
            platform = type(platform.__name__, (platform, self.platform), {})
        elif platform is ReferencePlatform:
            platform = self.platform
        return Build(_changed(self.parts, parts), platform)


def _changed(parts: Parts, wanted: Parts | None) -> Parts:
    if wanted is None:
        return parts
    wishes = {part.name: getattr(wanted, part.name) for part in fields(Parts)}
    reference = {part.name: part.default for part in fields(Parts)}
    own = {name: wish for name, wish in wishes.items() if wish is not reference[name]}
    return replace(parts, **own)


class CollectedLog:
    """The operators' log of one scenario."""

    def __init__(self) -> None:
        self.entries: list[LogEntry] = []

    def write(self, entry: LogEntry) -> None:
        self.entries.append(entry)


@dataclass
class PlatformSetup:
    """To be changed before the platform is first used.

    `build` is what is under test; `parts` and `platform` are what the scenario exchanges in it.
    `settings` and `breaker` change single defaults; `routes` and `route_of` say which providers
    serve whom; `watches_cleanups` asks the operating system what is held whenever one begins.
    """

    parts: Parts | None = None
    plan: Sequence[Step] = DEFAULT_PLAN
    replies: Mapping[str, Reply] = field(default_factory=lambda: REPLIES)
    settings: dict[str, Any] = field(default_factory=dict)
    breaker: dict[str, Any] = field(default_factory=dict)
    routes: dict[str, Sequence[str]] = field(default_factory=lambda: dict(ONE_PROVIDER))
    route_of: dict[str, str] = field(default_factory=dict)
    platform: type[ReferencePlatform] = ReferencePlatform
    operator_log: OperatorLog | None = None
    watches_cleanups: bool = False
    build: Build = field(default_factory=Build)

    def wishes(self, kept: PlatformSettings) -> list[str]:
        """What a scenario wants otherwise than it is at a server that keeps these numbers."""
        met = all(getattr(kept, name) == value for name, value in self.settings.items())
        plain = PlatformSetup(settings=self.settings if met else {})
        wanted = (one.name for one in fields(self) if one.name not in ("build", "watches_cleanups"))
        return [name for name in wanted if getattr(self, name) != getattr(plain, name)]

    def make(  # noqa: PLR0913 - what outlives a restart, and so is not made here
        self,
        clock: Clock,
        configuration: Configuration,
        folder: Path,
        *,
        faults: AgentFailureSimulator,
        tokens: TokenVerifier,
        observer: Observer,
        operator_log: OperatorLog,
    ) -> ReferencePlatform:
        """A platform that has not been started, on what an earlier one left in the folder."""
        build = self.build.changed(self.parts, self.platform)
        platform = build.platform(
            clock=clock,
            settings=configuration.platform.model_copy(update=self.settings),
            seed=configuration.seed,
            folder=folder,
            plan=self.plan,
            replies=self.replies,
            breaker=configuration.breaker.model_copy(update=self.breaker),
            routes=self.routes,
            faults=faults,
            tokens=tokens,
            parts=build.parts,
            observer=observer,
            operator_log=self.operator_log or operator_log,
        )
        platform.routes.of_customer.update(self.route_of)
        return platform
