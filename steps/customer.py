"""What customers do."""

from typing import Any

from behave import given, when

from support.bad_frames import BAD_FRAMES, BROKEN_FRAMES
from support.expectations import told_to_wait
from support.world import QUESTION, World

MIDDLE_OF_THE_RUN = 1.0
REFUND_UNDER_WAY = 2.5
NONSENSE = '{"type": "hello", "mail": "maya@example.com", "path": "/srv/app/x.py"}'


@when("{person:Person} asks for a refund")
@when("{person:Person} asks for a refund again")
async def customer_asks(context: Any, person: str) -> None:
    await context.world.ask_and_wait(person, QUESTION)


@when("{person:Person} asks for a refund, and then for what is finished")
async def customer_asks_for_what_is_finished(context: Any, person: str) -> None:
    await context.world.ask_and_wait(person, QUESTION)
    await context.world.fetch_preserved(person)


@when("{person:Person} has asked for a refund")
async def customer_has_asked(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION)


@when("{person:Person} has asked for a refund {times:d} times")
async def customer_has_asked_often(context: Any, person: str, times: int) -> None:
    for _ in range(times):
        await context.world.ask(person, QUESTION)


@when("{person:Person} has asked for a refund 2 times, and stopped the second")
async def customer_has_stopped_the_second(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.ask(person, QUESTION)
    await context.world.stop(person)


@when("these customers have asked for a refund")
async def customers_have_asked(context: Any) -> None:
    context.world.notes["asked in order"] = [row["customer"] for row in context.table]
    for name in context.world.notes["asked in order"]:
        await context.world.ask(name, QUESTION)


@when("{person:Person} waits as she was told, and asks for a refund again")
@when("{person:Person} waits as he was told, and asks for a refund again")
async def customer_follows_the_advice(context: Any, person: str) -> None:
    world: World = context.world
    await world.pass_time(told_to_wait(world.customers[person]))
    await world.ask_and_wait(person, QUESTION)


@when("{seconds:g} seconds later the fault is lifted, and {person:Person} waits for her answer")
async def fault_is_lifted_later(context: Any, seconds: float, person: str) -> None:
    await context.world.pass_time(seconds)
    context.world.target.lift_faults()
    await context.world.wait_for_endings(person)


@given("{person:Person} has asked for a refund")
async def customer_had_asked(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION)


@given("{person:Person}'s request is being worked on")
async def request_is_worked_on(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.pass_time(MIDDLE_OF_THE_RUN)


@given("{person:Person}'s request waits in the line")
async def request_waits(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION)


@given("{person:Person}'s request is sending the refund")
async def request_sends_the_refund(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.pass_time(REFUND_UNDER_WAY)


@when("{person:Person}'s request has ended")
async def request_has_ended(context: Any, person: str) -> None:
    await context.world.wait_for_everybody()


@when("{person:Person} asks for a refund, and stops it before an answer comes")
async def customer_asks_and_stops_at_once(context: Any, person: str) -> None:
    await context.world.ask_and_begin(person, QUESTION)
    await context.world.stop(person)
    await context.world.wait_for_endings(person)


@when("{person:Person} stops her request")
async def customer_stops_the_request(context: Any, person: str) -> None:
    await context.world.stop(person)


@when("{person:Person} sends {what:BadFrame}")
async def customer_sends_a_bad_frame(context: Any, person: str, what: str) -> None:
    customer = await context.world.customer(person)
    await customer.send_bad(BAD_FRAMES[what])
    await context.world.let_it_arrive(customer)


@when("{person:Person}'s app sends {what:BrokenFrame}")
async def app_sends_a_broken_frame(context: Any, person: str, what: str) -> None:
    customer = context.world.customers[person]
    customer.line.write(BROKEN_FRAMES[what])
    await context.world.let_it_arrive(customer)


@when("{person:Person} sends {count:d} bad messages at once")
async def customer_sends_many_bad_frames(context: Any, person: str, count: int) -> None:
    customer = await context.world.customer(person)
    for number in range(count):
        await customer.send_bad(list(BAD_FRAMES.values())[number % 4])
    await context.world.clock.settle()


@when("{person:Person} sends something that is not an event")
async def customer_sends_nonsense(context: Any, person: str) -> None:
    customer = await context.world.customer(person)
    await customer.send_bad(NONSENSE)
    await context.world.let_it_arrive(customer)


@when("{seconds:g} seconds pass")
async def time_passes(context: Any, seconds: float) -> None:
    await context.world.pass_time(seconds)
