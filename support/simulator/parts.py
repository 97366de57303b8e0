"""The seams of the reference platform: what it is made of, each to be exchanged for your own."""

from collections.abc import Callable
from dataclasses import dataclass

from support.simulator.admission import Admission
from support.simulator.advice import Adviser
from support.simulator.agent import Agent
from support.simulator.announcer import Announcer
from support.simulator.attendance import Attendance
from support.simulator.breaker import CircuitBreaker
from support.simulator.connection import Connection
from support.simulator.conversation import Conversation
from support.simulator.execution import Execution
from support.simulator.foresight import Foresight
from support.simulator.front_desk import FrontDesk
from support.simulator.leftovers import Leftovers
from support.simulator.model.client import ModelReader
from support.simulator.model.provider import Provider, ScriptedProvider
from support.simulator.notices import Notices
from support.simulator.probe import Probe, probe
from support.simulator.providers import Providers
from support.simulator.recovery import Recovery
from support.simulator.resources import Resources
from support.simulator.restart import TakingUp
from support.simulator.retry import RetryPolicy
from support.simulator.sanitiser import Sanitiser
from support.simulator.session import Session
from support.simulator.store import Store
from support.simulator.tools import ToolBox
from support.simulator.under_way import UnderWay
from support.simulator.wording import Wording
from support.simulator.workers import Workers


@dataclass(frozen=True)
class Parts:
    """Put in your own port, policy or sender, and the platform runs with it.

    First who is taken on, then how a run is worked on, what its failures bring about, what
    customers are told of them and how it reaches them, and what all that stands on.
    """

    front_desk: type[FrontDesk] = FrontDesk
    admission: type[Admission] = Admission
    workers: Callable[..., Workers] = Workers

    under_way: Callable[..., UnderWay] = UnderWay
    conversation: type[Conversation] = Conversation
    execution: type[Execution] = Execution
    agent: Callable[..., Agent] = Agent
    tools: Callable[..., ToolBox] = ToolBox
    reader: Callable[..., ModelReader] = ModelReader

    recovery: type[Recovery] = Recovery
    retry: Callable[..., RetryPolicy] = RetryPolicy
    resources: Callable[..., Resources] = Resources
    leftovers: Callable[..., Leftovers] = Leftovers

    notices: type[Notices] = Notices
    adviser: Callable[..., Adviser] = Adviser
    announcer: type[Announcer] = Announcer
    wording: Callable[[], Wording] = Wording
    sanitiser: Callable[..., Sanitiser] = Sanitiser

    session: type[Session] = Session
    attendance: Callable[..., Attendance] = Attendance
    connection: type[Connection] = Connection

    provider: Callable[..., Provider] = ScriptedProvider
    providers: type[Providers] = Providers
    breaker: Callable[..., CircuitBreaker] = CircuitBreaker
    foresight: Callable[..., Foresight] = Foresight
    probe: Probe = probe
    store: Callable[..., Store] = Store
    taking_up: type[TakingUp] = TakingUp
