"""All that came of judging some logs, for whoever writes it down."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from support.judge.findings import Findings, Found

STDIN: Final = "-"


class Judged(NamedTuple):
    """One log that was judged; its files are called as they were given."""

    names: tuple[str, ...]
    events: int
    streams: int


class Judgement(NamedTuple):
    logs: Sequence[Judged]
    findings: Findings

    @property
    def is_kept(self) -> bool:
        return not len(self.findings)

    @property
    def events(self) -> int:
        return sum(log.events for log in self.logs)

    @property
    def streams(self) -> int:
        return sum(log.streams for log in self.logs)

    def file_of(self, found: Found) -> str:
        return shown(self.logs[found.log].names[found.file])


def shown(name: str) -> str:
    """How a file is called where it is told of."""
    return "standard input" if name == STDIN else name
