"""An agent behind a WebSocket, written with aiohttp: `python server.py --port 8900`.

A customer connects to `/talk?thread=ID` with a token in the header `X-Customer`, and says

    {"op": "say", "ref": ID, "body": TEXT}
    {"op": "halt", "ref": ID}
    {"op": "catch_up", "after": N}

and hears, numbered within the thread,

    {"no": 1, "ev": "turn.open", "ref": ID}
    {"no": 2, "ev": "turn.delta", "ref": ID, "chunk": TEXT}
    {"no": 3, "ev": "turn.close", "ref": ID, "state": "ok" | "failed" | "halted", "reason": {…}}
    {"no": 4, "ev": "oops", "why": TEXT}          (what could not be accepted)

What it owes its customers, and where: each turn is closed exactly once (`Thread.turn`), whatever
happens in it. An answer counts only when the model has said that it is whole (`Model.answer`).
What is told of a failure is chosen from a list (`REASONS`), never what an exception says. A line
that is lost ends no turn, and what was missed is told on return (`Thread.catch_up`).
"""

import argparse
import asyncio
import json
import os
import time
from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime
from typing import Any

from aiohttp import ClientError, ClientPayloadError, ClientSession, ClientTimeout, WSMsgType, web

LONGEST_FRAME = 32 * 1024
LONGEST_WAIT = 5.0
ATTEMPTS = 2
REASONS = {
    "slow": "The assistant took too long. Please try again.",
    "busy": "The assistant is very busy. Please try again in a while.",
    "down": "The assistant cannot be reached. Please try again in a while.",
    "cut": "The answer broke off. Please try again.",
    "refused": "The assistant is not available to us. Please contact our support.",
    "unclear": "The answer could not be read. Please try again.",
    "inside": "Something went wrong on our side. Please contact our support.",
}
WAITS = (429, 503, 529)


class FailedError(Exception):
    """The model gave no answer; `why` is a key of REASONS, `wait` what it asked us to wait."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.wait = wait


class Model:
    """A client of an OpenAI-compatible endpoint, which trusts nothing that it says."""

    def __init__(self, url: str, patience: float) -> None:
        self.url = f"{url.rstrip('/')}/chat/completions"
        self.patience = patience
        self._session: ClientSession | None = None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def answer(self, question: str) -> AsyncIterator[str]:
        """The pieces of a whole answer. Raises FailedError where it turns out to be none."""
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(None, sock_read=self.patience))
        body = {
            "model": "any",
            "stream": True,
            "messages": [{"role": "user", "content": question}],
        }
        try:
            async with self._session.post(self.url, json=body) as response:
                if response.status != web.HTTPOk.status_code:
                    raise refusal(response.status, response.headers.get("Retry-After"))
                if response.content_type != "text/event-stream":
                    raise FailedError("unclear")
                ending = None
                deadline = time.monotonic() + self.patience
                async for line in response.content:
                    piece, reason = read_line(line)
                    if piece or reason:
                        deadline = time.monotonic() + self.patience
                    elif time.monotonic() > deadline:
                        raise FailedError("slow")
                    ending = reason or ending
                    if piece:
                        yield piece
                self.check(ending)
        except TimeoutError:
            raise FailedError("slow") from None
        except (ClientError, OSError) as lost:
            cut = isinstance(lost, ClientPayloadError)
            raise FailedError("cut" if cut else "down") from None

    def check(self, ending: str | None) -> None:
        """An answer is whole when its model says so, and not when the line goes quiet."""
        if ending == "content_filter":
            raise FailedError("refused")
        if ending != "stop":
            raise FailedError("cut")


def read_line(line: bytes) -> tuple[str, str | None]:
    """The words in one line of the stream, and the reason for which it ends, if it does."""
    text = line.decode("utf-8", errors="replace").strip()
    if not text.startswith("data:") or text.endswith("[DONE]"):
        return "", None
    try:
        value = json.loads(text.removeprefix("data:"))
        if "error" in value:
            raise FailedError("down")
        choice = value["choices"][0]
        return choice["delta"].get("content") or "", choice["finish_reason"]
    except (ValueError, LookupError, TypeError, AttributeError):
        raise FailedError("unclear") from None


def refusal(status: int, wait: str | None) -> FailedError:
    if status in WAITS:
        return FailedError("busy", seconds(wait))
    return FailedError("down" if status >= web.HTTPInternalServerError.status_code else "refused")


def seconds(wait: str | None) -> float | None:
    """`Retry-After`, which is a number or a date."""
    try:
        return None if wait is None else float(wait)
    except ValueError:
        return max(0.0, parsedate_to_datetime(str(wait)).timestamp() - time.time())


class Thread:
    """One customer's conversation: what was said in it, the turns at work, and who listens."""

    def __init__(self, owner: str, model: Model) -> None:
        self.owner = owner
        self.line: web.WebSocketResponse | None = None
        self._model = model
        self._told: list[dict[str, Any]] = []
        self._turns: dict[str, asyncio.Task[None]] = {}

    async def tell(self, ev: str, **more: Any) -> None:
        event = {"no": len(self._told) + 1, "ev": ev, **more}
        self._told.append(event)
        if self.line is not None and not self.line.closed:
            try:
                await self.line.send_json(event)
            except ConnectionError:
                self.line = None

    async def catch_up(self, after: int) -> None:
        for event in self._told[after:]:
            if self.line is not None:
                await self.line.send_json(event)

    def say(self, ref: str, body: str) -> None:
        """The same `ref` is the same turn."""
        if ref not in self._turns:
            self._turns[ref] = asyncio.create_task(self.turn(ref, body))

    async def halt(self, ref: str) -> None:
        turn = self._turns.get(ref)
        if turn is None or turn.done():
            await self.tell("oops", why="There is no such turn at work.")
        else:
            turn.cancel()

    async def turn(self, ref: str, body: str) -> None:
        """Opened once, closed once."""
        state, reason = "failed", "inside"
        await self.tell("turn.open", ref=ref)
        try:
            await self._work(ref, body)
            state = "ok"
        except FailedError as failed:
            reason = failed.why
        except asyncio.CancelledError:
            state = "halted"
        finally:
            told = {"code": reason, "text": REASONS[reason]} if state == "failed" else None
            await self.tell("turn.close", ref=ref, state=state, reason=told)

    async def _work(self, ref: str, body: str) -> None:
        """Tries again only where nothing was said yet, and never before it is allowed to."""
        for attempt in range(1, ATTEMPTS + 1):
            said = False
            try:
                async for piece in self._model.answer(body):
                    said = True
                    await self.tell("turn.delta", ref=ref, chunk=piece)
            except FailedError as failed:
                wait = failed.wait
                if said or wait is None or wait > LONGEST_WAIT or attempt == ATTEMPTS:
                    raise
                await asyncio.sleep(wait)
            else:
                return

    async def close(self) -> None:
        for turn in self._turns.values():
            turn.cancel()
        await asyncio.gather(*self._turns.values(), return_exceptions=True)


class Server:
    """All threads. One belongs to whoever began it, and to nobody else."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._threads: dict[str, Thread] = {}

    def app(self) -> web.Application:
        app = web.Application()
        app.add_routes([web.get("/talk", self.talk), web.get("/up", self.up)])
        app.on_shutdown.append(self.close)
        return app

    async def up(self, _: web.Request) -> web.Response:
        return web.Response(text="yes")

    async def close(self, _: web.Application) -> None:
        for thread in self._threads.values():
            await thread.close()
        await self._model.close()

    async def talk(self, request: web.Request) -> web.WebSocketResponse:
        owner, name = request.headers.get("X-Customer", ""), request.query.get("thread", "")
        if not owner or not name:
            raise web.HTTPUnauthorized
        thread = self._threads.setdefault(name, Thread(owner, self._model))
        if thread.owner != owner:
            raise web.HTTPForbidden
        line = web.WebSocketResponse(max_msg_size=1024 * 1024)
        await line.prepare(request)
        thread.line = line
        async for message in line:
            problem = await self.take(thread, message)
            if problem:
                await thread.tell("oops", why=problem)
        return line

    async def take(self, thread: Thread, message: Any) -> str:
        """Does what a frame asks for; says why where it cannot be accepted."""
        if message.type is not WSMsgType.TEXT:
            return "Only text is understood here."
        if len(message.data) > LONGEST_FRAME:
            return "That is too long."
        try:
            frame = json.loads(message.data)
        except (ValueError, RecursionError):
            return "That is no JSON."
        match frame:
            case {"op": "say", "ref": str(ref), "body": str(body)} if ref and body:
                thread.say(ref, body)
            case {"op": "halt", "ref": str(ref)}:
                await thread.halt(ref)
            case {"op": "catch_up", "after": int(after)} if after >= 0:
                await thread.catch_up(after)
            case _:
                return "That is nothing that can be done here."
        return ""


def main(model: type[Model] = Model) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    patience = float(os.environ.get("PATIENCE", "30"))
    server = Server(model(os.environ["OPENAI_BASE_URL"], patience))
    web.run_app(server.app(), host="127.0.0.1", port=port, print=None, shutdown_timeout=1)


if __name__ == "__main__":
    main()
