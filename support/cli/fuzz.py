"""`fuzz`: hostile input made at random, for as long as wanted."""

import sys
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from support.cli.refusal import refuse
from support.installed import PROGRAM
from support.live_line import LiveLine

if TYPE_CHECKING:
    from support.fuzzing import Hunt

BROKEN = 1
LONGEST_LITERAL = 4_000


def register(app: typer.Typer) -> None:
    app.command()(fuzz)


def fuzz(
    seconds: Annotated[
        float, typer.Option(min=0, help="How long; each reader has one round at least.")
    ] = 20.0,
    seed: Annotated[int, typer.Option(min=0, help="The first round's; later ones count up.")] = 1,
    reader: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this one; may come repeatedly.")
    ] = None,
) -> None:
    """Play random hostile input to the validator, the parser of frames and the configuration.

    The same seed plays the same inputs. Exit codes: 0, nothing was found; 1, an input breaks a
    rule, and is shown as short as it could be made; 2, it was called wrongly, or interrupted.
    """
    from support.fuzzing import READERS

    names = list(dict.fromkeys(reader or READERS))
    unknown = [name for name in names if name not in READERS]
    if unknown:
        refuse(f"There is no reader {unknown[0]!r}. There are: {', '.join(READERS)}.")
    hunts: dict[str, list[Hunt]] = {name: [] for name in names}
    interrupted = False
    live = LiveLine(sys.stderr)
    try:
        with live.gone_afterwards():
            _play(hunts, seed, time.monotonic() + seconds, live)
    except KeyboardInterrupt:
        interrupted = True
    for name, rounds in hunts.items():
        typer.echo("\n".join(told(name, rounds)))
    if any(played.find for rounds in hunts.values() for played in rounds):
        raise typer.Exit(BROKEN)
    if interrupted:
        refuse("Interrupted: that was all until then.")


def _play(hunts: "dict[str, list[Hunt]]", seed: int, until: float, live: LiveLine) -> None:
    """Rounds in turn, the first one whatever the time; a reader with a find has had its last."""
    from support.fuzzing import READERS, hunt

    going = list(hunts)
    while going:
        for name in list(going):
            if hunts[name] and time.monotonic() >= until:
                return
            live.show(f"{name}, round {len(hunts[name]) + 1}, {live.elapsed}")
            played = hunt(READERS[name], seed)
            hunts[name].append(played)
            if played.find is not None:
                going.remove(name)
        seed += 1


def told(name: str, rounds: "list[Hunt]") -> list[str]:
    """What was played to one reader, what it met, and what was found."""
    if not rounds:
        return [f"{name}: nothing was played."]
    count = sum(played.played for played in rounds)
    met: dict[str, int] = {}
    for played in rounds:
        for what, times in played.seen.items():
            met[what] = met.get(what, 0) + times
    found = [played for played in rounds if played.find is not None]
    lines = [f"{name}: {count} inputs in {len(rounds)} rounds; {'a breach' if found else 'kept'}."]
    lines += [f"  met: {', '.join(f'{what} {times}' for what, times in sorted(met.items()))}"]
    for played in found:
        lines += _told_of(played.find, name, played.seed)
    return lines


def _told_of(find: Any, name: str, seed: int) -> list[str]:
    literal = repr(find.input)
    if len(literal) > LONGEST_LITERAL:
        literal = f"{literal[:LONGEST_LITERAL]}… ({len(literal)} characters)"
    return [
        f"  broken: {find.rule}: {find.what!r}",
        f"  input: {literal}",
        f"  again: {PROGRAM} fuzz --seconds 0 --reader {name} --seed {seed}",
    ]
