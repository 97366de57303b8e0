"""The page of the early warnings' scores, and the command that writes it, on trial."""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from behave import fixture

from support.report.warning_page import write_warnings
from support.warning.detectors import DEFAULT
from support.warning.measuring import measure

SEEDS: Final = range(7, 12)
_PARTS: Final = ("took", "alarm", "failure", "error")


@fixture
def folder(_: Any) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def written(kinds: Sequence[str], into: Path) -> str:
    """The page with the scores on these kinds of traces."""
    rows = [row for several in measure(kinds, SEEDS, [DEFAULT]) for row in several]
    return write_warnings(rows, SEEDS, "warn", into).read_text(encoding="utf-8")


def write_calls(into: Path, count: int, slower: int, *, one_a_line: bool) -> Path:
    """So many calls of about a second, the last ones slower and slower."""
    calls = [
        [1 + 0.1 * (n * 7 % 11 - 5) / 5 + 0.02 * max(0, n - (count - slower)), True]
        for n in range(count)
    ]
    file = into / "mine.json"
    text = "\n".join(map(json.dumps, calls)) if one_a_line else json.dumps(calls, indent=1)
    file.write_text(text, encoding="utf-8")
    return file


def alarms_told(output: str) -> list[int]:
    return [int(call) for call in re.findall(r"call (\d+) \(", output)]


def shown(page: str, kind: str) -> set[str]:
    """What the drawing of that kind of trace shows."""
    _, _, after = page.partition(f"<h3>{kind}</h3>")
    drawing = after.partition("</svg>")[0]
    return {part for part in _PARTS if re.search(rf'class="?{part}\b', drawing)}


def addresses(page: str) -> list[str]:
    """What a browser would fetch: every address that is not on the page itself or beside it."""
    found: list[str] = re.findall(r'(?:src|href)="?([^"\s>]+)', page)
    return [one for one in found if one not in ("data:,", "index.html") and one[0] != "#"]
