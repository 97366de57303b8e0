"""The reference platform in a process of its own, as the swarm holds it."""

import asyncio
import json
import secrets
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterable, Mapping
from typing import Any, Final

from support.installed import our_module
from support.load.plan import Part

MODULE: Final = "support.load.server"
LONGEST_LINE: Final = 64 * 1024 * 1024
AT_A_TIME: Final = 1_000


class PlatformDiedError(Exception):
    """The process ended, and says no more; the text is the end of what it said before."""


class LoadedPlatform:
    """`cpu` are the seconds that it has used; what is asked of it is a line each way."""

    def __init__(self, reference: str, given: Mapping[str, Any]) -> None:
        self.url = ""
        self._command = [*our_module(MODULE), reference, json.dumps(given)]
        self._process: Process | None = None
        self._said: asyncio.Task[bytes] | None = None
        self._tokens: dict[int, tuple[str, str]] = {}

    async def start(self) -> None:
        """Raises PlatformDiedError where it does not."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            limit=LONGEST_LINE,
            start_new_session=True,
        )
        assert self._process.stderr is not None
        self._said = asyncio.create_task(_tail(self._process.stderr))
        self.url = (await self._line()).strip()

    def token_of(self, part: Part) -> tuple[str, str]:
        """The user and the token of this customer."""
        return self._tokens[part.number]

    async def admit(self, parts: Iterable[Part]) -> None:
        """Makes a token for each, and has it accepted."""
        new: dict[str, str] = {}
        for part in parts:
            token, user_id = secrets.token_urlsafe(24), f"user-{part.number + 1}"
            self._tokens[part.number] = user_id, token
            new[token] = user_id
            if len(new) == AT_A_TIME:
                await self.ask(admit=new)
                new = {}
        await self.ask(admit=new)

    async def ask(self, **what: Any) -> dict[str, Any]:
        """One line there, one back. Raises PlatformDiedError."""
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(what).encode() + b"\n")
            await self._process.stdin.drain()
        except ConnectionError:
            raise PlatformDiedError(await self._last_words()) from None
        told: dict[str, Any] = json.loads(await self._line())
        return told

    async def stop(self) -> None:
        """It ends with its stdin, and cleans up first."""
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            await self._process.wait()
            await self._last_words()

    async def _line(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise PlatformDiedError(await self._last_words())
        return line.decode()

    async def _last_words(self) -> str:
        assert self._said is not None
        return (await self._said).decode(errors="replace").strip()


async def _tail(stream: asyncio.StreamReader, most: int = 4_000) -> bytes:
    """Reads all of it, and keeps its end: nobody who writes must ever wait for us."""
    kept = b""
    while piece := await stream.read(65_536):
        kept = (kept + piece)[-most:]
    return kept
