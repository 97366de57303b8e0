"""What an event came as, and the text that it stands for."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from support.contract.envelope import Envelope
from support.validator.parsing import UnreadableError, class_name, fields_of, plain_object, text_of


def text_in(event: object, most: int) -> str:
    """The JSON text of a raw frame, a mapping or a model. Raises UnreadableError."""
    frame: Any = event
    kind = type(event)  # not isinstance, which believes what an object says of itself
    if issubclass(kind, str):
        text = str.__str__(frame)
    elif issubclass(kind, bytes | bytearray | memoryview):
        size = memoryview(frame).nbytes
        text = text_of(frame) if size <= most else refuse(size, most)
    else:
        if issubclass(kind, Envelope):
            frame = fields_of(frame)
        elif not issubclass(kind, Mapping):
            raise UnreadableError(f"is of the class {class_name(event)} and not an object")
        text = json.dumps(plain_object(frame, most))
    return text if len(text) <= most else refuse(len(text), most)


def raw_text_of(event: object, most: int) -> str | None:
    """The frame itself as a text, whatever it is worth; None for what is none, or too long."""
    frame: Any = event
    if type(event) is bytes and len(frame) <= most:
        return frame.decode("utf-8", "replace")  # type: ignore[no-any-return]
    return frame if type(event) is str and len(frame) <= most else None


def refuse(size: int, most: int) -> NoReturn:
    raise UnreadableError(
        f"is {size} bytes long, more than the {most} that are read; it was not looked into"
    )
