"""What has to hold for the gateway's parser of frames, and frames made at random."""

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from support.bad_frames import BAD_FRAMES
from support.contract.customer_frames import customer_frame
from support.contract.vocabulary import ProtocolErrorCode
from support.fuzzing import draw as st
from support.fuzzing import values
from support.fuzzing.effort import peak_of, seconds_of, size_of, too_large, too_slow
from support.fuzzing.hunt import Broken
from support.simulator.frames import RefusedFrame
from support.watchdog import StepTookTooLong

LIMIT: Final = 64 * 1024

Parse = Callable[[str | bytes, int], Any]
_PLAIN_MESSAGE: Final = re.compile(r"[A-Z][A-Za-z0-9_.,:; '-]{5,150}\.")
_GOOD: Final[tuple[dict[str, Any], ...]] = (
    {"type": "ask", "request_id": "request-1", "text": "Hello?", "locale": "en"},
    {"type": "resume", "session_id": "ses-1", "resume_token": "token", "last_sequence": 1},
    {"type": "cancel", "run_id": "run-1"},
    {"type": "fetch_result", "result_id": "result-1"},
    {"type": "authenticate", "token": "a-token"},
)
_LEFT_OUT: Final = "(left out)"
_names: Final = sorted({name for frame in _GOOD for name in frame})


def _with(frame: dict[str, Any], changes: list[tuple[str, Any]]) -> dict[str, Any]:
    changed = frame | dict(changes)
    return {name: told for name, told in changed.items() if told != _LEFT_OUT}


_objects: Final = st.builds(
    _with,
    st.sampled_from(_GOOD),
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(_names), st.one_of(values.value, st.just(_LEFT_OUT))),
            st.tuples(values.name, values.value),
            st.tuples(st.just("text"), values.grown),
            st.just(("locale", "de")),
        ),
        max_size=3,
    ),
)


def _written(frame: dict[str, Any], plainly: bool, digits: str, twice: str) -> str:
    text = json.dumps(frame, ensure_ascii=not plainly)
    if digits:
        text = text.replace(": 1}", f": {digits}}}")
    return f'{{"{twice}": "a", {text[1:]}' if twice else text


_texts: Final = st.builds(
    _written,
    _objects,
    st.sampled_from((True, False)),
    st.sampled_from(("", "", "", "9" * 4_300, "1" * 4_301, "1" + "0" * 4_999, "1e3", "-0", "1.0")),
    st.sampled_from(("", "", "", "", "text", "t\\u0065xt", "run_id", "more")),
)
_bad: Final = st.sampled_from(sorted(BAD_FRAMES.values(), key=repr))

frame: Final[st.Strategy[str | bytes]] = st.one_of(
    _texts,
    _texts,
    st.builds(
        lambda text, at, junk: text[: at % (len(text) + 1)] + junk + text[at % (len(text) + 1) :],
        _texts,
        st.integers(0, 200),
        st.sampled_from(
            ('"', "}", ",", "\\", "\0", "\ud800", "\\ud800", "[", '{"type":', "\ufeff")
        ),
    ),
    values.grown,
    _bad,
    st.text(max_size=20),
    st.binary(max_size=20),
)


def breach_of(parse: Parse) -> Callable[[str | bytes, Counter[str]], Broken | None]:
    """The rules for one frame of a customer."""

    def breach(given: str | bytes, seen: Counter[str]) -> Broken | None:
        heard: list[Any] = []
        try:
            seconds = seconds_of(lambda: heard.append(parse(given, LIMIT)))
        except RefusedFrame as refused:
            seen[refused.code] += 1
            return _wrong_refusal(refused) or _too_large(parse, given)
        except StepTookTooLong:
            raise
        except Exception as broken:  # noqa: BLE001 - whatever it raises, it should not have
            return "it raises RefusedFrame or nothing", f"{type(broken).__name__}: {broken}"[:500]
        slow = too_slow(seconds, size_of(given))
        if slow:
            return "its time is bounded", slow
        seen[heard[0].type] += 1
        return _wrong_frame(heard[0], given) or _too_large(parse, given)

    return breach


def _wrong_refusal(refused: RefusedFrame) -> Broken | None:
    if refused.code not in set(ProtocolErrorCode):
        return "a refusal has a code of the contract", str(refused.code)
    if not _PLAIN_MESSAGE.fullmatch(refused.message):
        return "a refusal says why in plain words", repr(refused.message)[:500]
    return None


def _wrong_frame(accepted: Any, given: str | bytes) -> Broken | None:
    written = accepted.model_dump_json()
    if customer_frame.validate_json(written) != accepted:
        return "what is accepted can be written and read again", written[:500]
    told = json.loads(given)
    if {**accepted.model_dump(), **told} != accepted.model_dump():
        return "what is accepted is what was sent", f"{accepted!r} of {given!r}"[:500]
    if len(given if isinstance(given, bytes) else given.encode()) > LIMIT:
        return "nothing too large is accepted", f"{len(given)} characters"
    return None


def _too_large(parse: Parse, given: str | bytes) -> Broken | None:
    def play() -> None:
        try:
            parse(given, LIMIT)
        except RefusedFrame:
            return

    if size_of(given) < LIMIT // 8:
        return None
    large = too_large(peak_of(play), size_of(given))
    return ("its memory is bounded", large) if large else None
