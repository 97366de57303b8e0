"""A feature as Gherkin's tree and as pickles: what was to be run."""

from collections.abc import Iterator, Sequence
from typing import Final

from support.report.judgement import scenarios_of
from support.report.messages.envelope import Envelope, line
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

MEDIA_TYPE: Final = "text/x.cucumber.gherkin+plain"
_TYPES: Final = {"Given": "Context", "When": "Action", "Then": "Outcome"}
_AND: Final = ("And", "But", "*")


class Document:
    """The nodes have the ids of the results, with a letter behind them for each kind of part."""

    def __init__(self, feature: FeatureResult) -> None:
        self.feature = feature
        self.scenarios = list(scenarios_of(feature))
        self._background_steps: dict[int, str] = {}
        self._pickles: list[Envelope] = []

    def envelopes(self) -> Iterator[Envelope]:
        uri = self.feature.file
        yield {"source": {"uri": uri, "data": self.feature.source, "mediaType": MEDIA_TYPE}}
        tree = self._feature()
        yield {"gherkinDocument": {"uri": uri, "feature": tree, "comments": []}}
        yield from ({"pickle": pickle} for pickle in self._pickles)

    def _feature(self) -> Envelope:
        feature = self.feature
        tags = self._tagged(feature.id, feature.line, feature.tags)
        children = self._children(feature.id, feature.background, feature.items, tags)
        return {
            **_head(feature, "\n".join(feature.description)),
            "language": feature.language,
            "tags": tags,
            "children": children,
        }

    def _children(
        self,
        owner: str,
        background: BackgroundResult | None,
        items: Sequence[RuleResult | ScenarioResult | OutlineResult],
        inherited: list[Envelope],
    ) -> list[Envelope]:
        first = [{"background": self._background(owner, background)}] if background else []
        return first + [self._child(item, inherited) for item in items]

    def _child(
        self, item: RuleResult | ScenarioResult | OutlineResult, inherited: list[Envelope]
    ) -> Envelope:
        tags = self._tagged(item.id, item.line, item.tags)
        node: Envelope = {
            **_head(item, "\n".join(item.description)),
            "id": item.id,
            "tags": tags,
        }
        every = [*inherited, *tags]
        if isinstance(item, RuleResult):
            node["children"] = self._children(item.id, item.background, item.items, every)
            return {"rule": node}
        if isinstance(item, ScenarioResult):
            own = [step for step in item.steps if not step.background]
            node["steps"] = [_step(step, f"{item.id}t{n}") for n, step in enumerate(own)]
            node["examples"] = []
            ids = [step["id"] for step in node["steps"]]
            self._pickle(item, [item.id], ids, every)
            return {"scenario": node}
        node["steps"] = [_step(step, f"{item.id}t{n}") for n, step in enumerate(item.steps)]
        node["examples"] = [
            self._examples(item, examples, number, every)
            for number, examples in enumerate(item.examples)
        ]
        return {"scenario": node}

    def _examples(
        self, outline: OutlineResult, examples: ExamplesResult, number: int, every: list[Envelope]
    ) -> Envelope:
        name = f"{outline.id}e{number}"
        tags = self._tagged(name, examples.line, examples.tags)
        rows = _rows(examples.table, examples.line + 1, name)
        ids = [f"{outline.id}t{n}" for n in range(len(outline.steps))]
        results = {scenario.id: scenario for scenario in outline.scenarios}
        for scenario_id, row in zip(examples.scenarios, rows[1:], strict=True):
            self._pickle(results[scenario_id], [outline.id, row["id"]], ids, [*every, *tags])
        return {
            "location": line(examples.line),
            "keyword": "Examples",
            "name": examples.name,
            "description": "",
            "id": name,
            "tags": tags,
            "tableHeader": rows[0],
            "tableBody": rows[1:],
        }

    def _background(self, owner: str, background: BackgroundResult) -> Envelope:
        steps = [_step(step, f"{owner}b{n}") for n, step in enumerate(background.steps)]
        self._background_steps |= {step["location"]["line"]: step["id"] for step in steps}
        return {
            "location": line(background.line),
            "keyword": "Background",
            "name": background.name,
            "description": "\n".join(background.description),
            "id": f"{owner}b",
            "steps": steps,
        }

    def _pickle(
        self, scenario: ScenarioResult, nodes: list[str], own: list[str], tags: list[Envelope]
    ) -> None:
        steps = []
        kind = "Unknown"
        remaining = iter(own)
        for number, step in enumerate(scenario.steps):
            node = self._background_steps[step.line] if step.background else next(remaining)
            kind = kind if step.keyword in _AND else _TYPES.get(step.keyword, "Unknown")
            steps.append(
                {
                    "id": f"{scenario.id}p{number}",
                    "text": step.name,
                    "type": kind,
                    "astNodeIds": [node, *nodes[1:]],
                    **_argument(step),
                }
            )
        self._pickles.append(
            {
                "id": f"{scenario.id}p",
                "uri": self.feature.file,
                "location": line(scenario.line),
                "name": scenario.name,
                "language": self.feature.language,
                "steps": steps,
                "tags": [{"name": tag["name"], "astNodeId": tag["id"]} for tag in tags],
                "astNodeIds": nodes,
            }
        )

    @staticmethod
    def _tagged(owner: str, number: int, tags: Sequence[str]) -> list[Envelope]:
        return [
            {"location": line(number - 1), "name": f"@{tag}", "id": f"{owner}g{n}"}
            for n, tag in enumerate(tags)
        ]


def _head(part: FeatureResult | RuleResult | ScenarioResult | OutlineResult, said: str) -> Envelope:
    return {
        "location": line(part.line),
        "keyword": part.keyword,
        "name": part.name,
        "description": said,
    }


def _step(step: StepResult, name: str) -> Envelope:
    node: Envelope = {
        "location": line(step.line),
        "keyword": f"{step.keyword} ",
        "keywordType": "Conjunction"
        if step.keyword in _AND
        else _TYPES.get(step.keyword, "Unknown"),
        "text": step.name,
        "id": name,
    }
    if step.text is not None:
        node["docString"] = {
            "location": line(step.line + 1),
            "content": step.text,
            "delimiter": '"""',
        }
    if step.table is not None:
        rows = _rows(step.table, step.line + 1, name)
        node["dataTable"] = {"location": line(step.line + 1), "rows": rows}
    return node


def _rows(table: TableResult, first: int, owner: str) -> list[Envelope]:
    return [
        {
            "id": f"{owner}w{number}",
            "location": line(first + number),
            "cells": [{"location": line(first + number), "value": cell} for cell in cells],
        }
        for number, cells in enumerate([table.headings, *table.rows])
    ]


def _argument(step: StepResult) -> Envelope:
    if step.text is not None:
        return {"argument": {"docString": {"content": step.text}}}
    if step.table is not None:
        rows = [
            {"cells": [{"value": cell} for cell in cells]}
            for cells in [step.table.headings, *step.table.rows]
        ]
        return {"argument": {"dataTable": {"rows": rows}}}
    return {}
