"""What all figures are made from: who asked what, what reached whom, what reached the upstream."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

UNIX: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Asked(NamedTuple):
    """A customer sent a request, at so many seconds."""

    at: float
    who: str
    request_id: str


class Told(NamedTuple):
    """An event reached a customer; `event` is the frame, as a JSON object."""

    at: float
    who: str
    event: Mapping[str, Any]

    @property
    def type(self) -> str:
        return str(self.event.get("type"))

    def get(self, name: str) -> Any:
        return self.event.get(name)

    def text(self, name: str) -> str:
        """As text, and "" for what is not there."""
        value = self.event.get(name)
        return "" if value is None else str(value)

    def texts(self, name: str) -> list[str]:
        """A list as texts; nothing where it is none."""
        value = self.event.get(name)
        return [str(one) for one in value] if isinstance(value, list | tuple) else []


class Called(NamedTuple):
    """A call reached an upstream. `fault` is the receipt of what it met there, or "".

    `run_id` is the run that it was made for, or "" where the journal does not say.
    """

    at: float
    upstream: str
    fault: str = ""
    run_id: str = ""


class Touched(NamedTuple):
    """A fault touched something that is no call to an upstream: a tool, the store, a worker."""

    at: float
    where: str
    fault: str
    run_id: str = ""


@dataclass(frozen=True)
class Evidence:
    """One record, in the order of time; `ended` is when it ends.

    `calls` is None where no upstream journal was kept, which is another thing than no calls.
    `lifted` are the moments when a fault was lifted. `began` is second 0 in UTC: the events'
    own `timestamp` is read by it. None where nobody knows, and what needs it is n/a.
    """

    asked: tuple[Asked, ...] = ()
    told: tuple[Told, ...] = ()
    calls: tuple[Called, ...] | None = None
    touched: tuple[Touched, ...] = ()
    lifted: tuple[float, ...] = ()
    ended: float = 0.0
    began: datetime | None = None
    name: str = ""

    @property
    def customers(self) -> tuple[str, ...]:
        """Everybody who asked for something or was told something, in that order."""
        everybody = [one.who for one in self.asked] + [one.who for one in self.told]
        return tuple(dict.fromkeys(everybody))

    @property
    def receipts(self) -> list[Called | Touched]:
        """Whatever a fault touched, in order."""
        found: list[Called | Touched] = [one for one in self.calls or () if one.fault]
        found += self.touched
        return sorted(found, key=lambda one: one.at)

    def occurred(self, told: Told) -> float | None:
        """When the event says that it occurred, in seconds of this record; None: nobody knows."""
        stamp = told.get("timestamp")
        if self.began is None or not isinstance(stamp, str):
            return None
        try:
            return (datetime.fromisoformat(stamp) - self.began).total_seconds()
        except (TypeError, ValueError):
            return None


@dataclass
class Gathered:
    """Evidence as it comes in, in any order."""

    name: str = ""
    began: datetime | None = None
    asked: list[Asked] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    calls: list[Called] = field(default_factory=list)
    touched: list[Touched] = field(default_factory=list)
    lifted: list[float] = field(default_factory=list)
    has_journal: bool = False
    ended: float = 0.0

    def evidence(self) -> Evidence:
        """What happened at the same moment keeps the order in which it came."""
        marks = [one.at for one in self.asked] + [one.at for one in self.told] + self.lifted
        marks += [one.at for one in self.calls] + [one.at for one in self.touched]
        return Evidence(
            asked=tuple(sorted(self.asked, key=lambda one: one.at)),
            told=tuple(sorted(self.told, key=lambda one: one.at)),
            calls=tuple(sorted(self.calls, key=lambda one: one.at)) if self.has_journal else None,
            touched=tuple(sorted(self.touched, key=lambda one: one.at)),
            lifted=tuple(sorted(self.lifted)),
            ended=max([self.ended, *marks]),
            began=self.began,
            name=self.name,
        )
