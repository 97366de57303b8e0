"""One run, and all that it is worked on with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.simulator.agent import Agent
from support.simulator.leftovers import Leftovers
from support.simulator.notices import Notices
from support.simulator.observation import Observer
from support.simulator.providers import Providers
from support.simulator.resources import Resources
from support.simulator.retry import RetryPolicy
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.store import Store
from support.simulator.workers import Workers


@dataclass(frozen=True, eq=False)
class Job:
    """A run of one session, given to one agent. It works in folders below `folder`."""

    session: Session
    run: Run
    agent: Agent
    providers: Providers
    notices: Notices
    store: Store
    retry: RetryPolicy
    settings: PlatformSettings
    folder: Path
    observer: Observer
    workers: Workers
    leftovers: Leftovers
    resources_type: Callable[..., Resources] = Resources

    @property
    def clock(self) -> Clock:
        return self.session.clock

    def new_resources(self) -> Resources:
        """What one execution will hold; nothing yet."""
        settings = self.settings
        return self.resources_type(self.clock, settings.cleanup_within, settings.memory_budget)
