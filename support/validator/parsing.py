"""From whatever came to plain JSON data, in bounded time and memory, whatever it is."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final, NoReturn

MAX_VALUES: Final = 100_000
MAX_BITS: Final = 4096
MAX_DIGITS: Final = 1233
"""Of a whole number; Python refuses to write one of more than 4300, were it only one higher."""

_HUGE_NUMBER: Final = re.compile(rf"(?<!\d)\d{{{MAX_DIGITS + 1}}}", re.ASCII)


class UnreadableError(ValueError):
    """This is no JSON object that anyone could read; the message completes "The event ...".

    `name` is the offending key where there is one.
    """


def text_of(event: bytes | bytearray | memoryview) -> str:
    """Decode a frame. Raises UnreadableError where it is not UTF-8."""
    try:
        return str(event, "utf-8")
    except UnicodeDecodeError as broken:
        raise UnreadableError(f"is not UTF-8 at byte {broken.start}") from None


def loads(text: str) -> tuple[Any, list[str]]:
    """The value of a JSON text, and the keys that came twice in one object.

    Raises UnreadableError where it is not JSON as RFC 8259 has it.
    """
    repeated: list[str] = []

    def collected(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                repeated.append(key)
            seen.add(key)
        return dict(pairs)

    try:
        read = json.loads(
            text, object_pairs_hook=collected, parse_constant=_not_json, parse_int=_whole_number
        )
    except RecursionError:
        raise UnreadableError("is nested too deeply to be read") from None
    except UnreadableError:
        raise
    except json.JSONDecodeError as broken:
        raise UnreadableError(f"is not JSON: {broken.msg} at character {broken.pos}") from None
    return read, repeated


def may_hold_a_huge_number(text: str) -> bool:
    """Whether so many digits stand in a row, be it in a number or in a text."""
    return len(text) > MAX_DIGITS and _HUGE_NUMBER.search(text) is not None


def _whole_number(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise UnreadableError("holds a number of too many digits to be read")
    return int(digits)


def _not_json(constant: str) -> NoReturn:
    raise UnreadableError(f"holds {constant}, which is not JSON")


def class_name(value: object) -> str:
    """The name of a value's class, whatever the class says of itself."""
    return str(type.__dict__["__name__"].__get__(type(value)))


def fields_of(model: Any) -> dict[str, Any]:
    """The fields of a pydantic model, as JSON has them.

    Raises UnreadableError where a model was made without being checked and holds other things.
    """
    try:
        return dict(model.model_dump(warnings=False))
    except Exception as broken:  # noqa: BLE001 - what an unchecked model holds may raise anything
        raise UnreadableError(f"cannot be written as JSON ({class_name(broken)})") from None


def plain_object(event: Mapping[Any, Any], max_characters: int) -> dict[str, Any]:
    """A copy made of nothing but JSON data.

    Raises UnreadableError for anything else: other classes, keys that are no text, cycles, NaN.
    """
    try:
        return _Copy(max_characters).object(event, ())
    except RecursionError:
        raise UnreadableError("is nested too deeply to be read") from None


class _Copy:
    """One copy in the making; counts what it holds, for a hostile object may go on for ever."""

    def __init__(self, max_characters: int) -> None:
        self._limit = self._characters = max_characters
        self._left = MAX_VALUES

    def object(self, value: Mapping[Any, Any], inside: tuple[int, ...]) -> dict[str, Any]:
        inside = self._entered(value, inside)
        copy: dict[str, Any] = {}
        for key, item in _items(value):
            if type(key) is not str:
                raise UnreadableError(f"has a key of the class {class_name(key)} and not a text")
            self._count(key)
            copy[key] = self._value(item, inside)
        return copy

    def _value(self, value: Any, inside: tuple[int, ...]) -> Any:
        self._left -= 1
        if self._left < 0:
            raise UnreadableError(f"holds more than {MAX_VALUES} values")
        kind = type(value)  # not isinstance, which believes what an object says of itself
        if kind in (type(None), bool):
            return value
        if kind in (list, tuple):
            deeper = self._entered(value, inside)
            return [self._value(item, deeper) for item in value]
        if issubclass(kind, str):
            return self._count(str.__str__(value))
        if issubclass(kind, int):
            return _short(value)
        if issubclass(kind, float):
            return _finite(value)
        if issubclass(kind, Mapping):
            return self.object(value, inside)
        raise UnreadableError(
            f"holds something of the class {class_name(value)}, which is not JSON"
        )

    def _count(self, text: str) -> str:
        self._characters -= len(text)
        if self._characters < 0:
            raise UnreadableError(
                f"holds more than {self._limit} characters; it was not looked into"
            )
        return text

    def _entered(self, value: Any, inside: tuple[int, ...]) -> tuple[int, ...]:
        if id(value) in inside:
            raise UnreadableError("contains itself")
        return (*inside, id(value))


def _items(value: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    if type(value) is dict:
        return list(value.items())
    try:
        return [(key, item) for key, item in islice(value.items(), MAX_VALUES)]
    except Exception as broken:  # noqa: BLE001 - a stranger's class may raise anything at all
        raise UnreadableError(
            f"is of the class {class_name(value)} and cannot be read ({class_name(broken)})"
        ) from None


def _finite(value: float) -> float:
    plain = float.__float__(value)
    if not math.isfinite(plain):
        raise UnreadableError(f"holds {plain}, which is not JSON")
    return plain


def _short(value: int) -> int:
    plain = int.__int__(value)
    if plain.bit_length() > MAX_BITS:
        raise UnreadableError("holds a number of too many digits to be read")
    return plain


def strings(value: Any) -> Iterator[tuple[str, str]]:
    """Each text in a JSON value, at any depth, with the key it stands under; keys included."""
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        key, item = waiting.pop()
        if isinstance(item, str):
            yield key, item
        elif isinstance(item, list | tuple):
            waiting.extend((key, part) for part in item)
        elif isinstance(item, dict | Mapping):
            for name, part in item.items():
                yield "", name
                waiting.append((name, part))
