"""The page: one self-contained HTML file, made from the results alone."""

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from support.contract.promises import AREAS
from support.report import breaker_path, story
from support.report.compiled import KeptBesideThem
from support.report.judgement import rules_of, scenarios_of
from support.report.packing import indented, packed
from support.report.repeat import alone
from support.report.results import (
    FeatureResult,
    PromiseResult,
    Results,
    RuleResult,
    ScenarioResult,
    Status,
    Totals,
)
from support.report.seen import read_by_customers
from support.report.timeline import draw

LEAST_BYTES_LISTED: Final = 45
LEAST_BYTES_DRAWN: Final = 110
"""Of one line of a story in the list, and of one that is drawn as well."""
FULL_STORIES: Final = 25
"""How many broken scenarios are shown with frames and whole logs; the others more briefly."""
MOST_BYTES: Final = 1_900_000
MOST_BYTES_EACH: Final = 3_800
"""Of the page for each scenario that ran, where there are more than MOST_BYTES allow for."""
SLOWEST: Final = 10
LONGEST_TEXT: Final = 4_000
BRIEF_TEXT: Final = 600
MOST_ROWS: Final = 100
MOST_LISTED: Final = 200
SHORTEST: Final = 0.0005
EXAMPLE: Final = re.compile(r"(?P<name>.*) -- @(?P<row>\d+\.\d+).*", re.DOTALL)

WORDS: Final[dict[Status, tuple[str, str]]] = {
    "passed": ("p", "passed"),
    "failed": ("f", "failed"),
    "error": ("e", "error"),
    "hook_error": ("e", "broke around it"),
    "cleanup_error": ("e", "cleanup failed"),
    "undefined": ("e", "step unknown"),
    "pending": ("e", "not written"),
    "pending_warn": ("e", "not written"),
    "skipped": ("s", "not run"),
    "untested": ("s", "not run"),
    "untested_pending": ("s", "not run"),
    "untested_undefined": ("s", "not run"),
}
OUTCOMES: Final = {
    "passed": ("p", "passed"),
    "failed": ("f", "failed"),
    "error": ("e", "error"),
    "not_run": ("s", "not run"),
}
VERDICTS: Final = {
    "kept": ("p", "kept"),
    "broken": ("f", "broken"),
    "not_judged": ("e", "not judged"),
    "not_testable": ("e", "not testable"),
    "not_applicable": ("s", "not applicable (not declared)"),
    "expected_to_fail": ("s", "expected to fail"),
    "not_run": ("s", "not run"),
}
STATES: Final = {
    "kept": ("p", "Kept"),
    "broken": ("f", "Broken"),
    "suite_failed": ("e", "The suite is at fault"),
    "interrupted": ("e", "Interrupted"),
    "nothing_tested": ("s", "Nothing tested"),
    "no_model": ("e", "No model"),
}


def templates() -> Environment:
    """Where every page of the report comes from."""
    return Environment(
        loader=PackageLoader("support.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        bytecode_cache=KeptBesideThem(),
    )


def render(results: Results) -> str:
    """The whole page as text. Needs nothing but `results`; asks for nothing when opened."""
    environment = templates()
    environment.filters.update(
        cut=cut, took=took, title_of=title_of, reflowed=reflowed, indented=indented
    )
    environment.globals.update(
        words=WORDS,
        outcomes=OUTCOMES,
        verdicts=VERDICTS,
        story=story,
        draw=draw,
        alone=alone,
        read_by=read_by_customers,
        breaker_paths=breaker_path.paths_of,
        in_words=breaker_path.in_words,
        counted=counted,
        scenarios_of=scenarios_of,
        rules_of=rules_of,
        limits={
            "rows": MOST_ROWS,
            "listed": MOST_LISTED,
            "text": LONGEST_TEXT,
            "brief": BRIEF_TEXT,
        },
        promise={promise.id: promise for promise in results.promises},
    )
    template = environment.get_template("page.html.jinja")
    view = _view(results)
    script = (files("support.report") / "templates" / "page.js").read_text(encoding="utf-8")
    ran = sum(s.outcome != "not_run" for f in results.features for s in scenarios_of(f))
    most = max(MOST_BYTES, MOST_BYTES_EACH * ran)
    page = ""
    for shown in _less_and_less(results, most):
        block = _packed(environment, results, shown) if shown.packed else ""
        page = tightened(template.render(view, shown=shown, script_hash=_digest(script)))
        page = page.replace("</body>", f"{block}<script>{script}</script>\n</body>")
        if len(page.encode()) <= most:
            break
    return page


class Shown(NamedTuple):
    """Ids of scenarios: whose timeline is drawn, whose is listed, what is packed for the script."""

    drawn: set[str]
    listed: set[str]
    packed: set[str]


def _less_and_less(results: Results, most: int) -> Iterator[Shown]:
    """All of it; then pictures of what passed for the script alone; then none; then less.

    What is surely larger than `most` bytes is not tried.
    """
    scenarios = [s for feature in results.features for s in scenarios_of(feature)]
    every = {scenario.id for scenario in scenarios}
    broken = [scenario.id for scenario in scenarios if scenario.broke]
    first = set(broken[:FULL_STORIES])
    lines = sum(min(len(s.record.entries), MOST_LISTED) for s in scenarios if s.record)
    if lines * LEAST_BYTES_DRAWN <= most:
        yield Shown(every, every, every)
    if lines * LEAST_BYTES_LISTED <= most:
        yield from (Shown(set(broken), every, every), Shown(set(broken), every, set()))
    yield Shown(first, first, set())


def _packed(environment: Environment, results: Results, shown: Shown) -> str:
    scenarios = [s for feature in results.features for s in scenarios_of(feature)]
    records = [(s.id, s.record) for s in scenarios if s.record and s.id in shown.packed]
    if not records:
        return ""
    text = packed(
        environment, records, drawn=shown.drawn, most_lines=MOST_LISTED, longest=LONGEST_TEXT
    )
    return f'<script type="application/gzip" id="packed">{text}</script>\n'


def _digest(script: str) -> str:
    """As a content security policy names the one script that may run."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def tightened(page: str) -> str:
    """Without indentation between elements, and without the quotes that HTML does not need.

    Texts are escaped: their own quotes and brackets are never taken for markup.
    """
    page = re.sub(r"(?<=>)\s*\n\s*(?=<)", "\n", page)
    return re.sub(r' ([a-z-]+)="([\w#.-]+)"(?=[ >])', r" \1=\2", page)


def _view(results: Results) -> dict[str, object]:
    features = sorted(results.features, key=lambda feature: feature.priority or "P9")
    scenarios = [(feature, s) for feature in features for s in scenarios_of(feature)]
    broken = [(feature, scenario) for feature, scenario in scenarios if scenario.broke]
    ran = [(feature, scenario) for feature, scenario in scenarios if scenario.outcome != "not_run"]
    checks = [feature for feature in features if feature.self_check]
    return {
        "results": results,
        "state": STATES[results.verdict.state],
        "areas": _by_area(results.promises),
        "around": [part for feature in features for part in _around(feature)],
        "broken": broken,
        "full": {scenario.id for _, scenario in broken[:FULL_STORIES]},
        "rule_of": {
            s.id: rule for f in features for rule in rules_of(f) for s in scenarios_of(rule)
        },
        "features": [feature for feature in features if not feature.self_check],
        "checks": [feature for feature in checks if was_run(feature)],
        "checks_left_out": sum(not was_run(feature) for feature in checks),
        "was_run": was_run,
        "statuses": [status for status in WORDS if _occurs(status, results.totals)],
        "slowest": sorted(ran, key=lambda pair: pair[1].duration, reverse=True)[:SLOWEST],
    }


def _occurs(status: Status, totals: Totals) -> bool:
    levels = (totals.features, totals.rules, totals.scenarios, totals.steps)
    return any(level.get(status) for level in levels)


def was_run(feature: FeatureResult) -> bool:
    """Anything of it ran or broke; else it was left out of this run."""
    return bool(feature.hook_problems) or any(
        scenario.status != "skipped" for scenario in scenarios_of(feature)
    )


def _by_area(promises: Sequence[PromiseResult]) -> list[tuple[str, list[PromiseResult]]]:
    areas: dict[str, list[PromiseResult]] = {}
    for promise in promises:
        areas.setdefault(promise.area, []).append(promise)
    order = list(AREAS.values())
    return sorted(areas.items(), key=lambda item: order.index(item[0]) if item[0] in order else 99)


def _around(feature: FeatureResult) -> list[tuple[FeatureResult, FeatureResult | RuleResult]]:
    """The features and rules whose own hooks or cleanup broke."""
    parts: list[FeatureResult | RuleResult] = [feature, *rules_of(feature)]
    return [(feature, part) for part in parts if part.hook_problems]


def counted(scenarios: Sequence[ScenarioResult]) -> str:
    """As in "12 scenarios: 11 passed, 1 failed"."""
    number = len(scenarios)
    parts = []
    for outcome, (_, word) in OUTCOMES.items():
        count = sum(scenario.outcome == outcome for scenario in scenarios)
        if count:
            parts.append(f"{count} {word}")
    what = f"{number} scenario{'' if number == 1 else 's'}"
    return f"{what}: {', '.join(parts)}" if parts else what


def cut(text: str, limit: int) -> str:
    """The beginning of a long text, and how much of it is only in results.json."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}\n… {len(text) - limit:,} more characters in results.json"


def took(duration: float) -> str:
    """Real time for people: `<1 ms`, `240 ms`, `12.5 s`."""
    if duration >= 1:
        return f"{duration:,.1f} s"
    return f"{duration * 1000:.0f} ms" if duration >= SHORTEST else "<1 ms"


def title_of(name: str) -> str:
    """The name, or `name (1.2)` for the row of examples that behave calls `name -- @1.2 table`."""
    found = EXAMPLE.fullmatch(name)
    return cut(f"{found['name']} ({found['row']})" if found else name, BRIEF_TEXT)


def reflowed(lines: Sequence[str]) -> str:
    """A description without the line breaks of its file, but for those before a list's items."""
    return re.sub(r"\n(?![-*•]|\d+[.)])", " ", "\n".join(line.strip() for line in lines))
