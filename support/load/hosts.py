"""What is put under load: the reference platform or one like it, or a server that is there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from support.configuration import BREAKER_PREFIX, Configuration, ConfigurationError
from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.load.customer import Judge
from support.load.plan import LoadPlan, Part
from support.load.platform import LoadedPlatform
from support.load.swarm import Door
from support.load.tally import Server
from support.targets.door import under_test

NEVER_TRIPS: Final = 10**9
WORKERS: Final = 1_000
LONGEST_LINE_OF_REQUESTS: Final = 600.0
NO_RETRIES: Final[Mapping[str, Any]] = {"max_attempts": 0}
"""The first failure is final, so that each request has one failure to tell."""

_ADDRESSES: Final = ("ws://", "wss://")


class Host(Protocol):
    """Something under load. Raises PlatformDiedError where it is no more."""

    name: str

    @property
    def judge(self) -> Judge:
        """The numbers that it has to keep."""

    async def open(self) -> Door:
        """Has it ready for everybody who comes."""

    async def used(self) -> Mapping[str, float] | None:
        """What it needs, see `usage.used`; None where nobody can tell."""

    async def account(self) -> Server:
        """What it says itself of what it did."""

    async def close(self) -> None:
        """Ends whatever `open` began."""


@dataclass
class OwnPlatform:
    """What is built as the reference platform is, in a process of its own.

    `settings` and `breaker` are beside what load itself needs: room for every request.
    """

    plan: LoadPlan
    target: str = "reference"
    name: str = "the reference platform"
    seed: int = 0
    settings: Mapping[str, Any] = field(default_factory=lambda: NO_RETRIES)
    breaker: Mapping[str, Any] = field(default_factory=dict)
    _process: LoadedPlatform | None = field(default=None, init=False)

    @property
    def process(self) -> LoadedPlatform:
        assert self._process is not None, "nobody has opened it"
        return self._process

    @property
    def judge(self) -> Judge:
        given = self.given
        return Judge(
            PlatformSettings(**given["settings"]), CircuitBreakerConfig(**given["breaker"])
        )

    async def open(self) -> Door:
        self._process = LoadedPlatform(self.target, self.given)
        await self._process.start()
        await self._process.admit(self.plan.parts())
        return Door(self._process.url, self._process.token_of)

    async def used(self) -> Mapping[str, float] | None:
        return await self.process.ask()

    async def account(self) -> Server:
        told = await self.process.ask(report=True)
        return Server(told["met"], told["published"])

    async def close(self) -> None:
        if self._process is not None:
            await self._process.stop()

    @property
    def given(self) -> dict[str, Any]:
        """As its process takes it."""
        room = {
            "concurrent_runs": WORKERS,
            "queue_limit": max(100, self.plan.sessions),
            "queue_wait": LONGEST_LINE_OF_REQUESTS,
        }
        return {
            "seed": self.seed,
            "settings": {**room, **self.settings},
            "breaker": {"failure_threshold": NEVER_TRIPS, **self.breaker},
        }


@dataclass
class StandingServer:
    """A server of the contract that is there already, and that nobody can look into.

    All customers show the one token, so that they are the same user to it.
    """

    name: str
    token: str
    judge: Judge

    async def open(self) -> Door:
        return Door(self.name, self._one_user)

    def _one_user(self, _: Part) -> tuple[None, str]:
        return None, self.token

    async def used(self) -> Mapping[str, float] | None:
        return None

    async def account(self) -> Server:
        return Server(is_open=False)

    async def close(self) -> None:
        """It was there before."""


def host_for(
    target: str,
    token: str | None,
    configuration: Configuration,
    given: Collection[str],
    plan: LoadPlan,
) -> Host:
    """What the target names; `given` are the settings that somebody set.

    Raises ConfigurationError, with what is wrong and how to mend it.
    """
    if target.startswith(_ADDRESSES):
        if not token:
            raise ConfigurationError(
                ("--token: customers have to show one; give it here, or in AGENT_TOKEN.",)
            )
        return StandingServer(target, token, Judge(configuration.platform, configuration.breaker))
    chosen = under_test(target)
    if chosen.make is not None:
        problem = (
            f"--target {target}: nobody knows how to start it in a process of its own. Name a "
            "class that is built as the reference platform is, or a ws:// address."
        )
        raise ConfigurationError((problem,))
    of_platform = PlatformSettings.model_fields
    settings = {name: configuration.value_of(name) for name in given if name in of_platform}
    breaker = {
        name.removeprefix(BREAKER_PREFIX): configuration.value_of(name)
        for name in given
        if name.startswith(BREAKER_PREFIX)
    }
    return OwnPlatform(
        plan,
        target=target,
        name=chosen.name,
        seed=configuration.seed,
        settings={**NO_RETRIES, **settings},
        breaker=breaker,
    )
