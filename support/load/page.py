"""Writes an outcome: load.json, and load.html with its charts."""

from pathlib import Path
from typing import Final

from support.load.figures import Outcome

DATA: Final = "load.json"


def write_load(outcome: Outcome, folder: Path) -> Path:
    """Returns the page, or what there is to read."""
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / DATA
    data.write_text(outcome.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return data
