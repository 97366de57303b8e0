"""Whether a platform can be reached at all, and the limits, in real time, on finding that out."""

from typing import Final

OPEN_WITHIN: Final = 1.5
PONG_WITHIN: Final = 1.5


class NotConnected(AssertionError):  # noqa: N818 - it is read as the sentence of a failed step
    """No line came about; the text says where and why."""


class TurnedAway(NotConnected):
    """Somebody answered, by HTTP and not as a WebSocket; `body` is what was said."""

    def __init__(self, url: str, status: int, body: str) -> None:
        super().__init__(f"At {url} somebody answers with HTTP {status}, not as a WebSocket")
        self.body = body


class AnswersNoPing(AssertionError):  # noqa: N818 - as above
    """The other end of a line does what no WebSocket may (RFC 6455, section 5.5.2)."""


class LineIsOver(AssertionError):  # noqa: N818 - as above
    """Somebody wanted to say something on a line that the other end had closed."""
