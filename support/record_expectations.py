"""What customers were told of finished work, and what became of their sessions."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from hamcrest import assert_that, contains_string, empty, equal_to, has_length

from support.clock import Clock
from support.customer import Customer, Received
from support.expectations import failures, in_brief
from support.simulator.model.provider import JournalledCall
from support.targets import Target


def model_calls_by_step(target: Target) -> Mapping[str, int]:
    return Counter(call.step for call in target.model_calls())


def first_calls(target: Target, count: int) -> list[JournalledCall]:
    """The first so many requests to the model; fails where there were fewer."""
    calls = target.model_calls()
    assert len(calls) >= count, f"the model was asked {len(calls)} times, and not {count}"
    return calls[:count]


def safe_steps(customer: Customer) -> list[list[str]]:
    """The finished steps of each notice that something is safe."""
    return [event["preserved_steps"] for event in customer.log.of("partial_result_preserved")]


def expect_safe_first(customer: Customer, steps: list[str], *later: str) -> None:
    """Those steps were told to be safe before the first event of these types."""
    told = customer.log.of("partial_result_preserved", *later)
    assert told, f"{customer.name} was told neither: {customer.log.told()}"
    assert told[0].type == "partial_result_preserved", (
        f"{customer.name} was told '{told[0].type}' before anything was said to be safe: "
        f"{customer.log.told()}"
    )
    other = f"{customer.name} was told that other steps are safe than those that are finished"
    assert_that(told[0]["preserved_steps"], equal_to(steps), other)
    assert any(event.type in later for event in told), f"{customer.name} was told of no end"


def expect_nothing_safe(customer: Customer) -> None:
    """A failure was told, and nothing was claimed, in no event of any kind."""
    assert failures(customer), f"{customer.name} was told of no failure: {customer.log.told()}"
    assert_that(safe_steps(customer), empty(), f"what is said to be safe for {customer.name}")
    claims = [event for event in failures(customer) if event["partial_available"]]
    assert_that(claims, empty(), "notices that claim finished work")


def expect_preserved(customer: Customer, told: Received, fetched: Received) -> None:
    """Every step that was told to be safe is handed out, with the words that the customer read."""
    given = {step["step"]: str(step["text"]) for step in fetched["steps"]}
    assert_that(list(given), equal_to(told["preserved_steps"]), "the finished steps")
    for step, text in given.items():
        read = "".join(
            str(event["text"])
            for event in customer.log.of("agent_output")
            if (event["run_id"], event["step"]) == (told["run_id"], step)
        )
        assert text, f"the step '{step}' was handed out to {customer.name} without its words"
        assert read.endswith(text), f"{customer.name} read other words of '{step}' than '{text}'"


def seconds_until_expiry(customer: Customer, clock: Clock) -> float:
    told = customer.log.of("partial_result_preserved")
    return clock.seconds_until(datetime.fromisoformat(told[-1]["expires_at"]))


async def expect_not_fetched(customer: Customer, owner: Customer, reason: str) -> None:
    """The owner's finished work is not handed out to the customer, who is told why."""
    mark = customer.log.mark()
    await customer.fetch_result(owner.log.of("partial_result_preserved")[-1]["result_id"])
    await customer.clock.settle()
    answers = customer.log.since(mark)
    assert_that(answers, has_length(1), f"what {customer.name} was told")
    (answer,) = answers
    assert_that(answer.type, equal_to("protocol_error"), f"the answer to {customer.name}")
    assert_that(answer["message"], contains_string(reason))


def sessions(customer: Customer) -> list[str]:
    """The sessions that the customer heard of, in order."""
    return list(dict.fromkeys(str(event["session_id"]) for event in customer.log))


def of_session(customer: Customer, session_id: str) -> list[Received]:
    return [event for event in customer.log if event["session_id"] == session_id]


def told_on_return(customer: Customer) -> list[tuple[str, str]]:
    """What the first session told on the newest line, in brief."""
    first = of_session(customer, sessions(customer)[0])
    return in_brief([event for event in first if event.connection == customer.connections])


def expect_a_gap(customer: Customer) -> None:
    """The newest session says first that something is missing, and where the requests stand."""
    newest = of_session(customer, sessions(customer)[-1])
    types = [event.type for event in newest]
    assert_that(types[:2], equal_to(["session_started", "replay_gap"]), "the new session")
    standing = newest[1]["snapshot"]["runs"]
    assert_that(standing, has_length(1), f"the requests of {customer.name} that we know of")
    assert_that(standing[0]["state"], equal_to("failed"), "where the request stands")
