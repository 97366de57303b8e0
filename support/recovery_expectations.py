"""What a customer was told of retries, trips, reduced service and recovery."""

from collections.abc import Sequence
from itertools import pairwise

from hamcrest import assert_that, close_to, equal_to, has_length

from support.clock import NANOSECONDS
from support.contract.defaults import PlatformSettings
from support.customer import Customer, Received
from support.simulator.model.provider import JournalledCall
from support.simulator.providers import HEALTH_CHECK

ROUNDING = 0.001


def only(customer: Customer, kind: str) -> Received:
    """The one event of that kind; fails where there is none, or a second one."""
    found = customer.log.of(kind)
    assert len(found) == 1, (
        f"{customer.name} was told of {kind} {len(found)} times, and once was expected\n"
        f"{customer.log.told()}"
    )
    return found[0]


def attempts(customer: Customer) -> list[tuple[int, int, str]]:
    """Number, limit and status of each attempt that the customer was told of."""
    told = customer.log.of("recovery_attempt")
    return [(one["attempt_number"], one["max_attempts"], one["status"]) for one in told]


def rejections(customer: Customer, reason: str) -> list[Received]:
    """The requests that were turned away for this reason."""
    return [one for one in customer.log.of("request_rejected") if one["reason_code"] == reason]


def expect_turned_away(customer: Customer, wait: float) -> None:
    """The newest request was refused in the moment it came, with that many seconds to wait."""
    refused = rejections(customer, "circuit_open")
    assert refused, f"{customer.name} was never turned away\n{customer.log.told()}"
    assert refused[-1] is customer.log.frames[-1], (
        f"{customer.name}'s last request was not turned away\n{customer.log.told()}"
    )
    assert_that(refused[-1]["retry_after"], close_to(wait, ROUNDING), "the seconds to wait")
    late = refused[-1].at - customer.sent[-1].at_ns / NANOSECONDS
    assert late == 0, f"{customer.name} was turned away {late:g} s after the request, not at once"


def expect_waits_fall(customer: Customer, count: int, step: float) -> None:
    """The last so many refusals each leave that much less to wait."""
    waits = [one["retry_after"] for one in rejections(customer, "circuit_open")][-count:]
    assert len(waits) == count, (
        f"{customer.name} was turned away {len(waits)} times, and {count} times were expected\n"
        f"{customer.log.told()}"
    )
    for earlier, later in pairwise(waits):
        assert_that(earlier - later, close_to(step, ROUNDING), f"the time left: {waits}")


def expect_delays_kept(customer: Customer, calls: Sequence[JournalledCall]) -> None:
    """Each retry reached the model as long after its announcement as it was announced."""
    announced = [e for e in customer.log.of("recovery_attempt") if e["status"] == "scheduled"]
    assert_that(calls, has_length(len(announced) + 1), "calls that reached the model")
    assert announced, f"{customer.name} was told of no retry"
    for told, call in zip(announced, calls[1:], strict=True):
        delay = call.at - told.at
        assert_that(delay, close_to(told["backoff_delay"], ROUNDING), "a retry's real delay")


def expect_jittered(customer: Customer, settings: PlatformSettings) -> None:
    """Each announced delay lies within the jitter of its limit, and they are not all alike."""
    scheduled = [e for e in customer.log.of("recovery_attempt") if e["status"] == "scheduled"]
    assert scheduled, f"{customer.name} was told of no retry"
    shares = []
    for told in scheduled:
        limit = backoff_limit(settings, told["attempt_number"])
        shares.append(told["backoff_delay"] / limit)
        assert settings.jitter_low <= shares[-1] <= 1, (
            f"attempt {told['attempt_number']} waits {told['backoff_delay']:g} s of {limit:g} s"
        )
    assert len(set(shares)) == len(shares), f"the delays show no jitter: {shares}"


def backoff_limit(settings: PlatformSettings, attempt: int) -> float:
    """min(cap, base x 2^(n-1)), as the contract's section 4 has it; seconds."""
    return min(settings.backoff_cap, settings.backoff_base * 2.0 ** (attempt - 1))


def backoff_limits(customer: Customer, settings: PlatformSettings) -> list[float]:
    """The longest delay before each retry that the customer was told of, in seconds."""
    numbers = [number for number, _, status in attempts(customer) if status == "scheduled"]
    return [backoff_limit(settings, number) for number in numbers]


def expect_one_reason(customers: Sequence[Customer], kind: str) -> None:
    """Each was told once, under their own name, with one and the same root."""
    told = [only(customer, kind) for customer in customers]
    assert_that([one["user_id"] for one in told], equal_to([c.user_id for c in customers]))
    assert_that({one["root_failure_id"] for one in told}, has_length(1), "the root failures")
    assert_that({one["failure_id"] for one in told}, has_length(len(told)), "the failures")


def expect_recovered(customer: Customer, failure_ids: set[str]) -> None:
    """The end of each of these was told once, and after all else that was told of it."""
    assert failure_ids, f"{customer.name} was told of nothing that could recover"
    told = [event["failure_id"] for event in customer.log.of("system_recovered")]
    sentence = f"the ends that {customer.name} was told of, once each: {customer.log.told()}"
    assert_that(sorted(told), equal_to(sorted(failure_ids)), sentence)
    for failure_id in failure_ids:
        story = [event.type for event in customer.log if event["failure_id"] == failure_id]
        assert_that(story[-1], equal_to("system_recovered"), f"the end of {failure_id}")


def expect_steady_attempts(customers: Sequence[Customer]) -> None:
    """Each attempt ends by the strategy that it was begun with; both kinds were used."""
    seen = set()
    for customer in customers:
        begun: dict[tuple[str, int], str] = {}
        for told in customer.log.of("recovery_attempt"):
            attempt = (told["run_id"], told["attempt_number"])
            if told["status"] == "started":
                begun[attempt] = told["strategy"]
            elif told["status"] != "scheduled":
                assert_that(told["strategy"], equal_to(begun[attempt]), customer.log.told())
        seen |= set(begun.values())
    assert_that(seen, equal_to({"retry_with_backoff", "fallback_provider"}), "how it was tried")


def expect_failures_before_rest(customer: Customer, number: int, failures: int) -> None:
    """The rest of that number was told after so many failures of the customer's, one in a row."""
    told, opened = 0, 0
    for event in customer.log.of("agent_error", "circuit_breaker_triggered"):
        if event.type == "agent_error":
            told += 1
            continue
        opened += 1
        if opened == number:
            break
    where = f"rest {number} of the assistant's was told to {customer.name}"
    assert opened == number, f"{where} never, after {told} failures\n{customer.log.told()}"
    assert told == failures, (
        f"{where} after {told} failures; after {failures} was expected\n{customer.log.told()}"
    )


def tests_of(calls: Sequence[JournalledCall]) -> list[JournalledCall]:
    """The platform's own small calls, to see whether a provider is well."""
    return [call for call in calls if call.step == HEALTH_CHECK]


def expect_tests_apart(tests: Sequence[JournalledCall], count: int, seconds: float) -> None:
    assert len(tests) == count, (
        f"the provider was tested {len(tests)} times, and {count} times were expected: at "
        f"{', '.join(f'{test.at:g} s' for test in tests)}"
    )
    for earlier, later in pairwise(tests):
        assert abs(later.at - earlier.at - seconds) < ROUNDING, (
            f"the provider was tested at {earlier.at:g} s and at {later.at:g} s; "
            f"{seconds:g} s between them were expected"
        )


def expect_rest_after_each_test(customer: Customer, count: int) -> None:
    """After the first opening, one reopening for each test that failed."""
    told = [one["previous_state"] for one in customer.log.of("circuit_breaker_triggered")]
    assert told == ["closed", *["half_open"] * count], (
        f"{customer.name} was told of {told.count('half_open')} rests after tests of the "
        f"provider, and {count} were expected\n{customer.log.told()}"
    )


def expect_announced_before_it_answers(customer: Customer) -> None:
    """Reduced service is told to whom the fallback serves, and before it says a word."""
    told = [one.type for one in customer.log.of("graceful_degradation", "agent_output")]
    assert "agent_output" in told, f"nobody answered {customer.name}\n{customer.log.told()}"
    assert told[0] == "graceful_degradation", (
        f"a second assistant answered {customer.name} before that was announced\n"
        f"{customer.log.told()}"
    )


def expect_asked_again_after(calls: Sequence[JournalledCall], seconds: float) -> None:
    """The second call came so many seconds after the first, or later."""
    assert len(calls) > 1, f"the provider was asked {len(calls)} times, and never again"
    gap = calls[1].at - calls[0].at
    assert gap >= seconds, f"the provider was asked again after {gap:g} s, not {seconds:g} s"


def expect_tested_now(customer: Customer) -> None:
    """The newest request was turned away for no other reason than a test under way."""
    refused = rejections(customer, "circuit_half_open")
    assert refused == [customer.log.frames[-1]], (
        f"{customer.name}'s request was not turned away because the provider is being tested\n"
        f"{customer.log.told()}"
    )


def expect_still_turned_away(customer: Customer, now: float, rest: float) -> None:
    """The newest request was turned away with what is left of the one rest that was told."""
    expect_turned_away(customer, rest - (now - only(customer, "circuit_breaker_triggered").at))
