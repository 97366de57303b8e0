"""What one failure brings about: its cause as customers read it, whom it hits, what it costs."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from hamcrest import assert_that, empty, equal_to

from support.customer import Customer, Received
from support.expectations import failed_executions, failures, run_of
from support.recovery_expectations import only, rejections
from support.simulator.model.provider import JournalledCall
from support.simulator.operator_log import LogEntry
from support.simulator.providers import HEALTH_CHECK

FEWEST_NOTICES = 2
"""A cause that is named once could be any."""


def told_of_failures(customer: Customer) -> list[Received]:
    """Every notice that belongs to a failure, from the first of it to the recovery."""
    return [event for event in customer.log if event["failure_id"]]


def causes(customer: Customer) -> list[str]:
    """The root failures that the customer was told of, in order; one that returns comes again."""
    told = told_of_failures(customer)
    assert told, f"{customer.name} was told of no failure: {customer.log.told()}"
    return [root for root, _ in groupby(str(event["root_failure_id"]) for event in told)]


def expect_one_cause(customers: Sequence[Customer]) -> None:
    """Each was told of a failure, and every notice of any of them names the same root."""
    named: dict[str, str] = {}
    for customer in customers:
        named |= dict.fromkeys(causes(customer), customer.name)
    who = ", ".join(dict.fromkeys(named.values()))
    assert len(named) == 1, (
        f"{len(named)} causes were named to {who}, and one was expected: {', '.join(named)}"
    )
    notices = sum(len(told_of_failures(customer)) for customer in customers)
    assert notices >= FEWEST_NOTICES, "one notice alone cannot show that a cause is named in all"


def expect_different_causes(customers: Sequence[Customer]) -> None:
    named = [set(causes(customer)) for customer in customers]
    shared = set.intersection(*named)
    names = " and ".join(customer.name for customer in customers)
    assert not shared, f"{names} were told of one cause, {shared.pop()}, where nothing is common"


def expect_rest_of_the_same_cause(told: Customer, turned_away: Customer) -> None:
    """The rest of a provider that one was told of, and the refusal of the other, are one cause."""
    rest = only(told, "circuit_breaker_triggered")["root_failure_id"]
    refusals = rejections(turned_away, "circuit_open")
    assert refusals, f"{turned_away.name} was not turned away: {turned_away.log.told()}"
    refused = refusals[-1]["root_failure_id"]
    assert rest == refused, (
        f"{told.name} was told that a provider has to rest because of {rest}, and "
        f"{turned_away.name} was turned away because of {refused}"
    )


def expect_causes_in_a_row(customer: Customer, count: int) -> None:
    """So many causes, each of which is over when the next is told."""
    told = causes(customer)
    assert len(told) == len(set(told)) == count, (
        f"the causes that {customer.name} was told of, {count} expected, one after the other: "
        f"{', '.join(told)}"
    )


def first_entry(customer: Customer, log: Iterable[LogEntry]) -> LogEntry:
    """What operators first find under the one cause that the customer was told of."""
    (root,) = set(causes(customer))
    entries = [entry for entry in log if entry.root_failure_id == root]
    assert entries, f"operators find nothing under the cause {root} that {customer.name} was told"
    return entries[0]


def expect_provider_first(customer: Customer, log: Iterable[LogEntry]) -> None:
    first = first_entry(customer, log)
    assert first.upstream, f"the first entry under the cause is of no provider: {first.line()}"


def expect_records_first(customer: Customer, log: Iterable[LogEntry]) -> None:
    first = first_entry(customer, log)
    refuses = first.what.startswith("the store refuses")
    assert refuses, f"the first entry under the cause is not of our records: {first.line()}"


def expect_not_hit(customer: Customer) -> None:
    """Everything that this customer asked for was answered, and no failure was told."""
    told = [event.type for event in told_of_failures(customer)]
    assert_that(told, empty(), f"what {customer.name} was told, whom the failure does not hit")
    assert len(customer.log.of("run_completed")) == len(customer.asked) > 0, (
        f"{customer.name} was not answered: {customer.log.told()}"
    )


def expect_calls_as_told(
    customers: Iterable[Customer], calls: Iterable[JournalledCall], count: int
) -> None:
    """Each run failed so often as it was told, and each time asked the model once."""
    asked = Counter(run_of(call) for call in calls)
    for customer in customers:
        failed = Counter(str(event["run_id"]) for event in failed_executions(customer))
        assert failed, f"no request of {customer.name}'s failed: {customer.log.told()}"
        for run_id, told in failed.items():
            assert asked[run_id] == told == count, (
                f"a request of {customer.name}'s asked the model {asked[run_id]} times in {told} "
                f"attempts that were told; {count} were expected"
            )


def expect_asked_once_each(calls: Iterable[JournalledCall], requests: int) -> None:
    """Of each request, each step reached the model once."""
    asked = Counter((run_of(call), call.step) for call in calls)
    again = {f"{step} of {run_id}": n for (run_id, step), n in asked.items() if n > 1}
    assert_that(again, empty(), "how often steps were done that were done already")
    assert_that(len({run_id for run_id, _ in asked}), equal_to(requests), "requests worked on")


def expect_ordinary_load(calls: Iterable[JournalledCall], steps: Sequence[str]) -> None:
    """These calls are those of one healthy request, and nothing besides."""
    asked = [call.step for call in calls]
    assert asked == list(steps), (
        f"one request, when all was well, cost {len(asked)} calls, and {len(steps)} were "
        f"expected: {', '.join(asked)}"
    )


def expect_no_way_back(one: Collection[JournalledCall], other: Collection[JournalledCall]) -> None:
    """Once the second provider is asked, the first is asked for no customer any more."""
    merged = sorted(_asked(one, "the first"), key=_moment)
    merged = sorted([*merged, *_asked(other, "the second")], key=_moment)
    ways = [who for who, _ in groupby(who for _, who in merged)]
    assert ways == ["the first", "the second"], (
        f"requests went back and forth {len(ways) - 1} times between two assistants that fail: "
        f"{', '.join(ways)}"
    )


def _asked(calls: Iterable[JournalledCall], who: str) -> Iterator[tuple[float, str]]:
    return ((call.at, who) for call in calls if call.step != HEALTH_CHECK)


def _moment(asked: tuple[float, str]) -> float:
    return asked[0]


def turned_away_for_room(customer: Customer) -> list[Received]:
    """The refusals and failures for want of workers."""
    return [
        one for one in failures(customer) if one["error_type"] == "processing_capacity_exceeded"
    ]


def expect_turned_away_often(customers: Sequence[Customer], count: int) -> None:
    """Each of them so many times, and for an open breaker or one that is being tested."""
    for customer in customers:
        away = len(
            [*rejections(customer, "circuit_open"), *rejections(customer, "circuit_half_open")]
        )
        assert away == count == len(customer.asked), (
            f"{customer.name} was turned away {away} times of {len(customer.asked)}; {count} were "
            f"expected: {customer.log.told()}"
        )
