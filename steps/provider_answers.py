"""Steps about what a provider answers, and what that is understood as."""

import json
from typing import Any

from behave import then, when
from hamcrest import assert_that, equal_to

from support.self_check.provider_answers import refused, streamed, understood, whole


@when("a provider answers {status:d} with the headers {headers} and the body {body}")
async def provider_refuses(context: Any, status: int, headers: str, body: str) -> None:
    items = refused(status, json.loads(headers), body)
    context.world.notes["understood"] = await understood(context.world.clock, items)


@when("a provider streams {data}")
async def provider_streams(context: Any, data: str) -> None:
    items = streamed(data)
    context.world.notes["understood"] = await understood(context.world.clock, items)


@when("a provider answers with {size:d} bytes in one piece")
async def provider_answers_at_once(context: Any, size: int) -> None:
    context.world.notes["understood"] = await understood(context.world.clock, whole(size))


@then("that is understood as {error_type}")
def it_is_understood_as(context: Any, error_type: str) -> None:
    failure = context.world.notes["understood"]
    assert_that(failure.error_type, equal_to(error_type), str(failure))


@then("the wait asked for is {wait} seconds")
def wait_asked_for(context: Any, wait: str) -> None:
    asked = context.world.notes["understood"].retry_after
    assert_that(asked, equal_to(None if wait == "no" else float(wait)))
