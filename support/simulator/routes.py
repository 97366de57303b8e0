"""Which providers serve whom, and the platform's own probes of them."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.simulator.probe import Probe, probe
from support.simulator.providers import Providers
from support.simulator.upstream import Call

PRIMARY: Final = "primary"
SECONDARY: Final = "secondary"
ONE_PROVIDER: Final[Mapping[str, Sequence[str]]] = {"everybody": (PRIMARY,)}
WITH_FALLBACK: Final[Mapping[str, Sequence[str]]] = {"everybody": (PRIMARY, SECONDARY)}

SendProbe = Callable[[Call], None]


@dataclass(eq=False)
class Routes:
    """Routes by name; `of_customer` names those of customers who are not on the first."""

    clock: Clock
    settings: PlatformSettings
    probe: Probe = probe
    of_customer: dict[str, str] = field(default_factory=dict)
    probes: list[asyncio.Task[None]] = field(default_factory=list, init=False)
    _by_name: dict[str, Providers] = field(default_factory=dict, init=False)

    def __iter__(self) -> Iterator[Providers]:
        return iter(self._by_name.values())

    def add(self, name: str, providers_with: Callable[[SendProbe], Providers]) -> None:
        """One more; its providers ask for a probe by what they are made with."""
        providers = providers_with(lambda call: self._send(providers, call))
        self._by_name[name] = providers

    def of(self, user_id: str) -> Providers:
        """Whose providers serve this customer."""
        return self._by_name[self.of_customer.get(user_id, next(iter(self._by_name)))]

    def outage_at_work(self) -> str | None:
        """The name of an outage that runs at work are waiting for; None where there is none."""
        names = (providers.outage_at_work() for providers in self)
        return next((name for name in names if name is not None), None)

    def stop(self) -> None:
        for providers in self:
            providers.stop()

    def _send(self, providers: Providers, call: Call) -> None:
        work = self.probe(providers, call, clock=self.clock, settings=self.settings)
        self.probes.append(self.clock.spawn(work, f"automatic probe of {call.upstream.name}"))
