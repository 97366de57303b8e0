"""The language that customers are told things in."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, empty, has_item, has_length

from support.customer import Received
from support.evidence.language import LOCALES, differences, not_in
from support.world import World

QUESTION = "Can I have my money back?"


@given("{person:Person} reads {language:Language}")
def customer_reads(context: Any, person: str, language: str) -> None:
    context.world.person(person).locale = LOCALES[language]


@given("Maya reads German, and Tom reads English")
def each_reads_a_language(context: Any) -> None:
    customer_reads(context, "Maya", "German")
    customer_reads(context, "Tom", "English")


@given('{person:Person} asks for her notices in "{locale}"')
def customer_asks_for_a_language(context: Any, person: str, locale: str) -> None:
    context.world.person(person).locale = locale


@given("our waits do not vary")
def waits_do_not_vary(context: Any) -> None:
    context.world.setup.settings["jitter_low"] = 1.0


@given("our waits do not vary, and no provider is let rest")
def waits_do_not_vary_and_no_rest(context: Any) -> None:
    waits_do_not_vary(context)
    context.world.setup.breaker["failure_threshold"] = 100


@when("{person:Person} asks for a refund in {language:Language}")
async def customer_asks_in_a_language(context: Any, person: str, language: str) -> None:
    await context.world.ask_and_wait(person, QUESTION, locale=LOCALES[language])


@when("Maya and Tom ask for a refund at the same moment")
async def both_ask_at_once(context: Any) -> None:
    world: World = context.world
    for person in ("Maya", "Tom"):
        await world.ask(person, QUESTION)
    await world.wait_for_everybody()


@then("every notice to {person:Person} is in {language:Language}")
def notices_are_in(context: Any, person: str, language: str) -> None:
    notices = _notices(context, person)
    assert_that(list(not_in(notices, language)), empty(), f"what {person} was told")


@then('{person:Person} is told "{sentence}"')
def customer_is_told_the_sentence(context: Any, person: str, sentence: str) -> None:
    told = [event["user_message"] for event in _notices(context, person)]
    assert_that(told, has_item(sentence), f"what {person} was told")


@then("{person:Person}'s first request was answered in English and her second in German")
def each_request_has_its_language(context: Any, person: str) -> None:
    started = context.world.customers[person].log.of("run_started")
    assert_that(started, has_length(2), f"requests of {person} that were begun")
    for run, language in zip(started, ("English", "German"), strict=True):
        told = [e for e in _notices(context, person) if e["run_id"] == run["run_id"]]
        assert_that(list(not_in(told, language)), empty(), f"what {person} was told")


@then("they were told the same in every field but the words")
def told_the_same(context: Any) -> None:
    maya, tom = (context.world.customers[name] for name in ("Maya", "Tom"))
    assert_that(list(differences(maya, tom)), empty())
    notices_are_in(context, "Maya", "German")
    notices_are_in(context, "Tom", "English")


def _notices(context: Any, person: str) -> list[Received]:
    told = [event for event in context.world.customers[person].log if event["user_message"]]
    assert told, f"{person} was told of no failure"
    return told
