"""A real model behind the assistant, whose words nobody knows beforehand."""

from typing import Any

from behave import then, when
from hamcrest import assert_that, empty, equal_to

from support.expectations import answer, expect_finished
from support.simulator.plan import WRITE_ANSWER
from support.world import World

SENTENCE = "Tell me in one short sentence that you are glad to help me."
ANOTHER = "Tell me in one short sentence that you like lamps."
LIST = "Write the numbers from one to three hundred in words, one a line."

PIECES_OF_A_WHOLE = 2
"""The end of an answer is held back until it is known to be harmless, so one piece comes as two."""


@when("{person:Person} asks a real model for a sentence")
async def customer_asks_real_model(context: Any, person: str) -> None:
    await context.world.ask_and_wait(person, SENTENCE)


@when("{person:Person} asks a real model for a long list, and stops it after the first words")
async def customer_stops_real_answer(context: Any, person: str) -> None:
    await context.world.real_talks.ask_and_stop_in_output(person, LIST)


@when("{one:Person} and {other:Person} ask a real model for a sentence at the same time")
async def customers_ask_real_model(context: Any, one: str, other: str) -> None:
    world: World = context.world
    await world.ask(one, SENTENCE)
    await world.ask_and_wait(other, ANOTHER)
    await world.wait_for_everybody()


@then("{person:Person} reads all that the model wrote, in pieces")
def answer_came_in_pieces(context: Any, person: str) -> None:
    answer_is_the_models(context, person)
    pieces = context.world.customers[person].log.of("agent_output")
    assert len(pieces) > PIECES_OF_A_WHOLE, f"the answer came as a whole: {pieces[0]['text']}"


@then("{person:Person} reads all that the model wrote for her, and nothing of {other:Person}'s")
@then("{person:Person} reads all that the model wrote for him, and nothing of {other:Person}'s")
def answer_is_the_models(context: Any, person: str, other: str = "") -> None:
    customer = context.world.customers[person]
    read = answer(customer, WRITE_ANSWER.name)
    assert_that(read, equal_to(context.world.real_talks.words_for(person)), f"what {person} read")
    expect_finished(customer)


@then("nothing of the model is held for {person:Person} any more")
def nothing_is_held(context: Any, person: str) -> None:
    world: World = context.world
    assert world.target.model_calls(), f"the model was never asked for {person}"
    assert_that(world.target.held_resources(), empty())
