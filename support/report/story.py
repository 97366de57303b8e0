"""A scenario's record as lines to read: repeats folded, findings where they belong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from json import JSONDecodeError, loads
from typing import Final

from support.record import Entry, Lane, RecordedFinding, ScenarioRecord

LONGEST_BLOCK: Final = 3
_STANDING: Final[tuple[Lane, ...]] = ("customer", "model", "store", "agent", "network", "gateway")


@dataclass(frozen=True)
class Line:
    """One line of the story: an entry, how often it came (until when), and what was found at it."""

    entry: Entry
    until: float
    times: int = 1
    findings: tuple[RecordedFinding, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.entry.label} \u00d7{self.times}" if self.times > 1 else self.entry.label


def seconds(value: float) -> str:
    """`0 s`, `0.25 s`, `1,200 s`; to the millisecond."""
    return f"{value:,.3f}".rstrip("0").rstrip(".") + " s"


def when(line: Line) -> str:
    """`0.25 s`, or `0.25 to 1.1 s` for what repeated."""
    if line.until > line.entry.at:
        return f"{seconds(line.entry.at).removesuffix(' s')} to {seconds(line.until)}"
    return seconds(line.entry.at)


def unit(record: ScenarioRecord) -> str:
    return "virtual" if record.clock == "virtual" else "real"


def lines_of(record: ScenarioRecord) -> list[Line]:
    """The record's entries; where one, two or three of them repeat, they are folded into one."""
    found: dict[int, list[RecordedFinding]] = {}
    for finding in record.findings:
        if finding.entry is not None:
            found.setdefault(finding.entry, []).append(finding)
    lines = [
        Line(entry, entry.at, findings=tuple(found.get(index, ())))
        for index, entry in enumerate(record.entries)
    ]
    return list(_folded(lines))


def findings_elsewhere(record: ScenarioRecord) -> list[RecordedFinding]:
    """The findings that belong to no entry of the record."""
    count = len(record.entries)
    return [f for f in record.findings if f.entry is None or not 0 <= f.entry < count]


def _folded(lines: Sequence[Line]) -> Iterator[Line]:
    keys = [_key(line) for line in lines]
    at = 0
    while at < len(lines):
        length, times = _longest_repetition(keys, at)
        end = at + length * times
        for first, last in zip(lines[at : at + length], lines[end - length : end], strict=True):
            yield Line(first.entry, last.until, times, first.findings)
        at = end


def _longest_repetition(keys: Sequence[object], at: int) -> tuple[int, int]:
    """The block length, up to LONGEST_BLOCK, whose repetition from here on covers most."""
    best = (1, 1)
    for length in range(1, LONGEST_BLOCK + 1):
        block = keys[at : at + length]
        times = 1
        while None not in block and keys[at + length * times : at + length * (times + 1)] == block:
            times += 1
        if times > 1 and length * times > best[0] * best[1]:
            best = (length, times)
    return best


def _key(line: Line) -> object:
    """What must be equal for two lines to fold; None for a line that stands by itself."""
    entry = line.entry
    if entry.kind != "message" or entry.failure or line.findings:
        return None
    return (entry.source, entry.target, entry.who, entry.label, _step(entry.detail))


def _step(detail: str) -> object:
    """The step of an `agent_output` frame; folding must not mix the outputs of two steps."""
    if '"step"' not in detail:
        return None
    try:
        frame = loads(detail)
    except (JSONDecodeError, RecursionError):
        return None
    return str(frame.get("step")) if isinstance(frame, dict) else None


def standing_in(entry: Entry) -> Lane:
    """The lane that `entry.who` stands in: the outermost of the two."""
    return min((lane for lane in (entry.source, entry.target) if lane), key=_STANDING.index)


def names_in(entries: Iterable[Entry]) -> dict[Lane, list[str]]:
    names: dict[Lane, list[str]] = {}
    for entry in entries:
        standing = names.setdefault(standing_in(entry), [])
        if entry.who and entry.who not in standing:
            standing.append(entry.who)
    return names


def told(line: Line) -> str:
    """The line in words, for those who do not see the drawing."""
    entry = line.entry
    standing = standing_in(entry)

    def named(lane: Lane) -> str:
        if not entry.who or lane != standing:
            return lane
        return entry.who if lane == "customer" else f"{lane} ({entry.who})"

    if entry.kind == "message" and entry.target:
        return f"{named(entry.source)} → {named(entry.target)}: {line.label}"
    return f"{named(entry.source)}, {entry.kind}: {line.label}"
