"""What one cause did to one run, or to one customer who has no run."""

from dataclasses import dataclass
from typing import Self

from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure
from support.simulator.retry import Backoff
from support.simulator.session import Session


@dataclass(eq=False)
class Incident:
    """From the first failure to recovery or to the final notice.

    `max_attempts` is fixed by the first failure, `failure` is the newest one. `wait` is what an
    open breaker leaves to wait, in seconds; `attempts` counts the retries so far.
    """

    failure_id: str
    root_failure_id: str
    run_id: str | None
    locale: str
    started_ns: int
    max_attempts: int
    failure: AgentFailure
    backoff: Backoff | None = None
    wait: float | None = None
    attempts: int = 0
    told_steps: tuple[str, ...] = ()
    unknown_steps: tuple[str, ...] = ()
    unworded: bool = False

    @classmethod
    def begin(  # noqa: PLR0913 - what is known when it begins
        cls,
        session: Session,
        failure: AgentFailure,
        locale: str,
        *,
        root: str | None = None,
        run_id: str | None = None,
        max_attempts: int = 0,
    ) -> Self:
        """A new one of that session; its own root where neither the failure knows one."""
        name = session.ids.next("failure", session.session_id)
        return cls(
            failure_id=name,
            root_failure_id=root or failure.root or name,
            run_id=run_id,
            locale=locale,
            started_ns=session.clock.now_ns(),
            max_attempts=max_attempts,
            failure=failure,
        )

    @property
    def error_type(self) -> ErrorType:
        """What the customer is told: once a notice could not be worded, `internal_error`."""
        return ErrorType.INTERNAL_ERROR if self.unworded else self.failure.error_type

    @property
    def will_retry(self) -> bool:
        return self.backoff is not None
