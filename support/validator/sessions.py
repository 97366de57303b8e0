"""Whom an event is for and what it concerns: its session, its run, its owner."""

import re
from typing import Any, Final

from support.contract.events import FAILURE_EVENTS
from support.contract.vocabulary import ProtocolErrorCode
from support.validator.findings import Tell, named, quoted

_OF_THE_SESSION: Final = frozenset(
    {
        "session_started",
        "session_resumed",
        "replay_gap",
        "circuit_breaker_state_changed",
        "early_warning",
    }
)
_OF_A_RUN: Final = frozenset(
    {
        "run_started",
        "agent_output",
        "run_completed",
        "run_cancelled",
        "agent_error",
        "partial_result_preserved",
        "recovery_attempt",
        "resource_cleanup",
    }
)
WITH_AN_OWNER: Final = frozenset({*FAILURE_EVENTS, "request_rejected"})
"""The types that carry the failure fields, the user among them."""

_OF_WHO_IS_LET_IN: Final = frozenset(
    {
        ProtocolErrorCode.ALREADY_AUTHENTICATED,
        ProtocolErrorCode.RESUME_REFUSED,
        ProtocolErrorCode.UNKNOWN_RUN,
        ProtocolErrorCode.RUN_HAS_ENDED,
        ProtocolErrorCode.UNKNOWN_RESULT,
        ProtocolErrorCode.UNDER_WAY_ELSEWHERE,
    }
)
"""What is only said to somebody who has a session."""

_FEWEST_CHARACTERS: Final = 10
_MASK: Final = "*"
_OF_ITS_OWN: Final = 16
"""Characters at the end of a token that, by themselves, are too few to tell it from another."""

_TOKEN: Final = re.compile(r"[\w.~+/=:*<>-]+", re.ASCII)


class SessionRules:
    """Follows the sessions of one customer. Without a user id, the first one told is taken."""

    def __init__(self, tell: Tell, user_id: str | None) -> None:
        self._tell = tell
        self._user_id = user_id
        self._started: set[str] = set()
        self._greeted: set[str] = set()
        self._let_in_after: dict[str, int] = {}
        self.resume_tokens: dict[str, str] = {}

    def check_owner(self, event: Any, user_id: object) -> None:
        """SEC-1: nobody receives another customer's events."""
        if not isinstance(user_id, str):
            return
        if self._user_id is None:
            self._user_id = user_id
        elif user_id != self._user_id:
            self._tell(
                "SEC-1",
                f"{named(event)} is about the user {quoted(user_id)}, but the customer is "
                f"{quoted(self._user_id)}.",
            )

    def was_started(self, session_id: str) -> bool:
        return session_id in self._started

    def follow_output(self, event: Any) -> None:
        """As `follow`, where that has nothing to say."""
        if event.run_id is None or event.session_id not in self._started:
            self.follow(event)

    def follow(self, event: Any) -> None:
        kind = event.type
        if kind in _OF_A_RUN:
            if event.run_id is None:
                self._tell("EVT-1", f"{named(event)} names no run; it concerns one.")
        elif kind in _OF_THE_SESSION and event.run_id is not None:
            self._tell(
                "EVT-1",
                f"{named(event)} names the run {event.run_id}, but it concerns the session.",
            )
        if kind == "session_resumed" and event.resume_token is not None:
            self._check_token(event)
        if event.session_id not in self._started:
            self._greet(event)
        elif kind == "session_started":
            self._tell(
                "EVT-3", f"{named(event)} starts the session {event.session_id} a second time."
            )

    def heard(self, event: Any) -> None:
        """An event of this session does not fit the schema: the session is known all the same."""
        if event.type == "session_started":
            self._started.add(event.session_id)
        self._greeted.add(event.session_id)

    def _greet(self, event: Any) -> None:
        if event.type == "session_started":
            self._started.add(event.session_id)
            self._check_token(event)
        elif event.session_id in self._greeted:
            return
        elif _may_come_first(event):
            refused = self._let_in_after.get(event.session_id, 0)
            self._let_in_after[event.session_id] = refused + 1
        else:
            self._greeted.add(event.session_id)
            if event.sequence == 1 + self._let_in_after.get(event.session_id, 0):
                self._tell(
                    "EVT-3",
                    f"{named(event)} came first in its session, expected session_started.",
                )

    def _check_token(self, event: Any) -> None:
        token = event.resume_token
        if self.resume_tokens.get(token, event.session_id) != event.session_id:
            reason = "is the one of another session"
        elif event.session_id in token or (self._user_id and self._user_id in token):
            reason = "is made of ids that others know"
        elif not _TOKEN.fullmatch(token):
            reason = "holds more than a token"
        elif len(set(token)) < _FEWEST_CHARACTERS and token.strip(_MASK):
            reason = "can be guessed"
        elif any(_are_alike(token, other) for other in self.resume_tokens if other != token):
            reason = "differs from another only in its end"
        else:
            reason = ""
        if reason:
            self._tell("SEC-4", f"{named(event)} gives a resume token that {reason}.")
        if token.strip(_MASK):
            self.resume_tokens[token] = event.session_id


def _may_come_first(event: Any) -> bool:
    return event.type == "protocol_error" and event.code not in _OF_WHO_IS_LET_IN


def _are_alike(token: str, other: str) -> bool:
    """Whether so little of it is new that who knows the other could guess it.

    The schema asks for more characters than those at the end.
    """
    kept = len(token) - _OF_ITS_OWN
    return len(token) == len(other) and token[:kept] == other[:kept]
