"""The permit of one call, and the refusal of one."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

from support.contract.vocabulary import RejectionReason


class Outcome(StrEnum):
    SUCCESS = "success"
    FAILURE = "failure"
    IGNORED = "ignored"
    CANCELLED = "cancelled"

    @property
    def counts(self) -> bool:
        return self in (Outcome.SUCCESS, Outcome.FAILURE)


Record: TypeAlias = "Callable[[Permit, Outcome], None]"


class CallNotPermitted(Exception):  # noqa: N818 - the field's word
    """The call must not be made. `retry_after` is seconds, finite and never negative."""

    def __init__(self, breaker: str, reason: RejectionReason, retry_after: float) -> None:
        super().__init__(f"{breaker} permits no call: {reason}; retry after {retry_after:g} s")
        self.breaker = breaker
        self.reason = reason
        self.retry_after = retry_after


class PermitReuseError(RuntimeError):
    """An outcome was recorded on a permit that has its outcome already."""


class Permit:
    """One admitted call: record exactly one outcome, when it has ended.

    `acquired_ns` is when it was admitted; its time is measured from then to its record.
    """

    def __init__(
        self, generation: int, acquired_ns: int, record: Record, *, is_probe: bool
    ) -> None:
        self.generation = generation
        self.acquired_ns = acquired_ns
        self.is_probe = is_probe
        self._record = record
        self._outcome: Outcome | None = None

    def answered(self) -> None:
        """Words came. To the breaker only the end of a call means anything."""

    def success(self) -> None:
        """The upstream answered well; a slow success counts as slow."""
        self._end(Outcome.SUCCESS)

    def failure(self) -> None:
        """The upstream is at fault."""
        self._end(Outcome.FAILURE)

    def ignored(self) -> None:
        """The call ended in a way that says nothing of the upstream: a customer's own mistake."""
        self._end(Outcome.IGNORED)

    def cancelled(self) -> None:
        """The call was given up before it had an outcome."""
        self._end(Outcome.CANCELLED)

    def _end(self, outcome: Outcome) -> None:
        if self._outcome is not None:
            raise PermitReuseError(
                f"this call has ended already ({self._outcome}); {outcome} cannot be recorded too"
            )
        self._outcome = outcome
        self._record(self, outcome)
