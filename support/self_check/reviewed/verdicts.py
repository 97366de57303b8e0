"""The changes, drawn by seed, and what is found in each."""

from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from pathlib import Path
from typing import Final

from support.example_streams import STREAMS
from support.judging import read_log
from support.self_check.mutants.change import Change
from support.self_check.mutants.operators import some_changes
from support.self_check.mutants.story import Story
from support.self_check.streams import log_of

CHANGES_OF_EACH: Final = 40
MOST_TOLD: Final = 5
AGAIN: Final = "python -m support.self_check.reviewed"
_HERE: Final = Path(__file__).parent
CONVERSATIONS: Final = _HERE / "conversations"
FINDINGS: Final = _HERE / "findings"
_SEED: Final = "reviewed"


def judged() -> Iterator[tuple[str, list[str]]]:
    """Each conversation's name and its lines: a change, and what is found in it."""
    for story in stories():
        yield story.name, [_line(change) for change in _changes(story)]


def reviewed() -> dict[str, list[str]]:
    """The lines as they were read and kept, by the conversation's name."""
    files = sorted(FINDINGS.glob("*.txt"))
    return {path.stem: path.read_text(encoding="utf-8").splitlines() for path in files}


def differences(judged: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    """Where what is found now is not what was reviewed, as it is found; `-` was, `+` is."""
    then = reviewed()
    for name, lines in judged:
        kept = then.pop(name, [])
        for was, now in zip_longest(kept, lines, fillvalue="no line"):
            if was != now:
                yield f"{name}:\n- {was}\n+ {now}"
    yield from (f"{name}: is judged no longer" for name in then)


def first_differences(judged: Iterable[tuple[str, list[str]]]) -> str:
    """The first of them, and what to do about them; "" where all is the same."""
    found = list(islice(differences(judged), MOST_TOLD))
    hint = f"There may be more. Where they are right, keep them with: {AGAIN}"
    return "\n".join([*found, hint]) if found else ""


def keep() -> int:
    """Write what is found now; returns how many lines that are."""
    FINDINGS.mkdir(exist_ok=True)
    now = dict(judged())
    for path in FINDINGS.glob("*.txt"):
        if path.stem not in now:
            path.unlink()
    for name, lines in now.items():
        (FINDINGS / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sum(map(len, now.values()))


def stories() -> Iterator[Story]:
    for name, made in STREAMS.items():
        yield Story.of(name.replace(" ", "-").replace(",", ""), log_of(made()))
    for path in sorted(CONVERSATIONS.glob("*.json")):
        yield Story.of(path.stem, read_log(path))


def _changes(story: Story) -> list[Change]:
    return some_changes(story, CHANGES_OF_EACH, f"{_SEED} {story.name}")


def _line(change: Change) -> str:
    log = change.story.log.model_copy(update={"frames": tuple(change.frames())})
    found = [f"{one.promise} {one.sentence}" for one in log.findings()]
    return f"{change.told().partition(': ')[2]} -> {' | '.join(found) or 'nothing'}"
