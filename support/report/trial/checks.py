"""What the self-checks ask of a trial's report. Each returns what is wrong, or what it shows."""

import re
from dataclasses import dataclass
from typing import Final

from support.record import ScenarioRecord
from support.report.judgement import scenarios_of
from support.report.page import WORDS, render
from support.report.results import ScenarioResult, StepResult
from support.report.trial.reading import Node, Page
from support.report.trial.run import Trial
from support.report.trial.sample import results_of

_ENDS: Final = "ends."
_UNWRITABLE: Final = re.compile(r"\x1b|\[31m|[\x00-\x08\ud800-\udfff\ufffe\uffff]")
_STYLE: Final = re.compile(r"<style>.*?</style>", re.DOTALL)


def wrongly_shown_scenarios(trial: Trial) -> list[str]:
    """Scenarios that the page shows otherwise than they ended.

    How each must end is said by its tag; one that never began ends as not run.
    """
    page = trial.page
    return [
        f"{scenario.name}: shown as {shown!r}, ended as {ended!r}"
        for scenario in trial.scenarios()
        for ended, shown in [(_word_of(scenario), _shown_word(page.by_id(scenario.id)))]
        if ended != shown
    ]


def _word_of(scenario: ScenarioResult) -> str:
    (expected,) = (tag.removeprefix(_ENDS) for tag in scenario.tags if tag.startswith(_ENDS))
    left_out = scenario.status in ("skipped", "untested")
    return "not run" if left_out else expected.replace("_", " ")


def _shown_word(details: Node) -> str:
    summary = next(details.all("summary"))
    shown = next(summary.all("i"))
    green = shown.text == "passed"
    return shown.text if shown.has_class("p") == green else f"{shown.text} in a wrong colour"


def wrongly_shown_steps(trial: Trial) -> list[str]:
    """Steps whose word or colour on the page is not that of their status."""
    page = trial.page
    faults = []
    for scenario in trial.scenarios():
        lines = [n for n in next(page.by_id(scenario.id).all("ol")).children if isinstance(n, Node)]
        for line, step in zip(lines, _listed(scenario), strict=True):
            word = "not run" if step.status in ("skipped", "untested") else WORDS[step.status][1]
            green = step.status == "passed"
            if line.has_class("p") != green or word not in [i.text for i in line.all("i")]:
                faults.append(f"{scenario.name}: {step.name} is not shown as {word}")
    return faults


def places_of_what_broke(trial: Trial) -> list[str]:
    """As in `a.feature:12`; in the order of the page, which is that of priorities."""
    features = sorted(trial.results.features, key=lambda feature: feature.priority or "P9")
    return [f"{f.file}:{s.line}" for f in features for s in scenarios_of(f) if s.broke]


def _listed(scenario: ScenarioResult) -> list[StepResult]:
    """A background of which every step passed is one line."""
    before = [step for step in scenario.steps if step.background]
    rest = scenario.steps[len(before) :]
    if before and all(step.status == "passed" for step in before):
        return [before[0], *rest]
    return [*before, *rest]


def junit_faults(trial: Trial) -> list[str]:
    """Where the files for CI differ from the results, in what they count or in time."""
    files = trial.junit()
    faults = []
    for feature in trial.results.features:
        suite = files["junit/" + feature.file.replace("/", ".").replace(".feature", ".xml")]
        mine = [s for s in trial.scenarios() if s.id.startswith(f"{feature.id}s")]
        around = [*feature.hook_problems]
        around += [p for item in feature.items if item.kind == "rule" for p in item.hook_problems]
        expected = {
            "tests": len(mine) + len(around),
            "failures": sum(p.kind == "failure" for p in around)
            + sum(s.outcome == "failed" for s in mine),
            "errors": sum(p.kind != "failure" for p in around)
            + sum(s.outcome == "error" for s in mine),
            "skipped": sum(s.outcome == "not_run" for s in mine),
        }
        counted = {name: int(suite.get(name, "-1")) for name in expected}
        if counted != expected:
            faults.append(f"{feature.file}: {counted} instead of {expected}")
        if float(suite.get("time", "0")) < sum(scenario.duration for scenario in mine):
            faults.append(f"{feature.file}: took less than its scenarios")
    return faults


def card_of(trial: Trial, name: str) -> str:
    """All that stands under "What broke" for a scenario, white space made even."""
    scenario = trial.scenario(name)
    for card in trial.page.by_id("broke").all("article"):
        links = [link.attributes.get("href") for link in card.all("a")]
        if f"#{scenario.id}" in links:
            return re.sub(r"(Expected|But)(?=\S)", r"\1 ", " ".join(card.text.split()))
    raise LookupError(f"nothing broke in {name!r}, says the page")


def verdicts(trial: Trial) -> dict[str, str]:
    """What the page's table says of each promise."""
    rows = next(trial.page.by_id("promises").all("tbody")).all("tr")
    return {next(row.all("th")).text.split()[0]: next(row.all("i")).text for row in rows}


def misled_promises(trial: Trial) -> list[str]:
    """Promises of which something ran or broke, and whose place on the page does not name them."""
    page = trial.page
    return [
        f"{promise.id} leads to {promise.anchor!r}"
        for promise in trial.results.promises
        if promise.passed or promise.broke
        if promise.id not in page.by_id(promise.anchor).text
    ]


def visible_text(trial: Trial) -> str:
    return Page(_STYLE.sub("", trial.html)).root.text


def unwritable_characters(trial: Trial) -> list[str]:
    return [
        f"{name}: {found.group()!r}"
        for name, content in trial.files.items()
        for found in _UNWRITABLE.finditer(content.decode())
    ]


@dataclass(frozen=True)
class Drawn:
    """A timeline as the page shows it: texts and lanes drawn, lines and times of the list."""

    text: str
    texts: list[str]
    lanes: list[str]
    listed: list[str]
    times: list[str]
    lifelines: str
    legend: str

    @classmethod
    def of(cls, record: ScenarioRecord) -> "Drawn":
        page = Page(render(results_of(1, record)))
        details = page.by_id("f0s0")
        (lifelines,) = (path for path in details.all("path") if path.has_class("v"))
        texts = list(details.all("text"))
        heads = [found for found in details.all("g") if found.has_class("h")]
        lists = [found for found in details.all("ol") if found.has_class("ls")]
        return cls(
            text=details.text,
            texts=[text.text for text in texts],
            lanes=[lane.text for head in heads for lane in head.all("text")],
            listed=[line.text for found in lists for line in found.all("li")],
            times=[time.text for found in lists for time in found.all("b")],
            lifelines="whole" if lifelines.has_class("wall") else "dashed",
            legend=page.by_id("features").text,
        )
