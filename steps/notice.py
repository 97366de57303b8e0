"""What customers are told of failures."""

from typing import Any

from behave import then
from hamcrest import (
    assert_that,
    close_to,
    contains_string,
    equal_to,
    has_length,
    only_contains,
)

from support.contract.vocabulary import ErrorType, SuggestedAction
from support.evidence.belongings import repeated_to
from support.expectations import (
    expect,
    expect_plain_words,
    expect_told_in_time,
    expect_told_of_retry,
    expect_words_to_advise,
    failures,
    final_notice,
)
from support.server_expectations import (
    expect_over,
    expect_told_of_a_failure,
)
from support.world import World


@then("{person:Person} is told that {told:Told}")
def customer_is_told_of_a_failure(context: Any, person: str, told: ErrorType) -> None:
    if not context.world.judges_vocabulary:
        expect_told_of_a_failure(context.world.customers[person])
        return
    expect(
        context.world.customers[person],
        f"{person} was never told of the failure '{told}'.",
        f"a notice of the failure '{told}'",
        lambda customer: any(event["error_type"] == told for event in failures(customer)),
    )


@then("{person:Person} is told of no other failure")
def customer_is_told_of_one_failure(context: Any, person: str) -> None:
    kinds = {event["error_type"] for event in failures(context.world.customers[person])}
    assert_that(kinds, has_length(1), f"{person} was told of several kinds of failure")


@then("{person:Person} is told that this is final")
def customer_is_told_it_is_final(context: Any, person: str) -> None:
    judge = final_notice if context.world.judges_vocabulary else expect_over
    judge(context.world.customers[person])


@then("{person:Person} is not told that anything is final")
def customer_is_told_nothing_final(context: Any, person: str) -> None:
    final = [e for e in failures(context.world.customers[person]) if e["terminal"] is not False]
    assert_that(final, has_length(0), f"{person} was told that a passing failure is final")


@then("{person:Person} is told within {limit:g} seconds of each failure")
def customer_is_told_in_time(context: Any, person: str, limit: float) -> None:
    world: World = context.world
    expect_told_in_time(world.customers[person], world.target.failures_due(), limit)


@then("{person:Person} has not been told of any failure yet")
def customer_is_told_nothing_yet(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    assert customer.log.of("run_started"), f"{person} received nothing at all"
    assert_that(failures(customer), has_length(0), f"{person} was told too early")


@then("after {seconds:g} more seconds {person:Person} is told that {told:Told}")
async def customer_is_told_soon(context: Any, seconds: float, person: str, told: ErrorType) -> None:
    await context.world.pass_time(seconds)
    customer_is_told_of_a_failure(context, person, told)


@then("{person:Person} is finally told to {advice:Advice}")
def customer_is_advised(context: Any, person: str, advice: SuggestedAction) -> None:
    notice = final_notice(context.world.customers[person])
    sentence = f"{person} was told the wrong thing to do"
    assert_that(notice["suggested_action"], equal_to(advice), sentence)


@then("{person:Person} is finally told that trying again in {seconds:g} seconds will be admitted")
def customer_is_told_when_to_retry(context: Any, person: str, seconds: float) -> None:
    notice = final_notice(context.world.customers[person])
    assert_that(notice["retry_possible"], equal_to(True), f"{person} was told not to try again")
    assert_that(notice["retry_after"], close_to(seconds, 0.001), "the wait until the next try")
    assert_that(notice["estimated_recovery_time"], close_to(seconds, 0.001), "how long it may take")


@then("every notice to {person:Person} says in plain words what happened")
def notices_are_in_plain_words(context: Any, person: str) -> None:
    expect_plain_words(context.world.customers[person])


@then("the words of each notice advise what the notice advises")
def words_and_advice_agree(context: Any) -> None:
    for customer in context.world.customers.values():
        expect_words_to_advise(customer)


@then("{person:Person} is first told to wait, because we try again by ourselves")
def customer_is_told_of_a_retry(context: Any, person: str) -> None:
    expect_told_of_retry(context.world.customers[person])


@then("{person:Person} is not told that we try again")
def customer_is_told_of_no_retry(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    assert_that(customer.log.of("recovery_attempt"), has_length(0), "a retry was announced")
    assert_that([e["will_retry"] for e in failures(customer)], only_contains(False))


@then("{person:Person} is told that it could not be accepted")
def customer_is_told_of_a_bad_frame(context: Any, person: str) -> None:
    if not context.world.judges_vocabulary:
        context.world.manners.expect_not_accepted(context.world.customers[person])
        return
    told = context.world.customers[person].log.of("protocol_error")
    assert_that(told, has_length(1), f"{person} was not told that the frame was not accepted")


@then("nothing of what {person:Person} sent is repeated to her")
def nothing_is_repeated(context: Any, person: str) -> None:
    repeated = repeated_to(context.world.customers[person])
    assert not repeated, f"what {person} sent is repeated to {person}: {repeated}"


@then('{person:Person} is told that it could not be accepted, because "{reason}"')
def customer_is_told_why(context: Any, person: str, reason: str) -> None:
    customer_is_told_of_a_bad_frame(context, person)
    if not context.world.judges_vocabulary:
        return
    told = context.world.customers[person].log.of("protocol_error")
    assert_that(
        told[-1]["message"], contains_string(reason), f"why {person}'s message was not accepted"
    )


@then("{person:Person} is told {count:d} times that it could not be accepted")
def customer_is_told_many_times(context: Any, person: str, count: int) -> None:
    told = context.world.customers[person].log.of("protocol_error")
    assert_that(told, has_length(count), f"answers to {person}'s bad messages")
