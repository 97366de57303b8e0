"""Evidence from a captured log: one JSON object a line (NDJSON), in any order.

- `{"at": T, "who": W, "asked": ID}`: a customer sent a request
- `{"at": T, "who": W, "event": {...}}`: an event reached a customer
- `{"at": T, "upstream": U, "fault": F, "run_id": R}`: a call reached an upstream; F and R if known
- `{"at": T, "touched": P, "fault": F, "run_id": R}`: a fault touched something else, such as a tool
- `{"at": T, "lifted": true}`: a fault was lifted
- `{"at": T, "ended": true}`: the record goes on up to here, whatever happened last
- `{"began": T}`: second 0, where the other moments are numbers

A moment T is seconds (a number), or RFC 3339, then from the first such moment on.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from support.measures.evidence import UNIX, Asked, Called, Evidence, Gathered, Told, Touched

_KINDS: Final = ("asked", "event", "upstream", "touched", "lifted", "ended")


class UnreadableLogError(ValueError):
    """The text is no captured log; the message names the line, the field and the remedy."""


def evidence_in(lines: Iterable[str], name: str = "log") -> Evidence:
    """Raises UnreadableLogError. A log in which no call is listed has no journal."""
    gathered = Gathered(name=name)
    entries = list(_entries(lines, name))
    stamps = [_utc(entry["at"]) for _, entry in entries if isinstance(entry.get("at"), str)]
    if gathered.began is None and stamps:
        gathered.began = datetime.fromtimestamp(min(stamps), tz=UNIX.tzinfo)
    for where, entry in entries:
        if "began" in entry:
            gathered.began = datetime.fromisoformat(_text(entry, "began", where))
    for where, entry in entries:
        if set(entry) != {"began"}:
            _take(entry, where, gathered)
    return gathered.evidence()


def lines_of(evidence: Evidence) -> Iterator[str]:
    """The captured log of this evidence, without line ends; read again it says the same."""
    if evidence.began is not None:
        yield json.dumps({"began": evidence.began.isoformat()})
    for asked in evidence.asked:
        yield json.dumps({"at": asked.at, "who": asked.who, "asked": asked.request_id})
    for told in evidence.told:
        yield json.dumps({"at": told.at, "who": told.who, "event": dict(told.event)})
    for call in evidence.calls or ():
        yield json.dumps(dict(zip(("at", "upstream", "fault", "run_id"), call, strict=True)))
    for one in evidence.touched:
        yield json.dumps(dict(zip(("at", "touched", "fault", "run_id"), one, strict=True)))
    for at in evidence.lifted:
        yield json.dumps({"at": at, "lifted": True})
    yield json.dumps({"at": evidence.ended, "ended": True})


def _entries(lines: Iterable[str], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        where = f"{name}, line {number}"
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError) as wrong:
            raise UnreadableLogError(f"{where} is not JSON. {_REMEDY}") from wrong
        if not isinstance(entry, dict):
            raise UnreadableLogError(f"{where} is no JSON object. {_REMEDY}")
        for field in ("at", "began"):
            if isinstance(entry.get(field), str):
                _require_moment(entry[field], field, where)
        yield where, entry


def _take(entry: dict[str, Any], where: str, gathered: Gathered) -> None:
    kinds = [kind for kind in _KINDS if kind in entry]
    if len(kinds) != 1:
        raise UnreadableLogError(
            f"{where} has {' and '.join(kinds) or 'none'} of `asked`, `event`, `upstream`, "
            f"`touched`, `lifted` and `ended`, and one is needed. {_REMEDY}"
        )
    at = _moment(entry, where, gathered)
    match kinds[0]:
        case "asked":
            gathered.asked.append(
                Asked(at, _text(entry, "who", where), _text(entry, "asked", where))
            )
        case "event":
            if not isinstance(entry["event"], dict):
                raise UnreadableLogError(f"{where}: `event` is no JSON object. {_REMEDY}")
            gathered.told.append(Told(at, _text(entry, "who", where), entry["event"]))
        case "upstream":
            gathered.has_journal = True
            fault, run_id = (str(entry.get(field) or "") for field in ("fault", "run_id"))
            gathered.calls.append(Called(at, _text(entry, "upstream", where), fault, run_id))
        case "touched":
            fault, run_id = _text(entry, "fault", where), str(entry.get("run_id") or "")
            gathered.touched.append(Touched(at, _text(entry, "touched", where), fault, run_id))
        case "ended":
            gathered.ended = max(gathered.ended, at)
        case _:
            gathered.lifted.append(at)


def _moment(entry: dict[str, Any], where: str, gathered: Gathered) -> float:
    at = entry.get("at")
    if isinstance(at, str):
        began = gathered.began or UNIX
        return _utc(at) - (began - UNIX).total_seconds()
    if isinstance(at, bool) or not isinstance(at, int | float) or not abs(at) < float("inf"):
        raise UnreadableLogError(f"{where}: `at` must be seconds or RFC 3339. {_REMEDY}")
    return float(at)


def _require_moment(text: str, field: str, where: str) -> None:
    try:
        _utc(text)
    except (TypeError, ValueError) as wrong:
        raise UnreadableLogError(
            f"{where}: `{field}` is {text[:40]!r}; write it as 2026-01-31T09:30:00.000Z."
        ) from wrong


def _utc(text: str) -> float:
    """Seconds since 1970; raises TypeError where no zone is named."""
    return (datetime.fromisoformat(text) - UNIX).total_seconds()


def _text(entry: dict[str, Any], field: str, where: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value:
        raise UnreadableLogError(f"{where}: `{field}` must be a text. {_REMEDY}")
    return value


_REMEDY: Final = 'A line is such as {"at": 12.5, "who": "maya", "asked": "request-1"}.'
