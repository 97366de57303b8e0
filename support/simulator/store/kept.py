"""What comes back out of the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from support.contract.vocabulary import RunState
from support.simulator.run import Run


class StoredResult(NamedTuple):
    """Preserved work. `expires_at` is the moment that the customer was told."""

    result_id: str
    steps: Mapping[str, str]
    expires_at: str


@dataclass(slots=True)
class KeptRun:
    """A run as far as it was recorded.

    `execution` is the last one that began; `lost` and `unknown` are the steps that were cut off,
    without and with outside effects. `parked` is what a planned restart left for the run to go
    on with, None where there was none.
    """

    run_id: str
    request_id: str
    text: str
    locale: str
    state: RunState
    execution: int
    result_id: str | None
    parked: str | None
    finished: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def as_run(self) -> Run:
        """The run where it stood; nobody works on it yet."""
        return Run(
            run_id=self.run_id,
            request_id=self.request_id,
            text=self.text,
            locale=self.locale,
            state=self.state,
            finished=dict(self.finished),
            in_work=next(iter(self.lost), None),
            result_id=self.result_id,
            unknown=list(self.unknown),
            execution=self.execution,
        )


@dataclass(slots=True)
class KeptSession:
    """A session as far as it was recorded; `events` are the texts that went out, by number.

    The text is None where it held a resume token, which the record never has. `whole` is False
    where events were sent that the store had refused.
    """

    session_id: str
    user_id: str
    token_digest: str
    expires_at: str | None
    whole: bool
    events: dict[int, str | None] = field(default_factory=dict)
    runs: list[KeptRun] = field(default_factory=list)
