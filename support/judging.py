"""What a validator is told of one customer's story: the one place to say, keep and judge it.

A log that is kept holds the tokens as they were, for the validator judges them, too.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.customer import Customer, Received
from support.validator import Finding, WebSocketEventValidator


class JudgedLog(BaseModel):
    """One customer's frames in the order of their arrival, and what the validator knows beside."""

    model_config = ConfigDict(frozen=True)

    who: str
    user_id: str
    settings: PlatformSettings
    asked: tuple[str, ...]
    frames: tuple[str | bytes, ...]
    breaker: CircuitBreakerConfig = CircuitBreakerConfig()

    def validator(self) -> WebSocketEventValidator:
        """One that knows what the customer asked, before the first frame."""
        validator = WebSocketEventValidator(
            user_id=self.user_id, settings=self.settings, breaker=self.breaker
        )
        for request_id in self.asked:
            validator.asked(request_id)
        return validator

    def findings(self) -> list[Finding]:
        validator = self.validator()
        for frame in self.frames:
            validator.receive(frame)
        validator.finish()
        return validator.findings


def judged_log(
    customer: Customer,
    settings: PlatformSettings,
    breaker: CircuitBreakerConfig = CircuitBreakerConfig(),  # noqa: B008 - frozen
) -> JudgedLog:
    """All that this customer received until now, as it is: nothing of it needs a check."""
    return JudgedLog.model_construct(
        who=customer.name,
        user_id=customer.user_id,
        settings=settings,
        asked=tuple(customer.asked),
        frames=tuple(_frame(received) for received in customer.log),
        breaker=breaker,
    )


def _frame(received: Received) -> str | bytes:
    """As it was, or as the event of ours that it was mapped to."""
    return received.raw if received.native is None else json.dumps(received.event)


def write_logs(folder: Path, scenario: str, logs: Iterable[JudgedLog]) -> None:
    """One file for each customer who received anything, named for the scenario and the person."""
    folder.mkdir(parents=True, exist_ok=True)
    for log in logs:
        if log.frames:
            name = re.sub(r"[^A-Za-z0-9]+", "-", f"{scenario} {log.who}").strip("-").lower()
            (folder / f"{name}.json").write_text(log.model_dump_json(), encoding="utf-8")


def read_log(path: Path) -> JudgedLog:
    """A log as it was kept."""
    return JudgedLog.model_validate_json(path.read_bytes(), strict=False)
