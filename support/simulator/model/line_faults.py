"""The faults of the line to a language model: bytes that never come, and connections that fail."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from support.simulator.model.faults import FOREVER
from support.simulator.model.replies import Moment
from support.simulator.model.wire import End

SYN_TO_RST: Final = 0.05


class LineFault(StrEnum):
    """Named by what becomes of the line, whoever is at its other end."""

    REFUSED = "refuses the connection"
    UNKNOWN_HOST = "leads to a name that nobody knows"
    FLAPS = "drops and returns, again and again"
    SILENT = "is silent"


def _refused() -> Iterator[Moment]:
    yield Moment(SYN_TO_RST, End("refused"))


def _unknown_host() -> Iterator[Moment]:
    yield Moment(SYN_TO_RST, End("unknown_host"))


def _drops() -> Iterator[Moment]:
    yield Moment(SYN_TO_RST, End("rst"))


def _silent() -> Iterator[Moment]:
    yield Moment(FOREVER, End("rst"))


LINE_SCRIPTS: Final[Mapping[str, Callable[[], Iterator[Moment]]]] = {
    LineFault.REFUSED: _refused,
    LineFault.UNKNOWN_HOST: _unknown_host,
    LineFault.FLAPS: _drops,
    LineFault.SILENT: _silent,
}
