"""The mutants that a conforming platform could have sent, as data: each kind with its reason."""

from collections.abc import Callable, Collection
from typing import Final, NamedTuple

from support.self_check.mutants import same_breaker, same_session, same_words, same_work, waiting
from support.self_check.mutants.change import Change
from support.self_check.mutants.leaked import LOOK_LIKE_A_TOKEN

_MOVES: Final = frozenset({"swap", "wrong order"})
_UNASKED: Final = frozenset({"protocol_error", "result"})


class Equivalence(NamedTuple):
    """`holds` says of a change by one of the `operators` whether the `reason` is true of it."""

    operators: frozenset[str]
    reason: str
    holds: Callable[[Change], bool]


def _is(*kinds: str) -> Callable[[Change], bool]:
    return lambda change: change.event["type"] in kinds


EQUIVALENCES: Final = (
    Equivalence(
        _MOVES,
        "what an agent says is its own: it may say it at any time while it is at work",
        same_words.words_while_at_work,
    ),
    Equivalence(
        _MOVES,
        "while a retry waits, others' calls may open the breaker and reduce the service",
        same_breaker.opened_in_a_wait,
    ),
    Equivalence(
        _MOVES,
        "a breaker that opens may end a run after its cleanup, too",
        same_breaker.ended_by_a_trip,
    ),
    Equivalence(
        _MOVES,
        "a breaker that opens may end an attempt before it reduces the service",
        same_breaker.given_up_before_reduced,
    ),
    Equivalence(
        frozenset({"tell again"}),
        "each failed execution of a run may tell what service is reduced to",
        same_breaker.reduced_anew,
    ),
    Equivalence(
        _MOVES,
        "a second provider's rest on which the session had no work need not be told",
        same_breaker.refused_by_an_untold_second,
    ),
    Equivalence(
        _MOVES,
        "an opening on which the session had no work need not be told",
        same_breaker.untold_opening,
    ),
    Equivalence(
        frozenset({"drop", *_MOVES}),
        "who is not let in yet is told so before the session begins, if ever it does",
        same_session.not_let_in,
    ),
    Equivalence(
        frozenset({"swap"}),
        "a session without work is not owed the changes of a breaker",
        same_breaker.half_open_untold,
    ),
    Equivalence(
        _MOVES,
        "a session without work is not told that a failed test opened the breaker again",
        same_breaker.reopened_unheard,
    ),
    Equivalence(
        _MOVES,
        "a session that is owed the openings alone may be told a test at any place between them",
        same_breaker.edges_unowed,
    ),
    Equivalence(
        _MOVES,
        "finished work may be handed out before all of it is told to be kept",
        same_work.handed_out_with_more,
    ),
    Equivalence(
        frozenset({"drop"}),
        "a platform may be killed before it says so",
        same_work.killed_before,
    ),
    Equivalence(
        frozenset({"drop"}),
        "a run need not have finished anything, or anything more, that is worth keeping",
        same_work.nothing_claimed,
    ),
    Equivalence(
        frozenset({"drop"}),
        "what the store refused is not claimed, and the next attempt goes on with it all the same",
        same_work.refused_by_the_store,
    ),
    Equivalence(
        frozenset({"drop", "missing ending"}),
        "the request was sent again, and that is answered",
        same_session.sent_again,
    ),
    Equivalence(
        frozenset({"drop"}),
        "the gap that is announced may hold it as well",
        same_session.lost_in_a_gap,
    ),
    Equivalence(
        frozenset({"drop"}),
        "a gap that held its own number alone leaves nothing missing",
        same_session.gap_of_itself,
    ),
    Equivalence(
        frozenset({"drop"}),
        "a run that only waited when the platform was killed held nothing",
        lambda c: waiting.is_of_a_dead_wait(c.story, c.event),
    ),
    Equivalence(
        frozenset({"drop"}),
        "what an agent says is its own: with one piece less it is another answer",
        same_words.one_word_less,
    ),
    Equivalence(
        frozenset({"tell again"}),
        "what an agent says is its own: it may say the same twice",
        lambda c: c.event["type"] == "agent_output" and same_words.again_at_once(c),
    ),
    Equivalence(
        _MOVES,
        "nothing ties the two: other runs, other failures, or the session's own affairs",
        same_words.strands_apart,
    ),
    Equivalence(
        frozenset({"drop", "lose"}),
        "a session of which nothing else was told need not have been opened",
        same_session.only_of_its_session,
    ),
    Equivalence(
        frozenset({"drop", "tell again"}),
        "frames do not say on which connection they came: a customer may be connected twice, and "
        "come back at any time",
        _is("session_resumed"),
    ),
    Equivalence(
        frozenset({"drop", "tell again"}),
        "of what a customer sends the validator is told the requests alone",
        _is(*_UNASKED),
    ),
    Equivalence(
        frozenset({"drop"}),
        "others' calls count, too: one customer's log cannot prove that a breaker opened",
        same_breaker.trip_without_consequence,
    ),
    Equivalence(
        frozenset({"drop"}),
        "a session without work is not owed the changes of a breaker",
        same_breaker.last_change_told,
    ),
    Equivalence(
        frozenset({"drop"}),
        "nobody is owed a warning, and who was not warned is told the failure all the same",
        _is("early_warning"),
    ),
    Equivalence(
        frozenset({"drop"}),
        "a failure need not reduce the service",
        same_breaker.never_said_to_be_over,
    ),
    Equivalence(
        frozenset({"delay, told late"}),
        "only failures have to be told within a time",
        lambda c: "error_type" not in c.event,
    ),
    Equivalence(
        frozenset({"delay, silence"}),
        "nobody waits for a run at that time, or the platform was down, which may last",
        waiting.nobody_waits,
    ),
    Equivalence(
        frozenset({"end early", "lose"}),
        "a log may end as soon as all that was asked has its ending and its cleanup",
        waiting.all_is_over,
    ),
    Equivalence(
        frozenset({"null a field"}),
        "unknown, or not needed: the contract lets it be null",
        lambda c: c.field in {"estimated_recovery_time", "retry_after"},
    ),
    Equivalence(
        frozenset({"null a field", "leave a field out"}),
        "a platform may keep to the token that it gave before",
        lambda c: (
            c.event["type"] == "session_resumed" and c.field in {"resume_token", "expires_at"}
        ),
    ),
    Equivalence(
        frozenset({"null a field"}),
        "a breaker and its consequence may be told to the session as a whole",
        lambda c: (
            c.field == "run_id"
            and c.event["type"] in {"circuit_breaker_triggered", "graceful_degradation"}
        ),
    ),
    Equivalence(
        frozenset({"leaked secret"}),
        "a token looks like a secret, for it is one",
        lambda c: c.field == "resume_token" and c.value in LOOK_LIKE_A_TOKEN,
    ),
    Equivalence(
        frozenset({"foreign event"}),
        "who is not let in is told so in a session without a beginning",
        lambda c: c.event["type"] == "protocol_error" and c.event["sequence"] == 1,
    ),
)


def reason_for(change: Change) -> str | None:
    """Why a conforming platform could have sent this mutant; None where it could not."""
    for equivalence in EQUIVALENCES:
        if change.operator in equivalence.operators and equivalence.holds(change):
            return equivalence.reason
    return None


def unused(reasons: Collection[str]) -> list[str]:
    """The reasons of the list that are not among these."""
    return [known.reason for known in EQUIVALENCES if known.reason not in reasons]
