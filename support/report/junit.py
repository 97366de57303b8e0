"""JUnit XML for CI, one file a feature, from the same results as the page."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from support.report.judgement import rules_of, scenarios_of
from support.report.results import FeatureResult, Problem, Results, RuleResult, ScenarioResult

SUITE: Final = "suite"


def junit_files(results: Results) -> Iterator[tuple[str, bytes]]:
    """File names and what to write in them; a file more if the suite itself broke."""
    for feature in results.features:
        yield f"{_class_name(feature)}.xml", _feature(feature, results.about.started)
    if results.suite_problems:
        yield f"{SUITE}.xml", _suite(results)


def _class_name(feature: FeatureResult) -> str:
    parts = PurePath(feature.file).with_suffix("").parts
    return ".".join(part for part in parts if part not in ("..", "/"))


def _feature(feature: FeatureResult, started: str) -> bytes:
    suite = Element("testsuite", name=feature.name or feature.file, file=feature.file)
    if started:
        suite.set("timestamp", started)
    suite.set("time", f"{feature.duration:.6f}")
    for problem in feature.hook_problems:
        _fault(_case(suite, feature, problem.where), problem)
    for rule in rules_of(feature):
        for problem in rule.hook_problems:
            _fault(_case(suite, feature, f"{rule.name}: {problem.where}"), problem)
    for prefix, scenario in _named_scenarios(feature):
        _scenario(_case(suite, feature, prefix + scenario.name), scenario)
    return _counted(suite)


def _named_scenarios(feature: FeatureResult) -> Iterator[tuple[str, ScenarioResult]]:
    for item in feature.items:
        prefix = f"{item.name}: " if isinstance(item, RuleResult) else ""
        for scenario in scenarios_of(item):
            yield prefix, scenario


def _case(suite: Element, feature: FeatureResult, name: str) -> Element:
    return SubElement(suite, "testcase", classname=_class_name(feature), name=name, time="0")


def _scenario(case: Element, scenario: ScenarioResult) -> None:
    case.set("time", f"{scenario.duration:.6f}")
    if scenario.broke:
        for problem in scenario.problems[:1]:
            _fault(case, problem)
    elif scenario.outcome != "passed":
        SubElement(case, "skipped", message=scenario.skip_reason or scenario.status)
    if scenario.output:
        SubElement(case, "system-out").text = scenario.output


def _fault(case: Element, problem: Problem) -> None:
    tag = "failure" if problem.kind == "failure" else "error"
    fault = SubElement(case, tag, type=problem.exception or problem.kind, message=problem.sentence)
    said = (
        problem.expected and f"Expected: {problem.expected}\n     but: {problem.actual}",
        problem.log,
    )
    fault.text = "\n".join(part for part in (problem.where, *said, problem.traceback) if part)


def _suite(results: Results) -> bytes:
    suite = Element("testsuite", name="the suite itself", time=f"{results.duration:.6f}")
    for number, sentence in enumerate(results.suite_problems, start=1):
        case = SubElement(suite, "testcase", classname=SUITE, name=f"problem {number}", time="0")
        SubElement(case, "error", type="suite", message=sentence)
    return _counted(suite)


def _counted(suite: Element) -> bytes:
    suite.set("tests", str(len(suite.findall("testcase"))))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(len(suite.findall(f"testcase/{tag}"))))
    return bytes(tostring(suite, encoding="utf-8", xml_declaration=True))
