"""What operators read: one JSON object a line, under the failure_id that the customer was told."""

import json
import logging
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Final, Protocol

from support.simulator.sanitiser import Sanitiser

LOGGER: Final = "support.operators"


class Level(IntEnum):
    """Python's own numbers."""

    INFO = logging.INFO
    WARNING = logging.WARNING
    ERROR = logging.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One thing that an operator may want to know; every text in it is free of secrets.

    `at` is RFC 3339 in UTC. `user` is a pseudonym, the same for one user until the next boot.
    `causes` are the exceptions, from the one that was caught to the one that began it;
    `trace` is where they came from.
    """

    at: str
    level: Level
    what: str
    failure_id: str | None = None
    root_failure_id: str | None = None
    run_id: str | None = None
    session_id: str | None = None
    user: str | None = None
    agent: str | None = None
    attempt: int | None = None
    upstream: str | None = None
    error_type: str | None = None
    decision: str | None = None
    causes: tuple[str, ...] = ()
    trace: str = ""

    def line(self) -> str:
        """The entry as one line of JSON, without what it does not know."""
        known = {name: value for name, value in asdict(self).items() if value not in (None, "", ())}
        return json.dumps({**known, "level": self.level.name.lower()})


class OperatorLog(Protocol):
    """Where the entries go."""

    def write(self, entry: LogEntry) -> None: ...


class PythonLog:
    """The default: each entry is one record of Python's logging, and the line is its message."""

    def __init__(self, name: str = LOGGER) -> None:
        self._logger = logging.getLogger(name)

    def write(self, entry: LogEntry) -> None:
        self._logger.log(entry.level, entry.line(), extra={"entry": entry})


class JsonLines(logging.Formatter):
    """For a handler's formatter: every record of every logger as a redacted line of JSON."""

    def __init__(self, sanitiser: Sanitiser | None = None) -> None:
        super().__init__()
        self._sanitiser = sanitiser or Sanitiser()

    def format(self, record: logging.LogRecord) -> str:
        entry = getattr(record, "entry", None)
        if isinstance(entry, LogEntry):
            return entry.line()
        told = {"level": record.levelname.lower(), "logger": record.name}
        return json.dumps({**told, "what": self._sanitiser.for_operators(super().format(record))})
