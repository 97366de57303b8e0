"""Features as text: one that is well written, others made from it, and this project's own."""

from pathlib import Path
from typing import Final

from behave.parser import parse_file

from support.running.guards import problems_of

PROJECT: Final = Path(__file__).parents[2]

WELL_WRITTEN: Final = """\
@integration @P1 @scripted
Feature: Maya is told
  Nobody should wait for an answer that never comes.
  Business value: customers who are told stay

  @NSF-1
  Rule: A request ends once
    Scenario: Her answer comes
      Given all is well
"""


def with_line(text: str, begins: str, instead: str) -> str:
    """The text with its one line that begins so written differently, or left out if empty."""
    lines = text.splitlines()
    (place,) = (n for n, line in enumerate(lines) if line.strip().startswith(begins))
    indent = lines[place][: len(lines[place]) - len(lines[place].lstrip())]
    return "\n".join([*lines[:place], indent + instead, *lines[place + 1 :]])


def problems_of_project() -> list[str]:
    """What the guards find in all feature files of this project."""
    files = sorted((PROJECT / "features").rglob("*.feature"))
    assert files, "this project has no feature file"
    return [problem for file in files for problem in problems_of(parse_file(str(file)))]
