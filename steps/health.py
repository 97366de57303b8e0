"""Health and readiness, as a load balancer asks for them."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, contains_string, equal_to

from support.customer import TurnedAway
from support.evidence.http import Answer, request
from support.targets.variations import StartsSlowly
from support.world import World


@given("a platform that serves")
async def platform_serves(context: Any) -> None:
    await context.world.url()
    await _expect_healthy(context)


@given("a platform that needs ten seconds to start")
async def platform_starts_slowly(context: Any) -> None:
    context.world.setup.platform = StartsSlowly
    await context.world.begin_to_start()


@when('"{method}" is asked of "{path}"')
async def request_is_made(context: Any, method: str, path: str) -> None:
    context.world.notes["answer"] = await request(await context.world.url(), path, method)


@then("it is healthy")
async def platform_is_healthy(context: Any) -> None:
    await _expect_healthy(context)


@then("it is ready")
async def platform_is_ready(context: Any) -> None:
    answer = await _asked(context, "/readyz")
    told = {"ready": True, "phase": "serving", "reasons": []}
    assert_that((answer.status, answer.told), equal_to((200, told)), "whether it is ready")


@then('it is not ready, because of "{reason}"')
async def platform_is_not_ready(context: Any, reason: str) -> None:
    answer = await _asked(context, "/readyz")
    assert (answer.status, answer.told.get("ready")) == (503, False), (
        f"the platform says that it is ready, although it is {reason}"
    )
    assert_that(answer.told.get("reasons"), equal_to([reason]), "why the platform is not ready")


@then('{person:Person}, who comes too early, is refused because "{reason}"')
async def customer_is_too_early(context: Any, person: str, reason: str) -> None:
    said = await _refusal(context.world, person)
    assert_that(said, contains_string(reason))


@then("the answer is {status:d}")
def answer_is(context: Any, status: int) -> None:
    assert_that(context.world.notes["answer"].status, equal_to(status))


@then("both answers are JSON with nothing in them but what they are asked")
async def answers_say_nothing_else(context: Any) -> None:
    health, readiness = [await _asked(context, path) for path in ("/healthz", "/readyz")]
    for answer in (health, readiness):
        assert_that(answer.headers, contains_string("Content-Type: application/json"))
    names = {*health.told, *readiness.told}
    assert_that(names, equal_to({"healthy", "phase", "ready", "reasons"}))


async def _expect_healthy(context: Any) -> None:
    answer = await _asked(context, "/healthz")
    assert_that((answer.status, answer.told.get("healthy")), equal_to((200, True)), "its health")


async def _asked(context: Any, path: str) -> Answer:
    return await request(await context.world.url(), path)


async def _refusal(world: World, person: str) -> str:
    try:
        await world.person(person).open(world.target.url)
    except TurnedAway as refused:
        return refused.body
    return f"nothing: {person} was let in"
