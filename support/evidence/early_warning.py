"""What customers were warned of, against the calls that really reached each model."""

from typing import Any, Protocol

from support.contract.vocabulary import SuggestedAction
from support.customer import Customer
from support.recovery_expectations import only
from support.simulator.plan import SUGGEST
from support.simulator.providers import HEALTH_CHECK
from support.simulator.routes import PRIMARY, SECONDARY
from support.targets import Target
from support.targets.traced import Course


class Scene(Protocol):
    """What is needed of a scenario's world."""

    customers: dict[str, Customer]

    @property
    def target(self) -> Target: ...

    async def ask_and_wait(self, name: str, text: str, **options: Any) -> None: ...


async def ask_until_warned(world: Scene, person: str, question: str, course: Course) -> None:
    """One request after the other; the last is the one in which the warning came."""
    asked = 0
    while asked < len(course.calls):
        await world.ask_and_wait(person, question)
        if world.customers[person].log.of("early_warning"):
            return
        before, asked = asked, len(world.target.model_calls())
        assert asked > before, (
            f"{person} was not warned, and the last of the requests did not reach the model at all"
        )
    raise AssertionError(f"{person} was never warned, though the model got worse for {asked} calls")


def expect_lead(world: Scene, course: Course, calls: int) -> None:
    """By the model's own journal: how many calls it had seen when the first warning was sent."""
    warnings = [one for who in world.customers.values() for one in who.log.of("early_warning")]
    assert warnings, "nobody was warned"
    assert course.fails_at is not None
    first = min(one.at for one in warnings)
    seen = sum(call.at <= first for call in world.target.model_calls())
    lead = course.fails_at - seen
    assert lead >= calls, (
        f"the warning came {lead} calls before the failure, and at least {calls} were promised: "
        f"after {seen} calls, and call {course.fails_at} fails"
    )


def lost(customer: Customer) -> int:
    """How many requests ended without an answer."""
    failed = [one for one in customer.log.of("agent_error") if one["terminal"]]
    return len(failed) + len(customer.log.of("request_rejected"))


def expect_lost(customer: Customer, count: int) -> None:
    found = lost(customer)
    assert found == count, (
        f"{customer.name} lost {found} requests, and {count} were expected\n{customer.log.told()}"
    )


def expect_no_warning(customer: Customer) -> None:
    told = customer.log.of("early_warning")
    assert not told, (
        f"{customer.name} was warned of {told[0]['upstream']}, because of its "
        f"{told[0]['signal']}, though it was well"
    )


def expect_mitigation(customer: Customer, words: str) -> None:
    told = only(customer, "early_warning")
    assert words in told["mitigation"], (
        f"{customer.name} was told “{told['mitigation']}”, and “{words}” was expected"
    )


async def expect_moved(world: Scene, person: str, question: str) -> None:
    """Only calls that look after the first model's health may reach it any more."""
    before = [_asked(world.target, model) for model in (PRIMARY, SECONDARY)]
    await world.ask_and_wait(person, question)
    after = [_asked(world.target, model) for model in (PRIMARY, SECONDARY)]
    by_first, by_second = (now - then for now, then in zip(after, before, strict=True))
    assert by_first == 0, (
        f"{person} was told that the second assistant answers, and the first one was asked "
        f"{by_first} times all the same"
    )
    assert by_second, "the second assistant was not asked at all"


def _asked(target: Target, model: str) -> int:
    return sum(call.step != HEALTH_CHECK for call in target.model_calls(model))


def expect_shed(customer: Customer, mark: int) -> None:
    """What came since the mark has no suggestion in it; before it there was one."""
    before = [one for one in customer.log.frames[:mark] if one["step"] == SUGGEST.name]
    assert before, f"{customer.name} never got a suggestion at all"
    since = [one for one in customer.log.since(mark) if one["step"] == SUGGEST.name]
    assert not since, (
        f"{customer.name} was told that nothing is suggested, and got a suggestion all the same"
    )


def expect_warned_first(customer: Customer) -> None:
    warning, service = only(customer, "early_warning"), only(customer, "graceful_degradation")
    words = customer.log.of("agent_output")[0]
    order = [customer.log.frames.index(one) for one in (warning, service, words)]
    assert order == sorted(order), (
        f"{customer.name} was not warned before the answer\n{customer.log.told()}"
    )
    assert service["suggested_action"] == SuggestedAction.NONE, "there is nothing to do"
