"""Whether output that is judged at one look is judged as the rules judge it one by one."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from support.judge.routing import session_of
from support.self_check.long_log import write_long_log
from support.validator import Finding, WebSocketEventValidator
from support.validator.steady import SteadyOutput

Look = Callable[[SteadyOutput, Any], bool]

_EVENTS: Final = 2000
_OUTPUT: Final = b'"agent_output"'
_TEXT: Final = b'"text":"'
_PUT_IN: Final = (
    *(b'"', b"\\", b"\t", b"\x00", b"\x7f", b"\xc3\xa9", b"\xff", b"\xed\xa0\x80", b"\xc2\x85"),
    *(b" ", b"0", b"6", b"9", b"Z", b"-", b":", b",", b"}", b"\\u0041", b"\\n", b"/etc/passwd x"),
    *(b"me@example.com", b"password=hunter22", b'"x":1,', b'"text":"",', b"ValueError"),
)
_IN_TWO: Final = (
    *((b"pass", b"word=hunter2222"), (b"/etc/pa", b"sswd"), (b"sk-abc", b"def12345678")),
    *((b"me@exa", b"mple.com"), (b"Value", b"Error"), (b"Traceback (most rec", b"ent call last)")),
)


class Looks(NamedTuple):
    """`different` are the numbers of the conversations of which not the same was found."""

    conversations: int
    different: list[int]
    outputs: int
    at_one_look: int


def compared_looks(count: int, look: Look | None = None) -> Looks:
    """So many conversations whose output was broken, each judged both ways; `look` is a faulty one.

    As many again are as they were.
    """
    random = Random(count)  # noqa: S311 - the same each time is what is wanted
    conversations = _conversations()
    different, counted = [], _Counted(look or SteadyOutput.goes_on)
    for number in range(2 * count):
        frames = random.choice(conversations)
        if number < count:
            frames = _broken(frames, random)
        with _looking(lambda *_: False):
            one_by_one = _judged(frames)
        with _looking(counted.look):
            at_one_look = _judged(frames)
        if one_by_one != at_one_look:
            different.append(number)
    return Looks(2 * count, different, counted.outputs, counted.taken)


class _Counted:
    def __init__(self, look: Look) -> None:
        self._look = look
        self.outputs = self.taken = 0

    def look(self, steady: SteadyOutput, frame: Any) -> bool:
        taken = self._look(steady, frame)
        self.outputs += _OUTPUT in frame
        self.taken += taken
        return taken


@contextmanager
def _looking(look: Look) -> Iterator[None]:
    before = SteadyOutput.goes_on
    setattr(SteadyOutput, "goes_on", lambda *told: look(*told))  # noqa: B010, PLW0108 - not bound
    try:
        yield
    finally:
        setattr(SteadyOutput, "goes_on", before)  # noqa: B010


def _judged(frames: list[bytes]) -> list[list[Finding]]:
    validator = WebSocketEventValidator()
    return [*(validator.receive(frame) for frame in frames), validator.finish()]


def _conversations() -> list[list[bytes]]:
    found: dict[str | None, list[bytes]] = defaultdict(list)
    with TemporaryDirectory(prefix="looks-") as folder:
        path = Path(folder) / "log.ndjson"
        write_long_log(path, _EVENTS)
        for line in path.read_bytes().splitlines():
            found[session_of(line)].append(line)
    return list(found.values())


def _broken(frames: list[bytes], random: Random) -> list[bytes]:
    broken = list(frames)
    for _ in range(random.choice((1, 1, 2, 4))):
        outputs = [at for at, frame in enumerate(broken[:-1]) if _OUTPUT in frame]
        if outputs:
            _BREAK[random.randrange(len(_BREAK))](broken, random.choice(outputs), random)
    return broken


def _put_in(frames: list[bytes], at: int, random: Random) -> None:
    frame, place = frames[at], random.randrange(len(frames[at]))
    left_out = random.randrange(2)
    frames[at] = frame[:place] + random.choice(_PUT_IN) + frame[place + left_out :]


def _change_a_sign(frames: list[bytes], at: int, random: Random) -> None:
    frame, place = bytearray(frames[at]), random.randrange(len(frames[at]))
    frame[place] = random.randrange(256)
    frames[at] = bytes(frame)


def _say_in_two(frames: list[bytes], at: int, random: Random) -> None:
    one, other = random.choice(_IN_TWO)
    frames[at] = frames[at][:-2] + one + frames[at][-2:]
    frames[at + 1] = frames[at + 1].replace(_TEXT, _TEXT + other, 1)


def _repeat(frames: list[bytes], at: int, _: Random) -> None:
    frames.insert(at, frames[at])


def _leave_out(frames: list[bytes], at: int, _: Random) -> None:
    del frames[at]


def _exchange(frames: list[bytes], at: int, random: Random) -> None:
    other = random.randrange(len(frames))
    frames[at], frames[other] = frames[other], frames[at]


_BREAK: Final = (
    *(_put_in, _put_in, _change_a_sign, _change_a_sign),
    *(_say_in_two, _repeat, _leave_out, _exchange),
)
