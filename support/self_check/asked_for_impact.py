"""The command `impact` in this process, on a file of its own, and its figures counted by hand."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hamcrest import assert_that, close_to, contains_string, equal_to
from typer import Typer
from typer.testing import CliRunner, Result

from support.figures.impact_text import as_json
from support.measures import Declared, Evidence, evidence_in, impact_of, lines_of
from support.measures.total import total_of
from support.self_check.figures import EXACT

OUTCOMES = {"run_completed": "ended well", "agent_error": "failed"}


@dataclass
class AskedForImpact:
    """`text` is what the file holds."""

    text: str = ""
    file: str = "captured.ndjson"
    said: str = ""
    page: str = ""
    told: dict[str, Any] = field(default_factory=dict)

    def ask(self, app: Typer, *options: str) -> Result:
        """`app` is the command line. Everything that it writes is read, and gone afterwards."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            log = folder / self.file
            log.write_text(self.text, encoding="utf-8")
            ended = CliRunner().invoke(app, ["impact", str(log), "--reports", name, *options])
            if ended.exit_code == 0:
                self.page = (folder / "impact.html").read_text(encoding="utf-8")
                self.told = json.loads((folder / "impact.json").read_text(encoding="utf-8"))
        self.said = ended.output
        return ended


def expect_page(asked: AskedForImpact) -> None:
    total = asked.told["total"]
    assert_that(asked.page, contains_string("1 of 2 customers affected, by 1 incident, for"))
    assert_that((total["affected"], total["customers"]), equal_to((1, 2)))
    for outside in ("http://", "https://", "<script"):
        assert outside not in asked.page, f"the page asks for {outside}"


def expect_counted_by_hand(asked: AskedForImpact) -> None:
    """From the lines of the file alone, without a function of the measures."""
    total = json.loads(asked.said)["total"]
    entries = [json.loads(line) for line in asked.text.splitlines()]
    requests = [one for one in entries if "asked" in one]
    calls = [one for one in entries if "upstream" in one]
    failed = [one for one in _events(entries) if one["event"].get("terminal")]
    over = [one["at"] for one in _events(entries) if one["event"]["type"] == "system_recovered"]
    first = min(call["at"] for call in calls if call["fault"])
    people = {one["who"] for one in entries if "who" in one}
    assert_that(total["requests"], equal_to(len(requests)))
    assert_that(total["bad_requests"], equal_to(len(failed)))
    assert_that(total["affected"], equal_to(len({one["who"] for one in failed})))
    assert_that(total["customers"], equal_to(len(people)))
    assert_that(total["user_minutes"], close_to((max(over) - first) / 60, EXACT))
    assert_that(total["retry_amplification"], close_to(len(calls) / len(requests), EXACT))
    assert_that(total["recovery"]["outage"]["max"], close_to(max(over) - first, EXACT))


def _events(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (entry for entry in entries if "event" in entry)


def expect_same_when_read_again(evidence: Evidence) -> None:
    """What is written of it says of every figure what it says itself."""
    again = evidence_in(lines_of(evidence), evidence.name)
    first, second = (_figures(one) for one in (evidence, again))
    assert_that(first["total"]["affected"], equal_to(1), "who was affected")
    assert_that(second, equal_to(first), "the figures of the captured log")


def _figures(evidence: Evidence) -> dict[str, Any]:
    impacts = [impact_of(evidence)]
    return as_json(total_of(impacts), impacts, Declared())
