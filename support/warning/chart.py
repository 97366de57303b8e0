"""One trace as a drawing: what each call took, where an alarm was raised, and where it failed."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple

from support.warning.calls import Call

WIDTH: Final = 640
HEIGHT: Final = 180
LEFT: Final = 34
BOTTOM: Final = 24
TOP: Final = 20
_ERROR: Final = 3
_LABEL: Final = 90


class _Scale(NamedTuple):
    """Calls to the right, seconds up."""

    calls: int
    most_s: float

    def x(self, call: int) -> float:
        return round(LEFT + (WIDTH - LEFT - 8) * call / max(1, self.calls - 1), 1)

    def y(self, seconds: float) -> float:
        share = min(seconds, self.most_s) / self.most_s
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share, 1)


def draw(calls: Sequence[Call], alarms: Sequence[int], failure: int | None, title: str) -> str:
    """SVG, of classes: `took` the calls, `error` those that failed, `alarm`, `failure`."""
    most = max((call.latency_s for call in calls), default=1.0) or 1.0
    scale = _Scale(len(calls), most)
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}">',
        *_axes(scale),
        f'<path class="took" d="{_line(calls, scale)}"/>',
        *(
            f'<circle class="error" cx="{scale.x(number)}" cy="{scale.y(call.latency_s)}" '
            f'r="{_ERROR}"/>'
            for number, call in enumerate(calls)
            if not call.ok
        ),
        *(_mark("alarm", call, f"alarm {call}", scale) for call in alarms),
    ]
    if failure is not None:
        parts.append(_mark("failure", failure, f"failure {failure}", scale))
    return "".join([*parts, "</svg>"])


def _axes(scale: _Scale) -> list[str]:
    floor = scale.y(0)
    return [
        f'<path class="axis" d="M{LEFT} {TOP}V{floor}H{WIDTH - 8}"/>',
        f'<text x="2" y="{TOP + 4}">{scale.most_s:.1f} s</text>',
        f'<text x="2" y="{floor}">0 s</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 6}">call 0</text>',
        f'<text class="last" x="{WIDTH - 8}" y="{HEIGHT - 6}">{max(0, scale.calls - 1)}</text>',
    ]


def _line(calls: Sequence[Call], scale: _Scale) -> str:
    """No more than one stroke up and down for each unit of width, however many calls."""
    step = max(1, len(calls) // WIDTH)
    edges = [*range(0, len(calls), step), len(calls)]
    points = []
    for first, end in pairwise(edges):
        took = [call.latency_s for call in calls[first:end]]
        ends = {scale.y(min(took)): None, scale.y(max(took)): None}
        points += [f"{scale.x(first)} {y}" for y in ends]
    return "M" + "L".join(points) if points else ""


def _mark(name: str, call: int, label: str, scale: _Scale) -> str:
    x = scale.x(call)
    side = "last" if x > WIDTH - _LABEL or name == "alarm" else "first"
    at = TOP - 8 if name == "failure" else TOP + 6
    return (
        f'<g class="{name}"><path d="M{x} {TOP - 4}V{scale.y(0)}"/>'
        f'<text class="{side}" x="{x - 4 if side == "last" else x + 4}" y="{at}">{label}</text></g>'
    )
