"""Faults from a plan: counted, never random, each with a receipt for every call it touches."""

from dataclasses import dataclass
from typing import NamedTuple


class Receipt(NamedTuple):
    """A fault touched this call. `at` is seconds on the clock, `call` counts from 1 at the port."""

    fault: str
    port: str
    call: int
    step: str
    at: float


@dataclass(eq=False, slots=True)
class Injection:
    """One planned fault: at which port, from which call on, how often, in which step only.

    `times` None means until it is lifted.
    """

    fault: str
    port: str
    from_call: int = 1
    times: int | None = None
    step: str | None = None
    lifted: bool = False
    touched: int = 0

    def takes(self, port: str, call: int, step: str) -> bool:
        return (
            not self.lifted
            and port == self.port
            and call >= self.from_call
            and self.step in (None, step)
            and (self.times is None or self.touched < self.times)
        )


class AgentFailureSimulator:
    """Holds the planned faults; the ports ask it before each call, and it writes receipts.

    `calls` is how many calls each port has seen.
    """

    def __init__(self) -> None:
        self.injections: list[Injection] = []
        self._in_force: list[Injection] = []
        self.receipts: list[Receipt] = []
        self.calls: dict[str, int] = {}

    def inject(
        self,
        fault: str,
        *,
        port: str,
        from_call: int = 1,
        times: int | None = None,
        step: str | None = None,
    ) -> Injection:
        """Plans a fault; the earliest plan that takes a call wins."""
        injection = Injection(fault, port, from_call, times, step)
        self.injections.append(injection)
        self._in_force.append(injection)
        return injection

    def lift_all(self) -> None:
        for injection in self._in_force:
            injection.lifted = True
        self._in_force.clear()

    def fault_for(self, port: str, call: int, step: str, at: float) -> str | None:
        """The fault that this call meets, with its receipt written; None for a healthy call."""
        injection = self.planned(port, call, step)
        if injection is None:
            return None
        self.touched(injection, port, call, step, at)
        return injection.fault

    def planned(self, port: str, call: int, step: str) -> Injection | None:
        """The plan that takes this call, for a port that finds out later whether it is touched."""
        self.calls[port] = call
        return next((one for one in self._in_force if one.takes(port, call, step)), None)

    def touched(self, injection: Injection, port: str, call: int, step: str, at: float) -> None:
        """Writes the receipt."""
        injection.touched += 1
        self.receipts.append(Receipt(injection.fault, port, call, step, at))

    def untouched(self) -> list[Injection]:
        """The faults that touched nothing: a scenario that ends with one has proved nothing."""
        return [injection for injection in self.injections if not injection.touched]
