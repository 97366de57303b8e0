"""A model that says what it was never meant to know, and a provider that repeats our secrets."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Final
from urllib.parse import quote

from support.simulator.model.faults import LEAKY_MESSAGE, half
from support.simulator.model.replies import Moment, Reply, healthy, sse
from support.simulator.model.wire import End
from support.simulator.planted import EMAIL, INTERNALS, KEY, PASSWORD, PATH, SECRETS


class LeakFault(StrEnum):
    """Named by what a person would read, were it not kept from them."""

    SAYS_SECRETS = "says our secrets in its answer"
    HIDES_SECRETS = "says our secrets in disguise"
    ERROR_WITH_SECRETS = "reports our secrets inside its answer"


def _says_secrets(_: Reply) -> Iterator[Moment]:
    """Whole, and cut into pieces of three letters, as models cut their words."""
    known = (*(secret for secret in SECRETS if secret != PASSWORD), *INTERNALS)
    told = f"The password is {PASSWORD} of course, and {' and '.join(known)}; anything else? "
    pieces = [told[at : at + 3] for at in range(0, len(told), 3)]
    return healthy(Reply(words=(told, *pieces)))


def _hides_secrets(_: Reply) -> Iterator[Moment]:
    coded = base64.b64encode(f"the key is {KEY}".encode()).decode()
    told = (quote(EMAIL, safe=""), EMAIL.replace("@", "&#64;"), "\u200b".join(KEY), coded)
    return healthy(Reply(words=("Of course. ", *(f"{one} " for one in told), "Anything else?")))


def _error_with_secrets(reply: Reply) -> Iterator[Moment]:
    error = {"type": "overloaded_error", "message": f"{LEAKY_MESSAGE} at {PATH} for {EMAIL}"}
    yield from half(reply)
    yield Moment(0, sse(json.dumps({"type": "error", "error": error}), event="error"))
    yield Moment(0, End("fin"))


LEAKS: Final[Mapping[str, Callable[[Reply], Iterator[Moment]]]] = {
    LeakFault.SAYS_SECRETS: _says_secrets,
    LeakFault.HIDES_SECRETS: _hides_secrets,
    LeakFault.ERROR_WITH_SECRETS: _error_with_secrets,
}
