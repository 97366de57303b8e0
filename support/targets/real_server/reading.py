"""Reads a description, and says in words what is wrong with it."""

import tomllib
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from support.configuration import ConfigurationError
from support.installed import PROGRAM
from support.targets.real_server.description import (
    Backchannel,
    Before,
    Capabilities,
    Connection,
    Customers,
    Description,
    Event,
    Field_,
    Launch,
    Limits,
    Llm,
    Says,
    guess,
)

MOST_PROBLEMS: Final = 12


def read_description(path: Path) -> Description:
    """Raises ConfigurationError, with a sentence for each thing that is wrong."""
    try:
        return Description.model_validate(_with_what_it_extends(path, _tables(path)))
    except ValidationError as wrong:
        problems = [_in_words(path, error) for error in wrong.errors(include_url=False)]
        raise ConfigurationError(tuple(problems[:MOST_PROBLEMS])) from wrong


def _tables(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as unreadable:
        why = getattr(unreadable, "strerror", None) or "it is no UTF-8"
        raise ConfigurationError(
            (f"target = {str(path)!r}: {why}. Set it with -D target=….",)
        ) from (unreadable)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise ConfigurationError((f"{path} is no TOML: {wrong}.",)) from wrong


def _with_what_it_extends(path: Path, tables: dict[str, Any]) -> dict[str, Any]:
    """Its own keys first, table by table; rows that it has come before those of the other."""
    other = tables.pop("extends", None)
    if other is None:
        return tables
    file = path.parent / str(other)
    if not file.is_file():
        raise ConfigurationError(
            (f"{path}: extends = {other!r}: there is no such file beside it. Name one.",)
        )
    base = _tables(file)
    if "extends" in base:
        raise ConfigurationError(
            (f"{path}: extends = {other!r} extends another one itself. Copy what you need of it.",)
        )
    for key, value in tables.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            base[key] |= value
        elif isinstance(value, list) and isinstance(base.get(key), list) and key == "event":
            base[key] = value + base[key]
        else:
            base[key] = value
    return base


def _in_words(path: Path, error: Any) -> str:
    where = [part for part in error["loc"] if part not in ("str", "Field_", "function-after")]
    key = _key(where)
    if error["type"] == "extra_forbidden":
        known = _keys_at(error["loc"])
        near = guess(str(where[-1]), known)
        return f"{path}: there is no key {key}{near}. Known: {', '.join(known)}."
    if error["type"] == "missing":
        return f"{path}: {key} is missing. Write it; `{PROGRAM} target URL` shows one."
    said = str(error["msg"]).removeprefix("Value error, ")
    said = said[:1].lower() + said[1:]
    return f"{path}: {key or 'the file'}: {said}."


def _keys_at(location: tuple[Any, ...]) -> list[str]:
    """The keys that the table may have in which the last part of the location stands."""
    model: type[BaseModel] = Description
    for part in location[:-1]:
        kind = _TABLES.get(str(part))
        model = kind if kind is not None else model
    return [field.alias or name for name, field in model.model_fields.items()]


_TABLES: Final[dict[str, type[BaseModel]]] = {
    "server": Connection,
    "customers": Customers,
    "before": Before,
    **dict.fromkeys(("open", "ask", "cancel", "resume", "fetch_result"), Says),
    "event": Event,
    "Field_": Field_,
    "capabilities": Capabilities,
    "launch": Launch,
    "llm": Llm,
    "backchannel": Backchannel,
    "limits": Limits,
}


def _key(where: list[Any]) -> str:
    """As it stands in the file, a row by its number from 1."""
    named = [f"number {part + 1}" if isinstance(part, int) else str(part) for part in where]
    return ".".join(named).replace(".number", " number")
