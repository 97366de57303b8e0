"""One way to end a run early: Ctrl-C and SIGTERM stop the scenario, and the report is written."""

import os
import signal
import time
from types import FrameType
from typing import Any, Final

from behave.model import Feature

_ONE_GESTURE: Final = 0.5
"""Seconds in which a repeat is the same request: make passes on what its group received too."""


class Interruption:
    """Takes the two signals over for a run of behave.

    Inside a feature the first signal raises KeyboardInterrupt, which behave turns into the end of
    the run; outside, where behave would lose the report, it only stops what has not begun. A
    second signal ends the process at once.
    """

    def __init__(self, context: Any) -> None:
        self.was_received = False
        self._context = context
        self._first_at = 0.0

    def take_over(self) -> None:
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, self._received)

    def _received(self, signum: int, frame: FrameType | None) -> None:
        if self.was_received:
            if time.monotonic() - self._first_at > _ONE_GESTURE:
                _end_at_once(signum)
            return
        self.was_received = True
        self._first_at = time.monotonic()
        name = signal.Signals(signum).name
        self._context.abort(reason=f"{name}; the report follows. Once more ends without it.")
        if _inside_a_feature(frame):
            raise KeyboardInterrupt


def _inside_a_feature(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code is Feature.run.__code__:
            return True
        frame = frame.f_back
    return False


def _end_at_once(signum: int) -> None:
    signal.signal(signum, signal.SIG_DFL)
    os.kill(os.getpid(), signum)
