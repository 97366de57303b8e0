"""From behave's finished feature tree to results. Reads the tree; judges nothing."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from behave.model import Rule, ScenarioOutline

from support.contract.promises import PROMISES
from support.installed import LIES_IN
from support.record import ScenarioRecord
from support.report import problems
from support.report.results import (
    BackgroundResult,
    ExamplesResult,
    FeatureResult,
    OutlineResult,
    RuleResult,
    ScenarioResult,
    StepResult,
    TableResult,
)

_BUSINESS_VALUE: Final = "business value:"
_PRIORITIES: Final = ("P1", "P2", "P3")
_MOST_OUTPUT: Final = 100_000
MakeRecord = Callable[[], ScenarioRecord]


class FeatureReader:
    """Turns one behave feature into a FeatureResult; `number` makes its ids unique on the page."""

    def __init__(self, number: int, records: Mapping[Any, MakeRecord]) -> None:
        self._feature_id = f"f{number}"
        self._records = records
        self._counts = {"s": 0, "o": 0, "r": 0}

    def read(self, feature: Any) -> FeatureResult:
        description, value = _business_value(feature.description)
        return FeatureResult(
            id=self._feature_id,
            file=feature.filename,
            source=_source(feature.filename),
            line=feature.line,
            keyword=feature.keyword,
            name=feature.name,
            description=description,
            business_value=value,
            priority=next((tag for tag in feature.tags if tag in _PRIORITIES), ""),
            tags=feature.tags,
            language=feature.language or "en",
            self_check="self_check" in feature.tags,
            status=feature.status.name,
            duration=max(0.0, feature.run_endtime - feature.run_starttime),
            background=_background(feature.background),
            hook_problems=problems.of_hooks(feature),
            items=[
                self.rule(item) if isinstance(item, Rule) else self._item(item)
                for item in feature.run_items
            ],
        )

    def rule(self, rule: Any) -> RuleResult:
        """One that has ended; its feature may be under way."""
        return RuleResult(
            id=self._next("r"),
            line=rule.line,
            keyword=rule.keyword,
            name=rule.name,
            description=rule.description,
            tags=rule.tags,
            status=rule.status.name,
            background=_background(rule.background),
            hook_problems=problems.of_hooks(rule),
            items=[self._item(item) for item in rule.run_items],
        )

    def _item(self, item: Any) -> ScenarioResult | OutlineResult:
        if isinstance(item, ScenarioOutline):
            return self._outline(item)
        return self._scenario(item)

    def _outline(self, outline: Any) -> OutlineResult:
        scenarios = [self._scenario(scenario) for scenario in outline.scenarios]
        ids = iter([scenario.id for scenario in scenarios])
        return OutlineResult(
            id=self._next("o"),
            line=outline.line,
            keyword=outline.keyword,
            name=outline.name,
            description=outline.description,
            tags=outline.tags,
            steps=[_step(step) for step in outline.steps],
            examples=[
                ExamplesResult(
                    line=examples.line,
                    name=examples.name or "",
                    tags=examples.tags,
                    table=_table(examples.table),
                    scenarios=[next(ids) for _ in examples.table],
                )
                for examples in outline.examples
                if examples.table is not None
            ],
            scenarios=scenarios,
        )

    def _scenario(self, scenario: Any) -> ScenarioResult:
        background = len(scenario.background_steps)
        return ScenarioResult(
            id=self._next("s"),
            line=scenario.line,
            keyword=scenario.keyword,
            name=scenario.name,
            description=scenario.description,
            tags=scenario.tags,
            promises=[name for name in PROMISES if name in scenario.effective_tags],
            status=scenario.status.name,
            duration=scenario.duration,
            skip_reason=scenario.skip_reason or "",
            steps=[
                _step(step, background=index < background)
                for index, step in enumerate(scenario.all_steps)
            ],
            hook_problems=problems.of_hooks(scenario),
            output=_output(scenario),
            record=make() if (make := self._records.get(scenario)) else None,
        )

    def _next(self, letter: str) -> str:
        self._counts[letter] += 1
        return f"{self._feature_id}{letter}{self._counts[letter]}"


def _source(file: str) -> str:
    """ "" for a file that went away during the run: what was run of it is known all the same."""
    try:
        return (LIES_IN / file).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return ""


def _step(step: Any, *, background: bool = False) -> StepResult:
    return StepResult(
        line=step.line,
        keyword=step.keyword,
        name=step.name,
        status=step.status.name,
        duration=step.duration,
        background=background,
        text=step.text,
        table=_table(step.table) if step.table is not None else None,
        problem=problems.of_step(step),
    )


def _background(background: Any) -> BackgroundResult | None:
    """None also for the empty one that behave gives a rule so that it inherits its feature's."""
    if background is None or not background.steps:
        return None
    return BackgroundResult(
        line=background.line,
        name=background.name,
        description=background.description,
        steps=[_step(step, background=True) for step in background.steps],
    )


def _table(table: Any) -> TableResult:
    return TableResult(headings=table.headings, rows=[row.cells for row in table.rows])


def _business_value(description: list[str]) -> tuple[list[str], str]:
    """Split a description at its line `Business value:`, which ends it."""
    for index, line in enumerate(description):
        if line.strip().lower().startswith(_BUSINESS_VALUE):
            value = " ".join(description[index:]).strip()[len(_BUSINESS_VALUE) :]
            return description[:index], value.strip()
    return description, ""


def _output(scenario: Any) -> str:
    """What was printed and logged, of a scenario that broke."""
    if not scenario.status.has_failed():
        return ""
    captured = [scenario.captured, *(step.captured for step in scenario.all_steps)]
    texts = dict.fromkeys(
        text for one in captured for text in (one.stdout, one.log) if text.strip()
    )
    return "\n".join(texts)[:_MOST_OUTPUT]
