"""Makes the record of a scenario, and its transcripts, from what was seen and received."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from support.customer import Customer, Received
from support.customer.client import Closing, Sent
from support.customer.speech import Speech
from support.record import Entry
from support.simulator.observation import Observation

_SECRETS: Final = frozenset({"token", "resume_token"})
_TOKEN_IN_A_TEXT: Final = re.compile(r'("(?:resume_)?token"\s*:\s*)"[^"]*"?')
MASK: Final = "(masked)"
LONGEST_DETAIL: Final = 20_000
"""Characters of a frame that a record holds; transcripts hold all of it."""


class Witness(Protocol):
    """What is needed of a customer."""

    @property
    def name(self) -> str: ...
    @property
    def sent(self) -> Sequence[Sent]: ...
    @property
    def log(self) -> Iterable[Received]: ...
    @property
    def closings(self) -> Sequence[Closing]: ...
    @property
    def speech(self) -> Speech | None: ...


class Remembered(NamedTuple):
    """What a customer said and heard, without the lines: behind those is all that was tested."""

    name: str
    sent: Sequence[Sent]
    log: Iterable[Received]
    closings: Sequence[Closing]
    speech: Speech | None


def remembered(customer: Witness) -> Remembered:
    """What has to be kept for a record."""
    return Remembered(
        customer.name, customer.sent, customer.log, customer.closings, customer.speech
    )


def entries(observations: Iterable[Observation], customers: Iterable[Witness]) -> list[Entry]:
    """Everything on one timeline; what happened at the same moment keeps its order."""
    marks = [(seen.at, 1, _of_observation(seen)) for seen in observations]
    for customer in customers:
        marks += [
            (sent.at_ns / 1e9, 0, _of_frame(customer, sent.at_ns, sent.raw))
            for sent in customer.sent
        ]
        marks += [(got.at, 2, _of_frame(customer, got.at_ns, got.raw, got)) for got in customer.log]
        marks += [
            (end.at_ns / 1e9, 2, _of_closing(customer.name, end.at_ns / 1e9, end.code))
            for end in customer.closings
        ]
    return [entry for _, _, entry in sorted(marks, key=itemgetter(0, 1))]


def transcript(customer: Witness, connection: int) -> str:
    """One connection as text, a frame a line, without anything secret."""
    lines = [
        (sent.at_ns, 0, f"> {_shown(customer, sent.raw)}")
        for sent in customer.sent
        if sent.connection == connection
    ]
    lines += [
        (got.at_ns, 1, f"< {_shown(customer, got.raw)}")
        for got in customer.log
        if got.connection == connection
    ]
    lines += [
        (end.at_ns, 2, f"closed {end.code} {end.reason}")
        for end in customer.closings
        if end.connection == connection
    ]
    ordered = sorted(lines, key=itemgetter(0, 1))
    return "".join(f"{at / 1e9:12.6f} {text}\n" for at, _, text in ordered)


def write_transcripts(folder: Path, scenario: str, customers: Mapping[str, Customer]) -> None:
    """One file for each connection, named for the scenario, the person and the number."""
    folder.mkdir(parents=True, exist_ok=True)
    for customer in customers.values():
        for connection in range(1, customer.connections + 1):
            name = re.sub(r"[^A-Za-z0-9]+", "-", f"{scenario} {customer.name} {connection}")
            path = folder / f"{name.strip('-').lower()}.txt"
            path.write_text(transcript(customer, connection), encoding="utf-8")


def masked(raw: str | bytes) -> str:
    """The frame as text with its tokens masked, whatever it is."""
    text = raw if isinstance(raw, str) else raw.decode("utf-8", errors="backslashreplace")
    if "token" not in text and "\\u" not in text:
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _TOKEN_IN_A_TEXT.sub(rf'\1"{MASK}"', text)
    if isinstance(value, dict) and _SECRETS & value.keys():
        return json.dumps({k: MASK if k in _SECRETS else v for k, v in value.items()})
    return text


def _of_observation(seen: Observation) -> Entry:
    return Entry(
        at=seen.at,
        kind=seen.kind,
        source=seen.source,
        target=seen.target,
        who=seen.who,
        label=seen.label,
        failure=seen.failure,
    )


def _shown(customer: Witness, raw: str | bytes) -> str:
    """Without tokens, and without whatever else the customer's way of speaking must hide."""
    text = masked(raw)
    for secret in customer.speech.secrets if customer.speech is not None else ():
        for written in {secret, json.dumps(secret)[1:-1]} - {""}:
            text = text.replace(written, MASK)
    return text


def _of_frame(
    customer: Witness, at_ns: int, raw: str | bytes, received: Received | None = None
) -> Entry:
    who, detail = customer.name, _shown(customer, raw)
    label, failure = _label(detail)
    if customer.speech is not None:
        event = received.event if received is not None else {}
        label = str(event.get("type") or ("asks" if received is None else "says"))
        failure = event.get("error_type") is not None
    source, target = ("gateway", "customer") if received else ("customer", "gateway")
    return Entry.model_validate(
        {
            "at": at_ns / 1e9,
            "kind": "message",
            "source": source,
            "target": target,
            "who": who,
            "label": label,
            "detail": detail if len(detail) <= LONGEST_DETAIL else f"{detail[:LONGEST_DETAIL]}…",
            "failure": failure,
        }
    )


def _of_closing(who: str, at: float, code: int) -> Entry:
    return Entry(at=at, kind="state", source="customer", who=who, label=f"closed with {code}")


def _label(text: str) -> tuple[str, bool]:
    try:
        event: Any = json.loads(text)
        failing = event.get("error_type")
        return str(event["type"]), failing is not None
    except (AttributeError, KeyError, RecursionError, ValueError):
        return "a frame that is no event", False
