"""`code-mutants`: small wrong changes to the suite's judges, and whether a feature notices."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Annotated

import typer

from support.cli.refusal import refuse
from support.live_line import FollowedLines

if TYPE_CHECKING:
    from support.code_mutants.ledger import Ledger
    from support.code_mutants.mutant import Mutant

TOO_FEW_KILLED = 1
SAVED_EVERY = 25


def register(app: typer.Typer) -> None:
    app.command()(code_mutants)


def code_mutants(
    module: Annotated[
        list[str] | None, typer.Option(help="Only files whose path holds this; may be repeated.")
    ] = None,
    sample: Annotated[int, typer.Option(min=0, help="So many, drawn by seed; 0 for all.")] = 0,
    seed: Annotated[int, typer.Option(help="What the sample is drawn with.")] = 1,
    left: Annotated[
        bool,
        typer.Option("--left", help="Only what no earlier run killed, whatever has changed since."),
    ] = False,
) -> None:
    """Change the contract, the validator and the breaker, one small thing at a time.

    For each change the features that judge that code are run until one fails; what no feature
    notices is listed, with the reason where one is known. Outcomes are kept in
    reports/mutants.json, and a run that was interrupted goes on from there. What all of them came
    to, when, and at which commit, is kept in reports/mutants.txt. Exit codes: 0, at least 90 % were
    noticed; 1, fewer, or a known reason fits nothing; 2, nothing could be tried.
    """
    from support.code_mutants import ledger, published, verdict, wanted
    from support.code_mutants.making import mutants_of

    files = [file for file in wanted.files() if not module or any(one in file for one in module)]
    every = [mutant for file in files for mutant in mutants_of(file)]
    known = ledger.Ledger()
    chosen = [one for one in every if known.is_left(one)] if left else every
    if sample and sample < len(chosen):
        chosen = Random(seed).sample(chosen, sample)  # noqa: S311 - a sample, not a secret
    if not chosen:
        refuse("No mutant fits: nothing was tried.")
    began, commit = time.monotonic(), published.commit_in(Path.cwd())
    _hunt([one for one in chosen if left or known.outcome(one) is None], known)
    outcomes = {one.name: outcome for one in chosen if (outcome := known.outcome(one))}
    judged = verdict.judge(chosen, outcomes, verdict.reasons(), whole_files=not sample and not left)
    typer.echo("\n".join(judged.lines()))
    if len(chosen) == len(every) and not module:
        published.publish(judged.lines(), datetime.now(UTC), commit)
        typer.echo(f"This is kept in {published.FILE}, with its date and its commit.")
    typer.echo(f"That took {time.monotonic() - began:.0f} s.")
    if not judged.is_good:
        raise typer.Exit(TOO_FEW_KILLED)


def _hunt(mutants: "Sequence[Mutant]", known: "Ledger") -> None:
    from support.code_mutants.hunt import HuntError, hunt

    if not mutants:
        return
    followed = FollowedLines(len(mutants), "mutants")
    try:
        for number, (mutant, outcome) in enumerate(followed.follow(hunt(mutants)), start=1):
            known.record(mutant, outcome)
            if number % SAVED_EVERY == 0 or number == len(mutants):
                known.save()
                if not followed.is_live:
                    typer.echo(f"{number} of {len(mutants)}", err=True)
    except HuntError as broken:
        refuse(str(broken))
    except KeyboardInterrupt:
        known.save()
        followed.end()
        refuse("Interrupted. What was found is kept; the same command goes on from there.")
    finally:
        followed.end()
