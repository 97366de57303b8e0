"""The one step of the floor: it fits every text and does nothing."""

from typing import Any

from behave import step, use_step_matcher

use_step_matcher("re")


@step(".*")
def nothing_is_done(context: Any) -> None:
    """Nothing."""
