"""One customer's conversation with a server that is described in a file."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel

from support.blame import NotDeclared
from support.contract.customer_frames import Ask, Authenticate, Cancel, FetchResult, Resume
from support.customer import Heard, WayIn
from support.targets.real_server.before import prepare
from support.targets.real_server.description import Description, Says
from support.targets.real_server.filling import Filling
from support.targets.real_server.framing import Reader
from support.targets.real_server.mapping import EventMapping
from support.targets.real_server.own_class import OwnServer
from support.targets.real_server.story import Story

TABLES: Final[Mapping[type[BaseModel], str]] = {
    Authenticate: "open",
    Ask: "ask",
    Cancel: "cancel",
    Resume: "resume",
    FetchResult: "fetch_result",
}


class DescribedSpeech:
    """A `Speech`. `${conversation}` is fresh, and stays the same when the customer is back."""

    def __init__(  # noqa: PLR0913 - all that one conversation needs
        self,
        description: Description,
        mapping: EventMapping,
        *,
        who: tuple[str, str],
        values: dict[str, Any],
        now: Callable[[], str],
        own: OwnServer,
    ) -> None:
        user_id, token = who
        conversation = str(uuid.uuid4())
        self._description = description
        self._mapping = mapping
        self._own = own
        self._filling = Filling(
            {**values, "user": user_id, "token": token, "conversation": conversation, "n": 0}
        )
        self._filling.secrets.add(token)
        self._reader = Reader(description.server.framing)
        self._prepared = False
        self.story = Story(user_id, conversation, now)

    @property
    def name(self) -> str:
        return f"{self.story.user_id}-{self.story.session_id[:8]}"

    @property
    def token(self) -> str:
        """The customer's own, which a [[before]] may have saved."""
        return str(self._filling.values["token"])

    @property
    def secrets(self) -> frozenset[str]:
        return frozenset(self._filling.secrets)

    @property
    def can_come_back(self) -> bool:
        return self._description.resume is not None and self._prepared

    @property
    def speaks_the_contract(self) -> bool:
        return self._description.speaks_the_contract

    @property
    def asks_anew(self) -> bool:
        return self._description.server.one_request_a_line

    async def way_in(self, url: str) -> WayIn:
        if not self._prepared:
            await prepare(self._description.before, self._filling)
            await self._own.prepare(self._filling.values)
            self._filling.secrets.add(str(self._filling.values["token"]))
            self._prepared = True
        self._reader = Reader(self._description.server.framing)
        server, fill = self._description.server, self._filling.text
        headers = {name: fill(text) for name, text in server.headers.items()}
        options: dict[str, Any] = {"additional_headers": headers}
        if server.origin is not None:
            options["origin"] = fill(server.origin)
        if server.subprotocols:
            options["subprotocols"] = [fill(one) for one in server.subprotocols]
        return WayIn(self._filling.address(url), options)

    def say(self, frame: BaseModel) -> Sequence[str]:
        if self.speaks_the_contract and self._says(frame) is None:
            return [frame.model_dump_json()]
        match frame:
            case Authenticate():
                return self._frames("open") if self._description.open is not None else []
            case Ask():
                self.story.asked(frame.request_id)
                return self._frames(
                    "ask",
                    request_id=frame.request_id,
                    text=frame.text,
                    locale=frame.locale or "en",
                )
            case Cancel():
                request = self.story.request_of(frame.run_id)
                return self._frames("cancel", run_id=frame.run_id, request_id=request)
            case FetchResult():
                return self._frames("fetch_result", result_id=frame.result_id)
            case Resume():
                return self.come_back()
            case _:
                raise NotDeclared(f"it has no word for a frame of the kind {type(frame).__name__}")

    def _says(self, frame: BaseModel) -> Says | None:
        """What the file has for a frame of this kind."""
        says: Says | None = getattr(self._description, TABLES[type(frame)])
        return says

    def come_back(self) -> Sequence[str]:
        return self._frames("resume", last_sequence=self.story.last_sequence)

    def hear(self, raw: str | bytes) -> Sequence[Heard]:
        heard = []
        own = self._own.hear(raw)
        for value in self._reader.read(raw) if own is None else own:
            mapped = self._mapping.of(value)
            if mapped is not None and not self._mapping.rows:
                heard.append(Heard({"type": mapped.kind, **mapped.fields}, mapped.native))
            elif mapped is not None:
                heard += [Heard(told.event, told.native) for told in self.story.told(mapped)]
        return heard

    def _frames(self, what: str, **values: Any) -> list[str]:
        self._filling.values |= values
        own = self._own.say(what, self._filling.values)
        if own is not None:
            return list(own)
        says: Says | None = getattr(self._description, what)
        if says is None:
            raise NotDeclared(f"the target's file has no [{what}]")
        frames = []
        for template in says.send:
            self._filling.values["n"] += 1
            frames.append(self._filling.frame(template))
        return frames
