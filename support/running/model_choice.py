"""Which scenarios are for the model that a run has: a scripted one, or a real one."""

from collections.abc import Collection, Iterable
from typing import Final, Protocol

from behave.model import Feature, Rule, Scenario

SCRIPTED: Final = "scripted"
REAL: Final = "real_llm"


UNIT: Final = "unit"
SELF_CHECK: Final = "self_check"


class RealServer(Protocol):
    """A server under test, which knows what a scenario can say of it."""

    def why_not(self, tags: Collection[str]) -> str: ...


def leave_out_others(
    features: Iterable[Feature],
    *,
    real: bool,
    reference: bool,
    real_server: RealServer | None = None,
) -> None:
    """Marks, before anything runs, the scenarios that do not try what is under test.

    They need the other model, or they try a part of ours by itself, and it is not ours that is
    under test. Each says the reason.
    """
    for feature in features:
        for scenario in feature.walk_scenarios():
            reason = _why_not(scenario, real=real, reference=reference)
            if real_server is not None and SELF_CHECK not in scenario.effective_tags:
                reason = reason or real_server.why_not(scenario.effective_tags)
            if reason and not scenario.should_skip:
                scenario.skip()
                scenario.skip_reason = reason
        for part in (*feature.iter_rules(), feature):
            _skip_if_all_is_skipped(part)


def _why_not(scenario: Scenario, *, real: bool, reference: bool) -> str:
    tags = scenario.effective_tags
    if not reference and UNIT in tags and SELF_CHECK not in tags:
        return "it tries a part of the built-in platform by itself, not what is under test"
    if real and REAL not in tags:
        return "it needs a scripted model" if SCRIPTED in tags else "it needs no model"
    if REAL in tags and not real:
        return "it needs a real model (--real-llm)"
    return ""


def _skip_if_all_is_skipped(part: Feature | Rule) -> None:
    """Else its heading would be printed, and its hooks run, for nothing."""
    scenarios = part.walk_scenarios()
    if scenarios and all(scenario.should_skip for scenario in scenarios):
        part.should_skip = True
