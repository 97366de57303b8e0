"""Where WebSocket frames end in a stream of bytes (RFC 6455, section 5.2).

TCP keeps no boundaries: what was written in two calls may be read in one. Toxics that count
frames, or that treat each of them anew, must not depend on that.
"""

from collections.abc import Iterator
from typing import Final

_END_OF_HEAD: Final = b"\r\n\r\n"
_LONGEST_HEAD: Final = 65_536
_LENGTH_IN_2_BYTES: Final = 126
_LENGTH_IN_8_BYTES: Final = 127


class FrameReader:
    """Reads one direction from its first byte on. A stream without an upgrade has no frames."""

    def __init__(self) -> None:
        self.frame = 0
        self._head: bytearray | None = bytearray()
        self._has_frames = False
        self._header = bytearray()
        self._payload_left = 0

    def parts(self, data: bytes) -> Iterator[tuple[bytes, int, bool]]:
        """The data cut where frames end: each part, its frame's number, whether it completes it."""
        while data:
            number = self.frame
            taken, completes = self._take(data)
            yield data[:taken], number, completes
            data = data[taken:]

    def _take(self, data: bytes) -> tuple[int, bool]:
        if self._head is not None:
            return self._take_head(self._head, data)
        if not self._has_frames:
            return len(data), False
        return self._take_frame(data)

    def _take_head(self, head: bytearray, data: bytes) -> tuple[int, bool]:
        before = len(head)
        head += data
        end = head.find(_END_OF_HEAD)
        if end < 0:
            if len(head) > _LONGEST_HEAD:
                self._head = None
            return len(data), False
        self._has_frames = _upgrades(bytes(head[:end]))
        self._head = None
        self.frame += self._has_frames
        return end + len(_END_OF_HEAD) - before, True

    def _take_frame(self, data: bytes) -> tuple[int, bool]:
        taken = 0
        while self._payload_left == 0 and taken < len(data):
            self._header.append(data[taken])
            taken += 1
            if len(self._header) == _size_of_header(self._header):
                self._payload_left = _size_of_payload(self._header)
                self._header.clear()
                if self._payload_left == 0:
                    break
        step = min(self._payload_left, len(data) - taken)
        self._payload_left -= step
        completes = self._payload_left == 0 and not self._header
        self.frame += completes
        return taken + step, completes


def _upgrades(head: bytes) -> bool:
    """Whether a request asks for a WebSocket, or a response grants it."""
    first_line, _, headers = head.partition(b"\r\n")
    if first_line.startswith(b"HTTP/"):
        return first_line.split(b" ")[1:2] == [b"101"]
    return b"websocket" in headers.lower()


def _size_of_header(header: bytearray) -> int:
    if len(header) == 1:
        return 2
    mask = 4 if header[1] & 0x80 else 0
    return 2 + _size_of_length(header) + mask


def _size_of_length(header: bytearray) -> int:
    match header[1] & 0x7F:
        case n if n == _LENGTH_IN_2_BYTES:
            return 2
        case n if n == _LENGTH_IN_8_BYTES:
            return 8
    return 0


def _size_of_payload(header: bytearray) -> int:
    size = _size_of_length(header)
    return int.from_bytes(header[2 : 2 + size]) if size else header[1] & 0x7F
