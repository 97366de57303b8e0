"""Tells operators what happened: the full cause, free of secrets, and what was decided."""

import hashlib
import linecache
import logging
import secrets
import sys
import traceback
from collections.abc import Iterator
from typing import Any, Final

from support.clock import Clock
from support.simulator.operator_log import Level, LogEntry, OperatorLog
from support.simulator.sanitiser import Sanitiser

LONGEST_TRACE: Final = 20_000
LONGEST_CAUSE: Final = 2_000
GATEWAY_FAILED: Final = "the gateway failed"
_log = logging.getLogger(__name__)


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
            self._log.write(
                LogEntry(
                    at=self._clock.timestamp(),
                    level=level,
                    what=self._sanitiser.for_operators(what),
                    user=self._pseudonym(user_id) if user_id else None,
                    causes=tuple(self._causes(problem)),
                    trace=self._trace(problem),
                    **known,
                )
            )
        except Exception as refused:  # noqa: BLE001 - a full disk must not silence the customer's notice
            _log.error("an entry for the operators was lost: %s", type(refused).__name__)

    def _pseudonym(self, user_id: str) -> str:
        name = hashlib.blake2b(user_id.encode(), key=self._salt, digest_size=8)
        return f"user-{name.hexdigest()}"

    def _causes(self, problem: BaseException | None) -> Iterator[str]:
        for cause in _chain(problem):
            told = "".join(traceback.format_exception_only(cause)).strip()
            yield self._sanitiser.for_operators(told)[:LONGEST_CAUSE]

    def _trace(self, problem: BaseException | None) -> str:
        if problem is None:
            return ""
        told = self._sanitiser.for_operators("".join(_traced(problem)))
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


def _traced(problem: BaseException) -> Iterator[str]:
    """As Python prints it, from what began it, but without a look at each file's date."""
    for one in reversed(tuple(_chain(problem))):
        yield "Traceback (most recent call last):\n"
        for frame, line in traceback.walk_tb(one.__traceback__):
            code = frame.f_code
            yield f'  File "{code.co_filename}", line {line}, in {code.co_name}\n'
            yield f"    {linecache.getline(code.co_filename, line).strip()}\n"
        yield "".join(traceback.format_exception_only(one))


def _chain(problem: BaseException | None) -> Iterator[BaseException]:
    """From what was caught to what began it."""
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        yield problem
        context = None if problem.__suppress_context__ else problem.__context__
        problem = problem.__cause__ or context
