"""A line for each feature on a terminal, and below them what is going on and how far it is."""

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Any, Final

from behave.formatter.base import Formatter
from behave.model import Feature, Rule, Scenario

from support.live_line import LiveLine, cropped, in_columns, wears_colour
from support.report.problems import of_hooks, of_step
from support.report.results import Problem

NAME: Final = "support.running.feature_lines:FeatureLines"
"""As behave's --format takes it."""

_GREEN: Final = "\x1b[32m"
_RED: Final = "\x1b[31m"
_FAINT: Final = "\x1b[2m"
_PLAIN: Final = "\x1b[0m"


class FeatureLines(Formatter):  # type: ignore[misc]
    """What `python -m support run` shows on a terminal.

    What broke stands below its feature: where, and in which words. Whatever else is printed
    meanwhile has lines of its own.
    """

    name = "feature_lines"
    description = "A line for each feature, and how far the run is."

    def __init__(self, stream_opener: Any, config: Any) -> None:
        super().__init__(stream_opener, config)
        self.stream = self.open()
        self._live = LiveLine(self.stream)
        self._coloured = wears_colour()
        self._room = ExitStack()
        if self._live.is_on:
            self._room.enter_context(self._live.making_room())
        self._total = 0
        self._done = 0
        self._feature: Any = None
        self._scenarios: list[Any] = []
        self._at = 0
        self._began = 0.0

    def expect(self, features: Iterable[Feature]) -> None:
        """So many are to come: those of which anything will be run."""
        self._total = sum(bool(feature.should_run(self.config)) for feature in features)
        self._live.show(f"0/{self._total} features")

    def feature(self, feature: Feature) -> None:
        self._feature = feature
        self._began = time.monotonic()
        self._scenarios = [s for s in feature.walk_scenarios() if s.should_run(self.config)]
        self._at = 0
        self._show(feature.name)

    def scenario(self, scenario: Scenario) -> None:
        self._at += 1
        self._show(f"{self._feature.name}: {scenario.name}")

    def eof(self) -> None:
        if self._feature is None:
            return
        self._done += 1
        told = list(_told(self._feature, self._scenarios))
        took = f"{time.monotonic() - self._began:.1f} s"
        line = f"{self._place()}  {self._feature.name}"
        counts = ", ".join(_counts(self._scenarios))
        self._say(
            self._in(_RED, "✗ ") if told else self._in(_GREEN, "✓ "),
            in_columns(line, [counts, took], self._live.width - 2),
        )
        for sentence in told:
            self._say(sentence)
        self._feature = None
        self._live.show(f"{self._place()} features, {self._live.elapsed}")

    def close(self) -> None:
        self._room.close()
        self.close_stream()

    def _show(self, what: str) -> None:
        number = f"{self._at} of {len(self._scenarios)}"
        text = f"{self._place()}  {self._live.elapsed}  {number}  {what}"
        self._live.show(cropped(text, self._live.width))

    def _place(self) -> str:
        return f"{self._done:>{len(str(self._total))}}/{self._total}"

    def _say(self, *parts: str) -> None:
        self._live.erase()
        self.stream.write("".join(parts).rstrip() + "\n")
        self.stream.flush()

    def _in(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_PLAIN}" if self._coloured else text


def _counts(scenarios: Iterable[Any]) -> Iterator[str]:
    ends = [_end(scenario) for scenario in scenarios]
    for end in ("passed", "failed", "not run"):
        if end in ends:
            yield f"{ends.count(end)} {end}"


def _end(scenario: Any) -> str:
    if scenario.status.has_failed():
        return "failed"
    return "passed" if scenario.status.name == "passed" else "not run"


def _told(feature: Any, scenarios: Iterable[Any]) -> Iterator[str]:
    """What broke, a line each: where it is, then each sentence; of a crash, where it was raised."""
    for part in (feature, *(one for one in feature.run_items if isinstance(one, Rule)), *scenarios):
        problems = [*_in_steps(part), *of_hooks(part)]
        if problems:
            yield f"    {part.location}  {part.name}"
        for problem in problems:
            yield f"      {problem.sentence}"
            if problem.kind == "error":
                yield "".join(f"        {line}\n" for line in problem.traceback.splitlines())


def _in_steps(part: Any) -> Iterator[Problem]:
    if isinstance(part, Scenario):
        yield from filter(None, map(of_step, part.all_steps))
