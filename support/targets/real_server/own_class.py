"""What TOML cannot say: `python = "file.py:Class"`, a class of your own.

A subclass of `OwnServer` overrides what it needs. It is made once for the run, without arguments.
Its coroutines are run to their end one by one, each on an event loop of its own or of a scenario:
nothing that they leave behind may need the loop that they ran on.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from support.configuration import ConfigurationError
from support.targets.door import CannotBeTested, load


class OwnServer:
    """`values` are the `${names}` of the description; what is put into them is known then."""

    async def start(self, values: MutableMapping[str, Any]) -> None:
        """Starts whatever the server needs, before `[launch]`."""

    async def stop(self) -> None:
        """Ends what `start` began."""

    async def prepare(self, values: MutableMapping[str, Any]) -> None:
        """Before a conversation, after `[[before]]`: a login, a session, a signature."""

    def say(self, what: str, values: Mapping[str, Any]) -> Iterable[str] | None:
        """The frames for "open", "ask", "cancel", "resume" or "fetch_result"; None: as in TOML."""
        return None

    def hear(self, frame: str | bytes) -> Iterable[Mapping[str, Any]] | None:
        """The values in a frame, to which the `[[event]]` rows are put; None: by the framing."""
        return None


def own_server(reference: str, folder: Path) -> OwnServer:
    """Raises ConfigurationError where there is no such class."""
    where, _, name = reference.rpartition(":")
    file = str(folder / where) if where.endswith(".py") else where
    try:
        found = getattr(load(file), name, None)
    except CannotBeTested as wrong:
        raise ConfigurationError((f"python = {reference!r}: {wrong.args[0]}.",)) from wrong
    if not (isinstance(found, type) and issubclass(found, OwnServer)):
        raise ConfigurationError(
            (f"python = {reference!r}: a subclass of OwnServer is wanted there.",)
        )
    return found()
