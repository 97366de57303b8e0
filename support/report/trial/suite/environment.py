"""The hooks of the trial suite: each breaks where a tag, or `-D breaks=HOOK`, tells it to."""

from pathlib import Path
from typing import Any

from support.record import Entry, RecordedFinding, ScenarioRecord
from support.report import HtmlReporter, RunInfo

_SAID = "<b>café</b> \x1b[31mred\x1b[0m \x00 \ud800 ]]>"


def before_all(context: Any) -> None:
    context.config.setup_logging()
    about = RunInfo(seed=7, command="python -m support run", started="2025-01-01T00:00:00.000Z")
    folder = Path(context.config.userdata["folder"])
    context.reporter = HtmlReporter(
        context.config, folder=folder, about=about, runner=context._runner
    )
    context.config.reporters.append(context.reporter)
    _break_run(context, "before_all")
    if context.config.userdata.get("breaks") == "the last cleanup":
        context.add_cleanup(_leave_something)


def before_feature(context: Any, feature: Any) -> None:
    _break("before_feature", feature)


def after_feature(context: Any, feature: Any) -> None:
    _break("after_feature", feature)


def before_rule(context: Any, rule: Any) -> None:
    _break("before_rule", rule)


def before_scenario(context: Any, scenario: Any) -> None:
    _break("before_scenario", scenario)
    if "breaks.cleanup" in scenario.tags:
        context.add_cleanup(_leave_something)


def after_scenario(context: Any, scenario: Any) -> None:
    context.reporter.attach(scenario, lambda: _record(scenario))
    _break("after_scenario", scenario)
    if "breaks.off" in scenario.tags:
        context.abort("somebody broke it off")


def after_step(context: Any, step: Any) -> None:
    if step.name == "the hook after it breaks":
        raise RuntimeError("the hook after the step broke")


def after_all(context: Any) -> None:
    _break_run(context, "after_all")


def _break(hook: str, statement: Any) -> None:
    if f"breaks.{hook}" in statement.tags:
        raise AssertionError(f"Maya was never told, says {hook}.\nthe log of {hook}")


def _break_run(context: Any, hook: str) -> None:
    if context.config.userdata.get("breaks") == hook:
        raise RuntimeError(f"{hook} broke")


def _leave_something() -> None:
    raise RuntimeError("the store would not close")


def _record(scenario: Any) -> ScenarioRecord:
    found = RecordedFinding(promise="SEC-2", sentence=f"A key was shown: {_SAID}", entry=0)
    told = Entry(
        at=0.5, kind="message", source="gateway", target="customer", label=_SAID, detail=_SAID
    )
    broke = "breaks.after_scenario" in scenario.tags
    return ScenarioRecord(duration=9, entries=(told,), findings=(found,) if broke else ())
