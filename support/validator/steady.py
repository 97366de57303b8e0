"""Output that goes on as it did, at one look: most of what a platform tells is that.

Every rule has something to see to in each event. Of the next piece of a run's output, all that
they would look at is checked here at once, on the text as it came. Where anything at all is out of
the ordinary, nothing was noted, and the rules themselves look at the event.
"""

from typing import Any, Final

from support.validator.innocence import HEXADECIMAL, name_something
from support.validator.leaks import LeakRules
from support.validator.order import OrderRules
from support.validator.parsing import MAX_DIGITS
from support.validator.runs import Run
from support.validator.sequence import SequenceRules, Session
from support.validator.sessions import SessionRules
from support.validator.shapes import Shapes
from support.validator.silence import OF_A_MINUTE, SilenceRules, Waiting

MOST_NAMES: Final = 16
_NOBODY: Final = ""
_shapes: Final = Shapes()
"""Of the whole process: whose output it is makes no difference to how it is written."""


class SteadyOutput:
    """Follows the run whose output came last, until anything else does.

    All that is remembered of it here is what the rules hold.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - all who have something to see to in output
        self,
        sequence: SequenceRules,
        sessions: SessionRules,
        order: OrderRules,
        silence: SilenceRules,
        leaks: LeakRules,
        longest: int,
    ) -> None:
        self._sequence = sequence
        self._known = sequence.known
        self._sessions = sessions
        self._order = order
        self._silence = silence
        self._leaks = leaks
        self._longest = min(longest, MAX_DIGITS)
        self._run_id = self._session_id = self._minute = self._next_minute = _NOBODY
        self._run: Run
        self._session: Session
        self._waiting: Waiting
        self._fits = False
        self._plain: set[str] = set()

    def stop(self) -> None:
        """Something else came, after which all has to be looked at again."""
        self._run_id = _NOBODY

    def learn(self, frame: str | bytes, event: Any) -> None:
        """This frame is just this output, and was not known for it."""
        text = frame if isinstance(frame, str) else frame.decode()
        if not self._fits and len(text) <= self._longest:
            _shapes.learn(text, event)
        self._leaks.knows_step(event.step)

    def goes_on(self, frame: Any) -> bool:
        """Whether this is the next output of a run at work, and nothing is wrong with it.

        If so, it is noted; if not, nothing is.
        """
        shape = _shapes.last
        if shape is None or len(frame) > self._longest:
            return False
        try:
            found = shape.match(frame.decode() if type(frame) is bytes else _plain(frame))
        except UnicodeDecodeError:
            return False
        self._fits = found is not None
        if found is None:
            return False
        event_id, number, session_id, run_id, timestamp, sent_at, step, text = found.group(
            *shape.order
        )
        if (run_id != self._run_id or session_id != self._session_id) and not self._turn_to(
            session_id, run_id
        ):
            return False
        session, leaks = self._session, self._leaks
        due = session.expected
        words, _, digits = event_id.rpartition("-")
        if not (
            number == str(due)
            and self._minute <= timestamp <= sent_at < self._next_minute
            and sent_at >= session.sent_at
            and step in leaks.plain_steps
            and event_id not in self._known
            and len(event_id) < leaks.shortest
            and (words in self._plain or self._is_plain(words))
            and not digits.strip(HEXADECIMAL)
            and leaks.goes_on(run_id, text)
        ):
            return False
        self._known[event_id] = (session_id, due)
        session.expected, session.sent_at = due + 1, sent_at
        run, self._waiting.since = self._run, sent_at
        run.seen_at_work = True
        if text:
            run.spoke = True
        return True

    def _is_plain(self, words: str) -> bool:
        """Whether these words tell nothing, with which an id begins. They come again and again."""
        plain = len(self._plain) < MOST_NAMES and name_something(words)
        if plain:
            self._plain.add(words)
        return plain

    def _turn_to(self, session_id: str, run_id: str) -> bool:
        """Whether all is well with this run so far, so that output of it may go on."""
        self.stop()
        session = self._sequence.of(session_id)
        run = self._order.at_work(run_id, session_id)
        waiting = self._silence.of_steady(run_id)
        ids = (session_id, run_id)
        if (
            session is None
            or run is None
            or waiting is None
            or session.ahead
            or not waiting.since <= session.sent_at
        ):
            return False
        if not (self._sessions.was_started(session_id) and self._leaks.holds_plain(ids)):
            return False
        self._session, self._run, self._waiting = session, run, waiting
        self._minute = waiting.since[:OF_A_MINUTE]
        self._next_minute = f"{self._minute}:60"
        self._run_id, self._session_id = run_id, session_id
        return True


def _plain(frame: str) -> str:
    """Nothing, where half a character may be in it, which is no JSON."""
    return frame if frame.isascii() else ""
