"""Example streams: what a customer receives, event by event, from a platform that keeps its word.

Each story is a list of events as plain JSON objects. They are made from the contract alone, so that
they can be held against the validator and the platform alike.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from support.example_story import Story

MAYA: Final = "user-maya"

Event = dict[str, Any]


def answered() -> list[Event]:
    """A request that is answered."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.says("outline", "First, the outline of your report.")
    run.says("draft", "And here is the draft.")
    run.completes()
    return story.events


def failed_for_good() -> list[Event]:
    """A failure that no retry can help."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.says("outline", "First, the outline")
    run.fails("quota_exhausted")
    run.cleans_up()
    return story.events


def kept_then_failed() -> list[Event]:
    """Finished work is kept, then the failure is told."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.says("outline", "First, the outline of your report.")
    run.keeps("content_filtered", ["outline"], lost=["draft"])
    run.fails("content_filtered")
    run.cleans_up()
    return story.events


def retried_and_recovered() -> list[Event]:
    """A timeout, and a retry that goes on from what was kept and succeeds."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.says("outline", "First, the outline of your report.")
    run.keeps("llm_timeout", ["outline"], lost=["draft"])
    run.fails("llm_timeout", retried=True)
    run.cleans_up()
    run.retries()
    run.says("draft", "And here is the draft.")
    run.attempt("succeeded")
    run.recovers()
    run.completes()
    return story.events


def asked_to_wait_and_recovered() -> list[Event]:
    """A rate limit that asks for twelve seconds, which the retry waits for."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.fails("rate_limit_exceeded", retried=True, retry_after=12.0)
    run.cleans_up()
    run.retries(delay=12.0)
    run.says("draft", "Here is the draft.")
    run.attempt("succeeded")
    run.recovers()
    run.completes()
    return story.events


def retries_exhausted() -> list[Event]:
    """Three retries fail; the last word says so."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.fails("service_unavailable", retried=True)
    run.cleans_up()
    for number in (1, 2, 3):
        run.retries()
        run.attempt("failed")
        if number == 3:  # noqa: PLR2004 - the last of three
            run.fails("service_unavailable")
        run.cleans_up()
    return story.events


def cancelled_in_output() -> list[Event]:
    """The customer cancels while the agent is answering."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.says("outline", "First, the outline of your report.")
    run.keeps("cancelled", ["outline"])
    run.is_cancelled()
    run.cleans_up("cancelled")
    return story.events


def cancelled_in_backoff() -> list[Event]:
    """The customer cancels while a retry is waiting."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.fails("llm_timeout", retried=True)
    run.cleans_up()
    run.schedules()
    run.attempt("aborted")
    run.is_cancelled()
    return story.events


def cancelled_in_a_retry() -> list[Event]:
    """The customer cancels while a retry is answering."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.fails("llm_timeout", retried=True)
    run.cleans_up()
    run.retries()
    run.says("outline", "First, the outline of your report.")
    run.attempt("aborted")
    run.keeps("cancelled", ["outline"])
    run.is_cancelled()
    run.cleans_up("cancelled")
    return story.events


def rejected() -> list[Event]:
    """The platform is full and refuses the request."""
    story = Story(MAYA)
    story.rejects("req-1", "capacity", "processing_capacity_exceeded", retry_after=2.0)
    return story.events


def breaker_opened() -> list[Event]:
    """The fifth failure opens the breaker; the next request is refused; later it closes again."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.fails("llm_timeout", retry_after=30.0)
    run.trips()
    run.cleans_up()
    story.wait(5)
    story.rejects("req-2", "circuit_open", "circuit_open", retry_after=24.5)
    story.wait(25)
    story.breaker_changes("open", "half_open")
    story.rejects("req-3", "circuit_half_open", "circuit_open", retry_after=1.0)
    story.breaker_changes("half_open", "closed")
    run.recovers(in_session=True)
    run = story.ask("req-4")
    run.says("draft", "Here is the draft.")
    run.completes()
    return story.events


def breaker_opened_elsewhere() -> list[Event]:
    """Others' failures open the breaker while a retry waits: it is aborted."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.fails("llm_timeout", retried=True)
    run.cleans_up()
    run.schedules()
    run.trips(root="fail-elsewhere")
    run.attempt("aborted")
    run.fails("circuit_open", retry_after=29.0)
    return story.events


def degraded_and_back() -> list[Event]:
    """Service is reduced after a failure, and returns in full."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.fails("service_unavailable")
    run.trips()
    run.degrades()
    run.cleans_up()
    story.wait(31)
    story.breaker_changes("open", "half_open")
    story.breaker_changes("half_open", "closed")
    run.recovers(in_session=True, degradation_cleared=True)
    return story.events


def degraded_elsewhere() -> list[Event]:
    """Others met the failure; this customer comes to reduced service, and hears of its end."""
    story = Story(MAYA)
    story.tells_of_reduced_service()
    run = story.ask("req-1")
    run.says("draft", "Here is the draft.")
    run.completes()
    story.wait(20)
    story.breaker_changes("open", "half_open")
    story.breaker_changes("half_open", "closed")
    story.tells_of_full_service()
    return story.events


def two_at_once() -> list[Event]:
    """Two requests side by side: one is answered, one fails."""
    story = Story(MAYA)
    first, second = story.ask("req-1"), story.ask("req-2")
    first.says("draft", "Here is the draft.")
    second.fails("context_too_long")
    first.completes()
    second.cleans_up()
    return story.events


def back_after_a_gap() -> list[Event]:
    """The customer returns so late that events are gone: a gap, a snapshot, and on it goes."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.says("outline", "First, the outline of your report.")
    story.skip(4)
    story.tells_gap(4, [run])
    story.resumes()
    run.says("draft", "And here is the draft.")
    run.completes()
    return story.events


def server_killed() -> list[Event]:
    """The server is killed in mid-run; on return the orphaned run is ended and told."""
    story = Story(MAYA)
    run = story.ask("req-1")
    run.says("outline", "First, the outline of your report.")
    story.wait(20)
    run.keeps("internal_error", ["outline"], lost=["draft"])
    run.fails("internal_error")
    run.cleans_up()
    story.resumes()
    story.hands_out(run)
    return story.events


STREAMS: Final[Mapping[str, Callable[[], list[Event]]]] = {
    "an answer": answered,
    "a final failure": failed_for_good,
    "kept work, then a failure": kept_then_failed,
    "a retry that succeeds": retried_and_recovered,
    "a retry that waits as asked": asked_to_wait_and_recovered,
    "retries that all fail": retries_exhausted,
    "a cancel during the answer": cancelled_in_output,
    "a cancel while a retry waits": cancelled_in_backoff,
    "a cancel during a retry": cancelled_in_a_retry,
    "a refused request": rejected,
    "a breaker that opens": breaker_opened,
    "a breaker that others opened": breaker_opened_elsewhere,
    "reduced service and back": degraded_and_back,
    "reduced service, met later": degraded_elsewhere,
    "two requests at once": two_at_once,
    "a return after a gap": back_after_a_gap,
    "a server that was killed": server_killed,
}
"""Every story by its name."""
