"""What this suite keeps itself: the logs of `-D logs=` and the transcripts of `-D transcripts=`."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from pydantic import ValidationError

from support.judge.captured import (
    LINE_OF_A_TRANSCRIPT,
    RECEIVED,
    SENT,
    WHOLE_LOG,
    Captured,
    Log,
    NothingToJudgeError,
    Plain,
    Told,
    in_blocks,
    with_masked_tokens,
)
from support.judging import JudgedLog


def read_kept(text: bytes) -> Log:
    """A log of one customer, with all that the validator was told of them. A frame has no line."""
    try:
        kept = JudgedLog.model_validate_json(text, strict=False)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise NothingToJudgeError(
            f"it looks like a log of `-D logs=`, but {where or 'it'}: {first['msg'].lower()}. "
            "Keep it anew"
        ) from wrong
    frames = (Captured(1, WHOLE_LOG, frame).plain for frame in kept.frames)
    return Log(
        in_blocks(frames), one_customer=True, told=Told(kept.user_id, kept.settings, kept.asked)
    )


def read_transcripts(paths: Sequence[Path]) -> Iterator[Plain]:
    """The connections of one person in the order of time."""
    found = [one for number, path in enumerate(paths) for one in _of_one(path, number)]
    return (one.plain for one in sorted(found, key=attrgetter("at")))


def _of_one(path: Path, file: int) -> Iterator[Captured]:
    pending: list[str] = []
    begun: tuple[int, float, int] | None = None

    def whole() -> Iterator[Captured]:
        if begun is not None:
            line, at, way = begun
            frame = with_masked_tokens("\n".join(pending))
            yield Captured(line, WHOLE_LOG, frame, way, path.name, at, file)

    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    for number, text in enumerate(lines[:-1] if lines[-1] == "" else lines, 1):
        fits = LINE_OF_A_TRANSCRIPT.fullmatch(text)
        if fits is None:
            pending.append(text)
            continue
        yield from whole()
        begun, pending = None, []
        if fits[2]:
            begun = number, float(fits[1]), SENT if fits[2] == ">" else RECEIVED
            pending.append(fits[3])
    yield from whole()
