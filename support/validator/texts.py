"""Where each type of event has its texts."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final, NamedTuple

from support.contract.envelope import Envelope
from support.contract.events import EVENTS

_CHECKED_BY_THE_SCHEMA: Final = frozenset({"timestamp", "sent_at", "expires_at"})
_APART: Final = frozenset({"event_id", "text", "resume_token"})


class _Texts(NamedTuple):
    """Where one type of event has its texts: in fields of their own, and inside other fields."""

    names: tuple[str, ...]
    of: Callable[[Any], tuple[Any, ...]]
    inside: tuple[str, ...]


def _texts(model: type[Envelope]) -> _Texts:
    kinds = {
        name: field.annotation
        for name, field in model.model_fields.items()
        if name not in _CHECKED_BY_THE_SCHEMA | _APART
    }
    plain = ("run_id", *(name for name, kind in kinds.items() if kind is str))
    inside = (name for name in ("message_params", "snapshot") if name in kinds)
    lists = (name for name, kind in kinds.items() if str(kind).startswith("tuple["))
    return _Texts(plain, attrgetter(*plain), (*inside, *lists))


TEXTS: Final[Mapping[type, _Texts]] = {model: _texts(model) for model in EVENTS.values()}


OF_OUTPUT: Final = TEXTS[EVENTS["agent_output"]].of


def plain_data(value: Any) -> Any:
    """Lists and objects of an event as JSON has them; the models in it as mappings."""
    if hasattr(value, "model_dump"):
        return value.model_dump()
    if isinstance(value, tuple):
        return [plain_data(item) for item in value]
    return value
