"""A scenario's record as a sequence diagram: what to draw where, in pixels of one SVG."""

from dataclasses import dataclass, field
from typing import Final, get_args

from support.record import Lane, ScenarioRecord
from support.report.story import Line, lines_of, names_in, seconds, standing_in, unit, when

MOST_DRAWN: Final = 60
SILENCE: Final = 1.0
"""Seconds without any entry that are drawn as a gap."""

_GUTTER: Final = 84
_MARGIN: Final = 46
_PITCH: Final = 126
_HEAD: Final = 52
_ROW: Final = 27
_NARROWEST: Final = 360
_CHARACTER: Final = 6.3


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    text: str
    css: str = ""


@dataclass(frozen=True)
class Mark:
    symbol: str
    x: float
    y: float


@dataclass
class Drawing:
    """Paths as SVG path data; `silences` are the tops of bands, 26 high, across the lifelines.

    `more` counts the lines that only the list shows.
    """

    width: float
    height: float = 0
    lifelines: str = ""
    silences: list[float] = field(default_factory=list)
    arrows: str = ""
    failing_arrows: str = ""
    texts: list[Text] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    found_at: list[float] = field(default_factory=list)
    more: int = 0


def draw(record: ScenarioRecord) -> Drawing | None:
    """The diagram, or None where nothing was recorded."""
    lines = lines_of(record)
    return _Pencil(record, lines).draw() if lines else None


class _Pencil:
    def __init__(self, record: ScenarioRecord, lines: list[Line]) -> None:
        self._record = record
        self._lines = lines
        used = {lane for e in record.entries for lane in (e.source, e.target) if lane}
        lanes: list[Lane] = [lane for lane in get_args(Lane) if lane in used]
        self._x = {lane: _GUTTER + _MARGIN + i * _PITCH for i, lane in enumerate(lanes)}
        self._names = names_in(record.entries)
        right = _GUTTER + 2 * _MARGIN + (len(lanes) - 1) * _PITCH
        self._drawing = Drawing(width=max(right, _NARROWEST))
        self._y: float = _HEAD

    def draw(self) -> Drawing:
        drawing = self._drawing
        self._heads()
        last, shown = 0.0, ""
        for line in self._lines[:MOST_DRAWN]:
            self._silence(line.entry.at - last)
            if when(line) != shown:
                shown = when(line)
                self._write(_GUTTER - 12, self._y + 4, shown, "t")
            self._line(line)
            last = max(last, line.until)
        drawing.more = max(0, len(self._lines) - MOST_DRAWN)
        if not drawing.more:
            self._silence(self._record.duration - last)
        bottom = self._y - 6
        drawing.lifelines = "".join(f"M{x} {_HEAD - 16}V{bottom:g}" for x in self._x.values())
        drawing.height = self._y + 4
        return drawing

    def _heads(self) -> None:
        self._write(_GUTTER - 12, 16, unit(self._record), "t")
        for lane, x in self._x.items():
            names = self._names.get(lane, [])
            self._write(x, 16, lane, "h")
            if names:
                who = names[0] if len(names) == 1 else f"{len(names)} of them"
                self._write(x, 30, _cut(who, _PITCH), "w")

    def _line(self, line: Line) -> None:
        entry = line.entry
        if line.findings:
            self._drawing.found_at.append(self._y - 15)
        if entry.kind == "message" and entry.target and entry.target != entry.source:
            self._arrow(line)
        else:
            self._mark(line)
        self._y += _ROW
        for finding in line.findings:
            room = self._drawing.width - _GUTTER
            text = _cut(f"{finding.promise}: {finding.sentence}", room)
            self._write(_GUTTER, self._y - 6, text, "x")
            self._y += _ROW - 8

    def _arrow(self, line: Line) -> None:
        entry = line.entry
        start, end = self._x[entry.source], self._x[entry.target or entry.source]
        back = -6 if end > start else 6
        path = f"M{start} {self._y}H{end + back / 3:g}m{back}-4 {-back} 4{_joined(back)} 4"
        if entry.failure:
            self._drawing.failing_arrows += path
        else:
            self._drawing.arrows += path
        css = "b" if entry.failure else "l"
        self._write((start + end) / 2, self._y - 5, self._labelled(line, 2 * _PITCH), css)

    def _mark(self, line: Line) -> None:
        entry = line.entry
        x = self._x[entry.source]
        symbol = {"fault": "F", "state": "S"}.get(entry.kind, "N")
        self._drawing.marks.append(Mark(symbol, x, self._y))
        left = x - _GUTTER > self._drawing.width - x
        css = "r" if left else ""
        if entry.failure or entry.kind == "fault":
            css += "b"
        room = x - _GUTTER if left else self._drawing.width - x
        self._write(x + (-11 if left else 11), self._y + 4, self._labelled(line, room), css)

    def _labelled(self, line: Line, room: float) -> str:
        """The label, with the name where more than one person stands in the lane."""
        entry = line.entry
        several = len(self._names.get(standing_in(entry), [])) > 1
        named = entry.who and not line.label.startswith(f"{entry.who}:")
        text = f"{line.label} ({entry.who})" if several and named else line.label
        return _cut(text, room)

    def _silence(self, length: float) -> None:
        if length < SILENCE:
            return
        self._drawing.silences.append(self._y - 12)
        middle = (_GUTTER + self._drawing.width) / 2
        text = f"{seconds(length)} of silence ({unit(self._record)})"
        self._write(middle, self._y + 5, text, "q")
        self._y += 34

    def _write(self, x: float, y: float, text: str, css: str = "") -> None:
        self._drawing.texts.append(Text(x, y, text, css))


def _cut(text: str, room: float) -> str:
    most = max(8, int(room / _CHARACTER))
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _joined(number: int) -> str:
    """As path data likes it: a minus sign separates by itself."""
    return str(number) if number < 0 else f" {number}"
