"""A captured log, written in words, that a scenario changes before it is read."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Self

from support.measures import Declared, Evidence, Impact, Incident, evidence_in, impact_of
from support.measures import incidents_of as incidents_in
from support.measures.total import Total, total_of

BEGAN: Final = datetime(2026, 1, 1, tzinfo=UTC)
FAILURE: Final = {"failure_id": "f1", "root_failure_id": "o", "error_type": "llm_timeout"}
_KEPT: Final = re.compile(r'is told that "(?P<step>\w+)" is kept')
_STEP: Final = re.compile(r'reads of the step "(?P<step>\w+)"')
_FAILED: Final = re.compile(r"is told of a (?P<final>final )?failure, of second (?P<at>[\d.]+)")


class WorkedLog:
    """`times`: how often it counts."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = [{"began": _date(0)}]
        self.declared = Declared()
        self.times = 1
        self._asked: dict[str, str] = {}

    @classmethod
    def in_words(cls, table: Iterable[Mapping[str, str]]) -> Self:
        """Rows of `at`, `who` and `what`. Whoever asks is worked for under one run."""
        log = cls()
        for row in table:
            log._take(float(row["at"]), row["who"], row["what"])
        return log

    def _take(self, at: float, who: str, what: str) -> None:
        if what == "is lifted":
            self.entries.append({"at": at, "lifted": True})
        elif what == "asks":
            self._asked[who] = str(sum("asked" in entry for entry in self.entries) + 1)
            self.entries.append({"at": at, "who": who, "asked": self._asked[who]})
        elif what == "meets a fault of the provider":
            self._call(at, who, "never answers")
        elif what.startswith("is worked for"):
            if what.endswith("the provider asked"):
                self._call(at, who)
            self._of_run(at, who, "run_started", request_id=self._asked[who])
        elif what == "has the whole answer":
            self._of_run(at, who, "run_completed")
        elif what == "is told that it is over":
            self.hear(at, who, "system_recovered", **FAILURE)
        else:
            self._take_notice(at, who, what)

    def _take_notice(self, at: float, who: str, what: str) -> None:
        if found := _STEP.fullmatch(what):
            self._of_run(at, who, "agent_output", step=found["step"], text="…")
        elif found := _KEPT.fullmatch(what):
            kept = {"preserved_steps": [found["step"]], **FAILURE}
            self._of_run(at, who, "partial_result_preserved", **kept)
        elif found := _FAILED.fullmatch(what):
            said = {"timestamp": _date(float(found["at"])), "terminal": bool(found["final"])}
            self._of_run(at, who, "agent_error", **said, **FAILURE)
        else:
            raise AssertionError(f"nobody knows what it means that {who} {what}")

    def _call(self, at: float, who: str, fault: str = "") -> None:
        run_id = f"r{self._asked[who]}"
        self.entries.append({"at": at, "upstream": "primary", "fault": fault, "run_id": run_id})

    def _of_run(self, at: float, who: str, kind: str, **more: Any) -> None:
        self.hear(at, who, kind, run_id=f"r{self._asked[who]}", **more)

    def hear(self, at: float, who: str, kind: str, **more: Any) -> None:
        self.entries.append({"at": at, "who": who, "event": {"type": kind, **more}})

    def drop(self, unwanted: Callable[[dict[str, Any]], bool]) -> None:
        kept = [entry for entry in self.entries if not unwanted(entry)]
        assert len(kept) < len(self.entries), "nothing of that kind is in the log"
        self.entries = kept

    def drop_events(self, kind: str) -> None:
        self.drop(lambda entry: entry.get("event", {}).get("type") == kind)

    def write_dates(self) -> None:
        """Moments as dates, none of which says when the log began."""
        for entry in self.entries[1:]:
            entry["at"] = _date(entry["at"], hours=2)
        del self.entries[0]

    @property
    def text(self) -> str:
        return "".join(f"{json.dumps(entry)}\n" for entry in self.entries)

    @property
    def evidence(self) -> Evidence:
        return evidence_in(self.text.splitlines())

    @property
    def incidents(self) -> tuple[Incident, ...]:
        return incidents_in(self.evidence)

    @property
    def impact(self) -> Impact:
        return impact_of(self.evidence, self.declared)

    @property
    def total(self) -> Total:
        return total_of([self.impact] * self.times, self.declared)


def _date(seconds: float, hours: int = 0) -> str:
    """RFC 3339; in a zone that is so many hours ahead of UTC."""
    moment = BEGAN + timedelta(seconds=seconds)
    if not hours:
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    local = (moment + timedelta(hours=hours)).replace(tzinfo=None)
    return f"{local.isoformat(timespec='milliseconds')}+{hours:02}:00"
