"""What customers read in a scenario, in the words that stood on their screens."""

import json
from collections.abc import Mapping
from typing import Any, Final

from support.record import Entry, ScenarioRecord

MOST_SENTENCES: Final = 6
LEFT_OUT: Final = "…"


def read_by_customers(record: ScenarioRecord) -> Mapping[str, list[str]]:
    """By name, in order: answers, in one piece for each step, and what failures said.

    Of many only the last ones; of somebody who was told nothing an empty list.
    """
    read: dict[str, list[str]] = {}
    last_step: dict[str, object] = {}
    for entry in record.entries:
        if entry.kind != "message" or "customer" not in (entry.source, entry.target):
            continue
        said = read.setdefault(entry.who, [])
        frame = _frame(entry)
        if frame.get("type") == "agent_output":
            step = (frame.get("run_id"), frame.get("step"))
            text = str(frame.get("text"))
            if said and last_step.get(entry.who) == step:
                said[-1] += text
            else:
                said.append(text)
            last_step[entry.who] = step
        elif frame.get("user_message"):
            said.append(str(frame["user_message"]))
            last_step.pop(entry.who, None)
    return {who: _last(said) for who, said in read.items() if who}


def _frame(entry: Entry) -> Mapping[str, Any]:
    """What the customer received; nothing where it was no object."""
    if entry.target != "customer":
        return {}
    try:
        frame = json.loads(entry.detail)
    except (ValueError, RecursionError):
        return {}
    return frame if isinstance(frame, dict) else {}


def _last(said: list[str]) -> list[str]:
    return said if len(said) <= MOST_SENTENCES else [LEFT_OUT, *said[-MOST_SENTENCES:]]
