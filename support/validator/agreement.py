"""ACT-1, ACT-2 and their kin: the fields of one event agree with each other and the catalogue."""

from collections.abc import Mapping
from typing import Any, Final

from support.contract.events import EVENTS
from support.validator.findings import Tell, named
from support.validator.rules import Rule
from support.validator.rules_by_type import BY_TYPE
from support.validator.rules_of_failures import EVERY_FAILURE, FINAL_FAILURE
from support.validator.sessions import WITH_AN_OWNER

RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    kind: (EVERY_FAILURE if kind in WITH_AN_OWNER else ()) + BY_TYPE.get(kind, ())
    for kind in EVENTS
    if kind in WITH_AN_OWNER or kind in BY_TYPE
}
"""The types whose fields have to agree, with their rules."""


def check_agreement(event: Any, tell: Tell) -> None:
    """Tell what does not agree within one event that fits the schema."""
    rules = RULES[event.type]
    if event.type == "agent_error" and event.terminal:
        rules += FINAL_FAILURE
    for rule in rules:
        if rule.broken(event):
            wrong = rule.wrong if isinstance(rule.wrong, str) else rule.wrong(event)
            tell(rule.promise, f"{named(event)} {wrong}.")
