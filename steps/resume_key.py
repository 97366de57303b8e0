"""The keys with which customers come back, and who must not."""

from typing import Any

from behave import given, register_type, then, when
from hamcrest import assert_that, contains_string, empty, equal_to, has_length
from parse_type import TypeBuilder

from support.contract.vocabulary import ProtocolErrorCode
from support.expectations import texts_in
from support.foreign_keys import FOREIGN_KEYS, ForeignKey, looks_random
from support.return_expectations import expect_all_once, of_session
from support.world import QUESTION, World

register_type(ForeignKey=TypeBuilder.make_enum(dict(FOREIGN_KEYS)))


@given("{person:Person} has come back twice, each time with the newest key")
async def customer_came_back_twice(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION)
    for _ in range(2):
        await context.world.lines.drop(person)
        await context.world.lines.come_back(person)


@when("{stranger:Person} comes back to {person:Person}'s conversation {key:ForeignKey}")
async def stranger_comes_back(context: Any, stranger: str, person: str, key: ForeignKey) -> None:
    world: World = context.world
    his = (await world.customer(stranger)).way_back()
    await world.lines.resume(stranger, key(world.customers[person].way_back(), his))


@when("{stranger:Person} comes back to a conversation that never was")
async def stranger_comes_back_to_nothing(context: Any, stranger: str) -> None:
    frame = context.world.customers[stranger].way_back()
    never = frame.model_copy(update={"session_id": "session-00000000000000000000"})
    await context.world.lines.resume(stranger, never)


@when(
    "{stranger:Person} comes back to {person:Person}'s conversation with her key, "
    "without saying who she is"
)
async def stranger_says_nothing_of_herself(context: Any, stranger: str, person: str) -> None:
    world: World = context.world
    await world.person(stranger).open(await world.url())
    await world.customers[stranger].send(world.customers[person].way_back())
    await world.clock.settle()


@when("{person:Person}'s first key is used again")
async def first_key_is_used_again(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    first = customer.log.of("session_started")[0]["resume_token"]
    await context.world.lines.come_back(person, resume_token=first)


@when("{person:Person} comes back, loses her line, and comes back with the same key")
async def customer_uses_a_key_twice(context: Any, person: str) -> None:
    key = context.world.customers[person].way_back().resume_token
    await context.world.lines.come_back(person)
    await context.world.lines.drop(person)
    await context.world.lines.come_back(person, resume_token=key)


@when("{person:Person} comes back, and says that she saw a thousand events more")
async def customer_saw_too_much(context: Any, person: str) -> None:
    seen = context.world.customers[person].way_back().last_sequence
    await context.world.lines.come_back(person, last_sequence=seen + 1000)


@when("{person:Person} asks for a refund on a new line, and only then comes back")
async def customer_comes_back_too_late(context: Any, person: str) -> None:
    frame = context.world.customers[person].way_back()
    await context.world.lines.connect(person)
    await context.world.ask(person, QUESTION)
    await context.world.lines.send(person, frame)


@when("{person:Person} begins {count:d} conversations")
async def customer_begins_many(context: Any, person: str, count: int) -> None:
    customer = await context.world.customer(person)
    for _ in range(count - 1):
        await customer.connect(await context.world.url())
    await context.world.clock.settle()


@then("{person:Person} is told that there is nothing for him to come back to")
@then("{person:Person} is told that there is nothing for her to come back to")
def customer_has_nothing_to_come_back_to(context: Any, person: str) -> None:
    told = context.world.customers[person].log.of("protocol_error")
    assert told, f"{person} was not refused\n{context.world.customers[person].log.told()}"
    assert_that(told[-1]["code"], equal_to(ProtocolErrorCode.RESUME_REFUSED))
    assert_that(told[-1]["message"], contains_string("no such session"))


@then("{person:Person} is told that this cannot be")
def customer_cannot_have_seen_it(context: Any, person: str) -> None:
    told = context.world.customers[person].log.of("protocol_error")
    assert_that(told, has_length(1), f"refusals that {person} was told of")
    assert_that(told[0]["message"], contains_string("was not sent yet"))


@then("{person:Person} is told to come back before she asks")
def customer_is_to_come_back_first(context: Any, person: str) -> None:
    (told,) = context.world.customers[person].log.of("protocol_error")
    assert_that(told["code"], equal_to(ProtocolErrorCode.RESUME_REFUSED))
    assert_that(told["message"], contains_string("before you ask"))


@then("{stranger:Person} has received nothing of {person:Person}'s")
def stranger_received_nothing(context: Any, stranger: str, person: str) -> None:
    owner = context.world.customers[person]
    hers = {owner.user_id, *(event["session_id"] for event in owner.log)}
    received = [text for e in context.world.customers[stranger].log for text in texts_in(e.event)]
    assert_that(hers.intersection(received), empty(), f"what {stranger} learnt of {person}")


@then("{person:Person} comes back with her own key")
async def customer_comes_back_with_her_key(context: Any, person: str) -> None:
    welcome = context.world.customers[person].log.of("session_started")[0]
    frame = context.world.customers[person].way_back()
    own = {"session_id": welcome["session_id"], "resume_token": welcome["resume_token"]}
    await came_back(context.world, person, frame.model_copy(update=own))


@then("{person:Person} comes back with her newest key")
async def customer_comes_back_with_her_newest_key(context: Any, person: str) -> None:
    where = context.world.customers[person].log.of("run_started")[0]["session_id"]
    await came_back(context.world, person, context.world.customers[person].way_back(where))


@then("{person:Person} was told the same both times")
def stranger_learns_nothing(context: Any, person: str) -> None:
    told = context.world.customers[person].log.of("protocol_error")
    assert_that([told[-1]["code"], told[-1]["message"]], equal_to([told[-2][f] for f in _SAID]))


@then("we keep nothing of the old conversation")
def nothing_is_kept(context: Any) -> None:
    for customer in context.world.customers.values():
        kept = context.world.target.sessions_of(customer.user_id)
        assert_that(kept, equal_to(1), f"conversations of {customer.name} in memory")


@then("{person:Person} can ask for a refund in a new one")
async def customer_can_ask_anew(context: Any, person: str) -> None:
    await context.world.ask_and_wait(person, QUESTION)


@then("each has a key of its own of at least 128 bits, with nothing of names in it")
def keys_are_unguessable(context: Any) -> None:
    for customer in context.world.customers.values():
        looks_random(customer.log.of("session_started"), names=[customer.user_id])


@then("{one:Person} and {other:Person} have received what is theirs, and nothing else")
def both_received_what_is_theirs(context: Any, one: str, other: str) -> None:
    for person, stranger in ((one, other), (other, one)):
        stranger_received_nothing(context, stranger, person)
        customer = context.world.customers[person]
        expect_all_once(customer)
        assert "run_completed" in {event.type for event in of_session(customer)}, (
            f"{person} was not told that the request is finished\n{customer.log.told()}"
        )


_SAID = ("code", "message")


async def came_back(world: World, person: str, frame: Any) -> None:
    mark = world.customers[person].log.mark()
    await world.lines.resume(person, frame)
    told = [event.type for event in world.customers[person].log.since(mark)]
    assert "session_resumed" in told, f"{person} could not come back: {told}"
