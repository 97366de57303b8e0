"""Compares what two runs wrote: the same transcripts, byte for byte, or where they part."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

_LONGEST_LINE = 300


class Comparison(NamedTuple):
    """How many transcripts both runs wrote, and one text for each that is not the same."""

    compared: int
    differences: tuple[str, ...]


def compare(first: Path, second: Path) -> Comparison:
    """Compare every file under two folders. A folder that is not there holds no file."""
    here, there = _files(first), _files(second)
    both = here & there
    alone = [
        *(f"{name} was written by the first run only" for name in sorted(here - there)),
        *(f"{name} was written by the second run only" for name in sorted(there - here)),
    ]
    differences = [text for name in sorted(both) for text in _differs(name, first, second)]
    return Comparison(len(both), (*alone, *differences))


def _files(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def _differs(name: str, first: Path, second: Path) -> Iterator[str]:
    ours, theirs = (first / name).read_bytes(), (second / name).read_bytes()
    if ours == theirs:
        return
    lines = zip_longest(ours.splitlines(keepends=True), theirs.splitlines(keepends=True))
    for number, (one, other) in enumerate(lines, start=1):
        if one != other:
            shown = f"\n  first:  {_shown(one)}\n  second: {_shown(other)}"
            yield f"{name} differs at line {number}:{shown}"
            return


def _shown(line: bytes | None) -> str:
    if line is None:
        return "(it ends before)"
    return line.decode(errors="backslashreplace").rstrip("\n")[:_LONGEST_LINE]
