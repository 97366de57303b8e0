"""Tells operators what happened: the full cause, free of secrets, and what was decided."""

import hashlib
import linecache
import logging
import secrets
import sys
import traceback
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

from support.clock import Clock
from support.simulator.operator_log import Level, LogEntry, OperatorLog
from support.simulator.sanitiser import Sanitiser

LONGEST_TRACE: Final = 20_000
LONGEST_CAUSE: Final = 2_000
MOST_KNOWN_PLACES: Final = 1_000
GATEWAY_FAILED: Final = "the gateway failed"
_log = logging.getLogger(__name__)


class _Place(NamedTuple):
    """A line of code that an exception came through."""

    file: str
    line: int
    function: str


@lru_cache(maxsize=MOST_KNOWN_PLACES)
def _shown(place: _Place, secrets_known: tuple[str, ...]) -> str:
    """The same few lines come again and again, and cleaning them costs more than all the rest."""
    code = linecache.getline(place.file, place.line).strip()
    told = f'  File "{place.file}", line {place.line}, in {place.function}\n    {code}'
    return Sanitiser(secrets_known).for_operators(told)


class Operators:
    """Writes to the operators' log; what it cannot write stops nobody."""

    def __init__(self, log: OperatorLog, clock: Clock, sanitiser: Sanitiser) -> None:
        self._log = log
        self._clock = clock
        self._sanitiser = sanitiser
        self._salt = secrets.token_bytes(32)

    def tell(
        self,
        what: str,
        problem: BaseException | None = None,
        *,
        level: Level = Level.ERROR,
        user_id: str = "",
        **known: Any,
    ) -> None:
        """Writes one entry; `known` are further fields of it."""
        try:
            chain = self._chain(problem)
            self._log.write(
                LogEntry(
                    at=self._clock.timestamp(),
                    level=level,
                    what=self._sanitiser.for_operators(what),
                    user=self._pseudonym(user_id) if user_id else None,
                    causes=tuple(cause[:LONGEST_CAUSE] for cause, _ in chain),
                    trace=self._trace(chain),
                    **known,
                )
            )
        except Exception as refused:  # noqa: BLE001 - a full disk must not silence the customer's notice
            _log.error("an entry for the operators was lost: %s", type(refused).__name__)

    def _pseudonym(self, user_id: str) -> str:
        name = hashlib.blake2b(user_id.encode(), key=self._salt, digest_size=8)
        return f"user-{name.hexdigest()}"

    def _chain(self, problem: BaseException | None) -> list[tuple[str, list[str]]]:
        """What each exception says, and where it came from; the one that was caught first."""
        return [(self._said(one), list(self._places(one))) for one in _chain(problem)]

    def _said(self, problem: BaseException) -> str:
        return self._sanitiser.for_operators("\n".join(_in_its_words(problem)))

    def _places(self, problem: BaseException) -> Iterator[str]:
        for frame, line in traceback.walk_tb(problem.__traceback__):
            place = _Place(frame.f_code.co_filename, line, frame.f_code.co_name)
            yield _shown(place, self._sanitiser.known)

    def _trace(self, chain: list[tuple[str, list[str]]]) -> str:
        """As Python prints it: what began it comes first."""
        told = "\n".join(
            "\n".join(("Traceback (most recent call last):", *places, said))
            for said, places in reversed(chain)
        )
        return told if len(told) <= LONGEST_TRACE else f"…{told[-LONGEST_TRACE:]}"


class WireLog(logging.LoggerAdapter[logging.Logger]):
    """websockets' own log: its warnings go to the operators, and its details nowhere.

    The details are every header and every frame, and so every token.
    """

    def __init__(self, operators: Operators) -> None:
        super().__init__(logging.getLogger("websockets.server"))
        self._operators = operators

    def isEnabledFor(self, level: int) -> bool:  # noqa: N802 - logging's name
        return level >= logging.WARNING

    def log(self, level: int, msg: object, *args: object, **options: Any) -> None:
        if self.isEnabledFor(level):
            problem = sys.exc_info()[1] if options.get("exc_info") else None
            told = str(msg) % args if args else msg
            self._operators.tell(f"{GATEWAY_FAILED}: {told}", problem)


def _in_its_words(problem: BaseException) -> Iterator[str]:
    """As Python ends a traceback with it, but without a look at what led to it."""
    kind = type(problem)
    name = kind.__qualname__
    if kind.__module__ not in {"builtins", "__main__"}:
        name = f"{kind.__module__}.{name}"
    try:
        words = str(problem)
    except Exception as mute:  # noqa: BLE001 - whatever it is, it must be told
        words = f"(it cannot be printed: {type(mute).__name__})"
    yield f"{name}: {words}" if words else name
    yield from getattr(problem, "__notes__", ())


def _chain(problem: BaseException | None) -> Iterator[BaseException]:
    """From what was caught to what began it."""
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        yield problem
        context = None if problem.__suppress_context__ else problem.__context__
        problem = problem.__cause__ or context
