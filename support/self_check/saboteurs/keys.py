"""Platforms that let in whoever comes."""

from copy import copy
from dataclasses import dataclass, field
from typing import Any, Final

from websockets.http11 import Request, Response

from support.clock import VirtualClock
from support.contract import customer_frames as sent
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts, ReferencePlatform
from support.simulator.attendance import Attendance
from support.simulator.connection import Connection
from support.simulator.front_desk import FrontDesk
from support.simulator.gateway import Gateway
from support.simulator.identity import ResumeTokens
from support.simulator.session import Session


class ResumesAnybodys(Attendance):
    """Whoever holds a key is its owner."""

    def resume(self, asked: sent.Resume, fresh: Session, visitor: Any) -> Session:
        known = self._sessions.get(asked.session_id)
        if known is not None:
            fresh.user_id = known.user_id
        return super().resume(asked, fresh, visitor)


class TakesAnyKey(Session):
    def opens_with(self, token: str) -> bool:
        return True


class TakesSpentKeys(Session):
    def opens_with(self, token: str) -> bool:
        super().opens_with(token)
        return True if token == self.resume_tokens.first else super().opens_with(token)


def with_tokens(kind: type[ResumeTokens]) -> Parts:
    @dataclass(eq=False)
    class Keyed(Session):
        resume_tokens: ResumeTokens = field(default_factory=kind, repr=False)

    return Parts(session=Keyed)


class Counted(ResumeTokens):
    given = 0

    def new(self) -> str:
        Counted.given += 1
        return f"resume-token-number-{Counted.given:09d}"


class Short(ResumeTokens):
    """Long enough to look at, and most of it is always the same."""

    def new(self) -> str:
        return f"a-very-good-resume-token-{super().new()[:8]}"


class OneForAll(ResumeTokens):
    def new(self) -> str:
        return "Kq3vX9_aB2cD4eF6gH8iJ0kL1mN3oP5qR7sT9uV-x1"


class CountedFromTheSecondOn(ResumeTokens):
    """The first is a good one; those for later returns are made of it."""

    first = ""
    returns = 0

    def new(self) -> str:
        self.returns += 1
        return f"{self.first[:-3]}{self.returns:03d}" if self.first else super().new()


class KeepsTokens(ResumeTokens):
    """Records the tokens themselves."""

    def digests(self) -> str:
        return f"{super().digests()} {self.first}"


class LetsAnybodyIn(FrontDesk):
    def user_of(self, token: str) -> str | None:
        return super().user_of(token) or "user-mallory"


class LooksAtNoClock(FrontDesk):
    def user_of(self, token: str) -> str | None:
        tokens = copy(self.tokens)
        tokens._clock = VirtualClock()
        return tokens.user_of(token)


class AsksForATokenLater(Connection):
    """Does what is asked first, and asks who it was afterwards."""

    def _refuse_unauthenticated(self) -> None:
        self._desk.open_session(self.session, self)
        self._desk.ask(self.session, sent.Ask(type="ask", request_id="1", text="A refund!"))
        super()._refuse_unauthenticated()


def through(kind: type[Gateway]) -> type[ReferencePlatform]:
    class ThroughAnotherGateway(ReferencePlatform):
        def __init__(self, **own: Any) -> None:
            super().__init__(**own)
            desk, operators = self.front_desk, self.operators
            self.gateway = kind(desk, self, operators, clock=self.clock, settings=self.settings)

    return ThroughAnotherGateway


class TakesTokensInAddresses(Gateway):
    def _check_request(self, socket: Any, request: Request) -> Response | None:
        request.path = request.path.partition("?")[0]
        return super()._check_request(socket, request)


class LetsAnyPageIn(Gateway):
    def _check_request(self, socket: Any, request: Request) -> Response | None:
        request.headers.pop("Origin", None)
        return super()._check_request(socket, request)


class LetsPagesInThatBeginLikeOurs(Gateway):
    def _check_request(self, socket: Any, request: Request) -> Response | None:
        origins = request.headers.get_all("Origin")
        if any(page.startswith(self._settings.allowed_origins or ("-",)) for page in origins):
            del request.headers["Origin"]
        return super()._check_request(socket, request)


_S: Final = Saboteur
SABOTEURS: Final[tuple[Saboteur, ...]] = (
    _S("replays somebody else's", "SEC-4", "was not refused", Parts(attendance=ResumesAnybodys)),
    _S("guessable token", "SEC-4", "differs from another only in its end", with_tokens(Counted)),
    _S("short token", "SEC-4", "differs from another only in its end", with_tokens(Short)),
    _S("one token for all", "SEC-4", "of another session", with_tokens(OneForAll)),
    _S(
        "guessable token for the second return",
        "SEC-4",
        "differs from another only in its end",
        with_tokens(CountedFromTheSecondOn),
    ),
    _S("keeps tokens on its disk", "SEC-4", "keys that are on our disk", with_tokens(KeepsTokens)),
    _S("takes any key", "SEC-4", "was not refused", Parts(session=TakesAnyKey)),
    _S("takes spent keys", "SEC-4", "was not refused", Parts(session=TakesSpentKeys)),
    _S(
        "lets anybody in",
        "SEC-4",
        "what Mallory was told of her token",
        Parts(front_desk=LetsAnybodyIn),
    ),
    _S(
        "lets expired tokens in",
        "SEC-4",
        "what Maya was told of her token",
        Parts(front_desk=LooksAtNoClock),
    ),
    _S(
        "works before it asks for a token",
        "SEC-4",
        "work was begun for Mallory",
        Parts(connection=AsksForATokenLater),
    ),
    _S(
        "takes tokens in addresses",
        "SEC-4",
        "what Maya was told",
        platform=through(TakesTokensInAddresses),
    ),
    _S("lets any page in", "SEC-4", "what Maya was told", platform=through(LetsAnyPageIn)),
    _S(
        "lets pages in that begin like ours",
        "SEC-4",
        "what Maya was told",
        platform=through(LetsPagesInThatBeginLikeOurs),
    ),
)
