"""`matrix`: every saboteur through the features, and whether its own promise catches it."""

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from support.cli.refusal import refuse
from support.installed import typed
from support.live_line import FollowedLines

if TYPE_CHECKING:
    from support.matrix.candidates import Candidate

NOT_CAUGHT = 1


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(matrix)


EXAMPLES = """Examples:

`python -m support matrix` runs each saboteur on the feature files of its own promise.

`python -m support matrix --full` runs each on the whole specification.

`python -m support matrix --add mine.py --only mine.py` runs what this file holds, and nothing else.
"""


def matrix(
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Each saboteur on the whole specification.")
    ] = False,
    add: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE.py",
            help="Every Saboteur, subclass of ReferencePlatform and Parts in this file as well.",
        ),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Only those with these words in name or target."),
    ] = None,
    each: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="At most so many saboteurs of each promise."),
    ] = None,
    define: Annotated[
        list[str] | None,
        typer.Option("-D", metavar="KEY=VALUE", help="A setting; `validate-config` lists them."),
    ] = None,
) -> None:
    """Put every saboteur under test, and see whether its own promise says what is wrong.

    Writes kill-matrix.json and kill-matrix.html into the folder of reports. Exit codes: 0, each
    was caught by its own promise; 1, one was not, or a promise has none; 2, the suite or the way
    it was called is at fault.
    """
    from behave.exception import ConfigError, TagExpressionError

    from support.configuration import Configuration, ConfigurationError
    from support.matrix.making import Order, make
    from support.matrix.page import write_matrix
    from support.matrix.table import closing_lines, line_of
    from support.running.reading import behave_configuration

    settings = define or []
    try:
        userdata = behave_configuration([p for one in settings for p in ("-D", one)]).userdata
        configuration = Configuration.read(userdata)
    except (ConfigError, ConfigurationError) as refused:
        refuse(str(refused))
    chosen = _at_most(each, _chosen(add or [], only))
    told = FollowedLines(len(chosen) + 1, "platforms")
    order = Order(
        candidates=chosen,
        form="full" if full else "short",
        whole=only is None,
        settings=settings,
        seed=configuration.seed,
        command=typed(sys.argv),
        told=lambda row: told.write(line_of(row)),
    )
    try:
        made = make(order)
        write_matrix(made, configuration.reports)
    except (ConfigError, TagExpressionError) as refused:
        refuse(str(refused))
    except KeyboardInterrupt:
        refuse("Interrupted: no kill matrix was written.")
    finally:
        told.end()
    for line in closing_lines(made, configuration.reports):
        typer.echo(line)
    raise typer.Exit(NOT_CAUGHT if made.all_faults else 0)


def _at_most(each: int | None, candidates: "list[Candidate]") -> "list[Candidate]":
    """The first so many of each promise; all that declare none."""
    if each is None:
        return candidates
    so_far: Counter[str] = Counter()
    taken = []
    for one in candidates:
        so_far[one.promise] += 1
        if not one.is_declared or so_far[one.promise] <= each:
            taken.append(one)
    return taken


def _chosen(files: list[str], only: str | None) -> "list[Candidate]":
    from support.matrix.candidates import in_file, of_the_project, twice
    from support.targets.door import CannotBeTested

    try:
        everything = of_the_project()
        for file in files:
            found = in_file(file)
            if not found:
                refuse(f"{file} holds no Saboteur, no subclass of ReferencePlatform, no Parts.")
            everything += found
    except CannotBeTested as wrong:
        refuse(f"{wrong}.")
    for target in twice(everything):
        refuse(f"Two saboteurs are called {target}.")
    chosen = [one for one in everything if only is None or only in f"{one.name} {one.target}"]
    if not chosen:
        refuse(f"No saboteur has {only!r} in its name or target." if only else "No saboteur.")
    return chosen
