"""Two folders of transcripts, as two runs would leave them."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from behave import fixture


class TwoRuns:
    def __init__(self, folder: Path) -> None:
        self.first = folder / "first"
        self.second = folder / "second"

    def write(self, name: str, *, first: str | None = None, second: str | None = None) -> None:
        """Write a transcript whose lines are parted by slashes; None is not written."""
        for folder, text in ((self.first, first), (self.second, second)):
            if text is not None:
                folder.mkdir(exist_ok=True)
                (folder / name).write_text(text.replace(" / ", "\n") + "\n", encoding="utf-8")


@fixture
def two_runs(_context: Any) -> Iterator[TwoRuns]:
    with tempfile.TemporaryDirectory() as folder:
        yield TwoRuns(Path(folder))
