"""A real server for the whole of a run: started once, tried once, and ended with the run."""

import asyncio
import atexit
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, Final

from support.blame import NotTestable, SuiteAtFault
from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.customer import Customer
from support.targets.base import Target
from support.targets.real_server.backchannel import BackchannelClient
from support.targets.real_server.behaviour import behaviour_findings
from support.targets.real_server.description import Description
from support.targets.real_server.filling import Filling
from support.targets.real_server.installing import SERVERS
from support.targets.real_server.launch import LaunchedServer, free_port
from support.targets.real_server.links import Links
from support.targets.real_server.llm import LlmEndpoint
from support.targets.real_server.llm.plan import Plan
from support.targets.real_server.mapping import EventMapping
from support.targets.real_server.needs import not_applicable
from support.targets.real_server.own_class import OwnServer, own_server
from support.targets.real_server.patience import Patience
from support.targets.real_server.probe import Probed, probe
from support.targets.real_server.reading import read_description
from support.targets.real_server.speech import DescribedSpeech
from support.targets.real_server.target import RealServerTarget
from support.validator import Finding

SIMULATOR: Final = "simulator"
WALL_CLOCK: Final = "wall_clock"
ONLY_OURS: Final = "only the built-in platform can show it (@simulator)"


class RealServer:
    """What `-D target=….toml` names. `begin` and `end` enclose the run."""

    def __init__(self, path: Path) -> None:
        self.description: Description = read_description(path)
        self.name = self.description.name or f"the server of {path.name}"
        self.mapping = EventMapping(self.description.event)
        self.not_applicable = not_applicable(self.description, self.mapping)
        self.patience = Patience(self.description.limits)
        self.probed = Probed()
        self._folder = path.resolve().parent
        places = {"here": str(self._folder), "servers": str(SERVERS.resolve())}
        self._filling = Filling({**places, "python": sys.executable})
        self._llm: LlmEndpoint | None = None
        self._process: LaunchedServer | None = None
        self._backchannel: BackchannelClient | None = None
        self._links = Links(self.description.link)
        self._own = OwnServer()
        self._runs = False

    @property
    def judges_vocabulary(self) -> bool:
        return self.description.capabilities.vocabulary

    @property
    def quiet(self) -> float:
        """Seconds after which it has answered, where it owes an answer to whatever it is sent."""
        return self.description.limits.grace if self.judges_vocabulary else 0.0

    def keeps(self, otherwise: PlatformSettings) -> PlatformSettings:
        """The numbers that it is held to: its own, where its file names them."""
        own = self.description.settings.model_dump(exclude_unset=True)
        return otherwise.model_copy(update=own)

    def begin(self) -> None:
        """Starts what has to be started, and tries one healthy request.

        Raises SuiteAtFault where nobody is there, or nothing of what is said is understood.
        """
        self._runs = True
        atexit.register(self.end)
        description = self.description
        if description.python is not None:
            self._own = own_server(description.python, self._folder)
        if description.llm is not None or _names_a_model(description):
            self._start_the_model()
        self._links.open(self._filling)
        self._filling.values |= self._links.values
        if description.launch is not None:
            self._filling.values |= {"port": free_port(), "second_port": free_port()}
        asyncio.run(self._own.start(self._filling.values))
        if description.launch is not None:
            self._process = LaunchedServer(description.launch, self._filling, self._folder)
            self._process.start()
        if description.backchannel is not None:
            self._backchannel = BackchannelClient(description.backchannel, self._filling)
            self._backchannel.capabilities()
        self.probed = asyncio.run(probe(self))

    def end(self) -> None:
        if not self._runs:
            return
        self._runs = False
        atexit.unregister(self.end)
        if self._process is not None:
            self._process.stop()
        asyncio.run(self._own.stop())
        self._links.close()
        if self._llm is not None:
            self._llm.close()

    def target(self, clock: Clock) -> RealServerTarget:
        """For one scenario; starts the server again where the one before has ended it."""
        self.patience.require()
        if self._process is not None and not self._process.is_running:
            self._process.stop()
            self._process.start()
        plan = self._llm.begin(clock.now) if self._llm is not None else None
        self._links.begin()
        return RealServerTarget(
            self.name,
            self._filling.partly(self.description.server.url),
            clock=clock,
            plan=plan if self.probed.asks_our_model else None,
            streams=self.probed.streams,
            tokens=self._tokens(),
            backchannel=self._backchannel,
            links=self._links,
        )

    def speech(self, user_id: str, token: str, now: Callable[[], str]) -> DescribedSpeech:
        """A customer's conversation, fresh."""
        return DescribedSpeech(
            self.description,
            self.mapping,
            who=(user_id, token),
            values=self._filling.values,
            now=now,
            own=self._own,
        )

    def why_not(self, tags: Collection[str]) -> str:
        """Why a scenario with these tags says nothing of this server; "" where it does."""
        if SIMULATOR in tags or WALL_CLOCK in tags:
            return ONLY_OURS
        reasons = [self.not_applicable[tag] for tag in sorted(tags) if tag in self.not_applicable]
        return reasons[0] if reasons else ""

    def plan_of(self, target: Target) -> Plan:
        """What the failing model is to do; NotTestable where the server's model is not ours."""
        plan = target.plan if isinstance(target, RealServerTarget) else None
        if plan is None:
            raise NotTestable("its language model is not ours (${llm}), and says what it likes")
        return plan

    def findings(
        self, customer: Customer, others: Collection[Customer], target: Target
    ) -> list[Finding]:
        """What this customer's log shows of the promises that hold for any server."""
        plan = target.plan if isinstance(target, RealServerTarget) else None
        found = behaviour_findings(customer, others, plan, self.description)
        return [one for one in found if one.promise not in self.not_applicable]

    def last_words(self) -> str:
        return self._process.last_words() if self._process is not None else ""

    def _start_the_model(self) -> None:
        settings = self.description.llm_settings
        try:
            self._llm = LlmEndpoint(settings)
        except OSError as taken:
            raise SuiteAtFault(
                f"the failing model cannot listen on port {settings.port} ([llm] port): {taken}"
            ) from taken
        self._filling.values |= {"llm": self._llm.base_url, "llm_root": self._llm.root}

    def _tokens(self) -> dict[str, str]:
        fill = self._filling.text
        customers = self.description.customers
        tokens = {f"user-{name.lower()}": fill(text) for name, text in customers.tokens.items()}
        return tokens | ({"": fill(customers.token)} if customers.token is not None else {})


def _names_a_model(description: Description) -> bool:
    launch: Any = description.launch
    words = (
        (*launch.command, *launch.env.values(), *launch.files.values())
        if launch is not None
        else ()
    )
    return any("${llm" in word for word in words)
