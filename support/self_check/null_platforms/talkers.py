"""Null platforms that are real WebSocket servers, and serve nobody."""

import random
from contextlib import suppress
from typing import Any, Final

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from support.self_check.null_platforms.target import NullPlatform
from support.self_check.null_platforms.telling import NO_RUN, Teller, read

HOST: Final = "127.0.0.1"
SEED: Final = 20260101
PACE: Final = 3
"""So many random events for each frame of the customer."""


class _Talker(NullPlatform):
    """A WebSocket server; what it says to whom is up to `greet` and `answer`."""

    async def open(self) -> int:
        self._server: Server = await serve(
            self._talk,
            HOST,
            0,
            compression=None,
            ping_interval=None,
            close_timeout=1,
            max_size=None,
        )
        port: int = next(iter(self._server.sockets)).getsockname()[1]
        return port

    async def close(self) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def _talk(self, line: ServerConnection) -> None:
        with suppress(ConnectionClosed):  # the customer has left
            await self.talk(line)

    async def talk(self, line: ServerConnection) -> None:
        """Everything on one connection, to its end."""
        raise NotImplementedError


class StaysSilent(_Talker):
    says = "accepts and stays silent"

    async def talk(self, line: ServerConnection) -> None:
        async for _ in line:
            pass


class Closes(_Talker):
    says = "accepts and closes"

    async def talk(self, line: ServerConnection) -> None:
        await line.close()


class ClosesAtTheFirstWord(_Talker):
    says = "accepts, and closes at the first word"

    async def talk(self, line: ServerConnection) -> None:
        await line.recv()
        await line.close()


class Echoes(_Talker):
    says = "echoes everything"

    async def talk(self, line: ServerConnection) -> None:
        async for frame in line:
            await line.send(frame)


class _Knowing(_Talker):
    """It knows whom it serves, and can tell events that fit the contract."""

    async def talk(self, line: ServerConnection) -> None:
        teller = Teller(line, "", self._clock)
        header = (line.request.headers.get("Authorization", "") if line.request else "").split()
        if header:
            await self._meet(teller, header[-1])
        async for raw in line:
            frame = read(raw)
            if frame.get("type") == "authenticate":
                await self._meet(teller, str(frame.get("token")))
            else:
                await self.answer(teller, frame)

    async def _meet(self, teller: Teller, token: str) -> None:
        teller.user_id = self.users.get(token, "user-unknown")
        await self.greet(teller)

    async def greet(self, teller: Teller) -> None:
        """By default as the contract wants it."""
        await teller.start_session()

    async def answer(self, teller: Teller, frame: dict[str, Any]) -> None:
        """To every frame after the first."""


class GreetsOnly(_Knowing):
    says = "greets properly and says no more"


class AnswersSuccess(_Knowing):
    says = "answers success to everything"

    async def greet(self, teller: Teller) -> None:
        await teller.tell("run_completed", run_id="run-1")

    async def answer(self, teller: Teller, frame: dict[str, Any]) -> None:
        await teller.tell("run_completed", run_id="run-1")


class SaysOneError(_Knowing):
    says = "sends the same valid error for everything"

    async def greet(self, teller: Teller) -> None:
        await self.answer(teller, {})

    async def answer(self, teller: Teller, frame: dict[str, Any]) -> None:
        await teller.say_the_same_error()


class TurnsEverybodyAway(_Knowing):
    says = "greets properly and turns every request away"

    async def answer(self, teller: Teller, frame: dict[str, Any]) -> None:
        if frame.get("type") == "ask":
            await teller.reject(str(frame.get("request_id")))
        else:
            await teller.refuse("unknown_type")


class FailsEverything(_Knowing):
    says = "greets properly and lets every request fail, well told"

    async def answer(self, teller: Teller, frame: dict[str, Any]) -> None:
        if frame.get("type") == "ask":
            await teller.fail(str(frame.get("request_id")))
        else:
            await teller.refuse("unknown_type")


class ReplaysOneConversation(_Knowing):
    says = "replays one good conversation whatever is asked, with the right ids"

    async def answer(self, teller: Teller, frame: dict[str, Any]) -> None:
        match frame.get("type"):
            case "ask":
                await teller.answer_well(str(frame.get("request_id")))
            case "cancel":
                await teller.tell("run_cancelled", run_id=str(frame.get("run_id")))
            case "resume":
                await teller.tell("session_resumed", run_id=NO_RUN)
            case "fetch_result":
                await teller.give_result(str(frame.get("result_id")))
            case _:
                await teller.refuse("unknown_type")


class SaysAnything(_Knowing):
    says = "sends random valid events"

    async def greet(self, teller: Teller) -> None:
        await self._say_anything(teller)

    async def answer(self, teller: Teller, frame: dict[str, Any]) -> None:
        await self._say_anything(teller)

    async def _say_anything(self, teller: Teller) -> None:
        dice = random.Random(f"{SEED} {teller.user_id} {teller.sequence}")  # noqa: S311 - no secret
        for _ in range(PACE):
            await teller.say_at_random(dice)
