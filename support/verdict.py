"""What must not be at the end of a scenario, whatever its steps asked, and its record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Protocol

from support.blame import NotTestable
from support.clock import Clock, WallClock
from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.customer import Customer
from support.figures.records import evidence_of
from support.judging import judged_log
from support.lines import Lines
from support.measures import Evidence
from support.record import RecordedFinding, ScenarioRecord
from support.recording import Remembered, entries, remembered
from support.simulator.observation import Observation
from support.simulator.operator_log import LogEntry
from support.simulator.operators import GATEWAY_FAILED
from support.targets import Target
from support.targets.real_server import RealServer
from support.targets.reference import TOOLS
from support.validator import Finding
from support.watchdog import Watchdog

Findings = Mapping[str, list[Finding]]


class Scene(Protocol):
    """What is needed of the World."""

    clock: Clock
    customers: dict[str, Customer]
    lines: Lines
    watchdog: Watchdog
    server: RealServer | None

    @property
    def target(self) -> Target: ...
    @property
    def settings(self) -> PlatformSettings: ...
    @property
    def breaker(self) -> CircuitBreakerConfig: ...


class Verdict:
    """`left` is what is still there once all is closed, `refused` who was not let back in."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.left: list[str] = []
        self.refused: list[str] = []

    def findings(self) -> dict[str, list[Finding]]:
        """What the validator finds in each person's log, judged as a whole."""
        scene = self._scene
        if scene.server is not None:
            return {name: self._of_a_server(one) for name, one in scene.customers.items()}
        return {
            name: judged_log(customer, scene.settings, scene.breaker).findings()
            for name, customer in scene.customers.items()
        }

    def _of_a_server(self, customer: Customer) -> list[Finding]:
        """Where it speaks our words, the validator has its say on whatever it says itself."""
        scene = self._scene
        server, target = scene.server, scene.target
        assert server is not None
        others = [one for one in scene.customers.values() if one is not customer]
        found = server.findings(customer, others, target)
        if not server.judges_vocabulary:
            return found
        told = judged_log(customer, scene.settings, scene.breaker).findings()
        ours = {one.promise for one in found}
        return found + [
            one
            for one in told
            if one.promise not in server.not_applicable and one.promise not in ours
        ]

    def problems(self, found: Findings) -> list[str]:
        """Everything that must not be, one sentence each."""
        wrong = [
            f"{name}: {finding.sentence} ({finding.promise})"
            for name, findings in found.items()
            for finding in findings
        ]
        wrong += [*self._crashes(), *self._scene.watchdog.fired, *self.refused]
        wrong += [f"Left behind after the scenario: {what}." for what in self.left]
        planned = self._scene.target.untouched_faults() if self._scene.server is None else []
        untouched = [fault.fault for fault in planned]
        wrong += [
            f"Inconclusive: the fault '{fault}' was planned and touched nothing, "
            "so this scenario has proved nothing."
            for fault in [*untouched, *self._scene.lines.untouched_faults()]
        ]
        return wrong

    def record(self, found: Findings, took: float) -> ScenarioRecord:
        """What the report shows of the scenario, which took so many seconds on its clock."""
        return self.maker_of_record(found, took)()

    def maker_of_record(self, found: Findings, took: float) -> Callable[[], ScenarioRecord]:
        """Makes what the report shows of the scenario, which took so many seconds on its clock.

        Holds nothing of what was under test, which may go before the report is made.
        """
        scene = self._scene
        about = ScenarioRecord(
            clock="wall" if isinstance(scene.clock, WallClock) else "virtual",
            target=scene.target.name,
            real_server=scene.server is not None,
            began=scene.clock.timestamp(0),
            duration=took,
            crashes=tuple(self._crashes()),
            hangs=tuple(scene.watchdog.fired),
        )
        seen = [*scene.target.observations, *self._tools_that_failed()]
        customers = [remembered(customer) for customer in scene.customers.values()]
        return partial(_record, about, seen, customers, found)

    def evidence(self, name: str, ports: Iterable[str]) -> Evidence:
        """What the record shows by now; where we are the model, for which run each call was."""
        runs = {}
        if self._scene.server is None:
            for port in ports:
                calls = self._scene.target.model_calls(port)
                runs[port] = [call.idempotency_key.rpartition("/")[0] for call in calls]
        return evidence_of(self.record({}, self._scene.clock.now()), name, runs)

    def _tools_that_failed(self) -> list[Observation]:
        """Models and the store tell of their faults themselves."""
        if self._scene.server is not None:
            return []
        return [
            Observation(one.at, "fault", "agent", None, one.port, one.fault, failure=True)
            for one in self._scene.target.receipts()
            if one.port == TOOLS
        ]

    def _crashes(self) -> list[str]:
        in_tasks = [
            f"The platform's own task '{name}' crashed: {type(crash).__name__}: {crash}"
            for name, crash in self._scene.clock.crashes
        ]
        return in_tasks + [
            f"{entry.what}: {' <- '.join(entry.causes)}"
            for entry in self._readable_log()
            if entry.what.startswith(GATEWAY_FAILED)
        ]

    def _readable_log(self) -> list[LogEntry]:
        try:
            return self._scene.target.operator_log()
        except NotTestable:
            return []  # a server's own log is not ours to read


def _record(
    about: ScenarioRecord,
    observations: Sequence[Observation],
    customers: Sequence[Remembered],
    found: Findings,
) -> ScenarioRecord:
    everything = entries(observations, customers)
    recorded = []
    for name, findings in found.items():
        arrivals = [
            number
            for number, entry in enumerate(everything)
            if entry.who == name and entry.target == "customer"
        ]
        recorded += [
            RecordedFinding(
                promise=finding.promise,
                sentence=finding.sentence,
                entry=None if finding.position is None else arrivals[finding.position],
            )
            for finding in findings
        ]
    return about.model_copy(update={"entries": tuple(everything), "findings": tuple(recorded)})
