"""The defaults of the contract, in one place (contract, section 1). Times are seconds."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from support.contract.envelope import Frame

Duration = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1)]


Origin = Annotated[str, Field(pattern=r"^https?://[a-z0-9.\[\]:-]+$")]
"""What a browser names as `Origin`: scheme, host in small letters, a port that is not the usual."""


def _parted(given: Any) -> Any:
    """A setting is one text; its origins are parted by commas."""
    return tuple(given.replace(",", " ").split()) if isinstance(given, str) else given


class PlatformSettings(Frame):
    """What a platform promises in numbers. Durations in seconds, sizes in bytes."""

    first_token: Annotated[Duration, Field(description="longest wait for the first word")] = 10.0
    stall: Annotated[Duration, Field(description="longest silence between words")] = 5.0
    store_wait: Annotated[Duration, Field(description="longest wait for the store")] = 0.25
    notify_within: Annotated[Duration, Field(description="a failure is told within this")] = 2.0
    max_attempts: Annotated[int, Field(ge=0, description="automatic retries of a run")] = 3
    backoff_base: Annotated[Duration, Field(description="wait before the first retry")] = 1.0
    backoff_cap: Annotated[Duration, Field(description="longest wait before a retry")] = 30.0
    jitter_low: Annotated[float, Field(gt=0, le=1, description="least share of the wait")] = 0.5
    max_retry_after: Annotated[Duration, Field(description="a longer wait ends the run")] = 120.0
    memory_budget: Annotated[Count, Field(description="bytes a run may hold")] = 64 * 1024 * 1024
    concurrent_runs: Annotated[Count, Field(description="runs at work at the same time")] = 100
    queue_limit: Annotated[Count, Field(description="requests that may wait")] = 100
    queue_wait: Annotated[Duration, Field(description="longest wait for a free worker")] = 30.0
    tool_answer: Annotated[Duration, Field(description="longest wait for a tool")] = 10.0
    replay_buffer: Annotated[Count, Field(description="events kept for a replay")] = 1000
    resume_window: Annotated[Duration, Field(description="how long a session can be resumed")] = (
        300.0
    )
    partial_results_kept: Annotated[Duration, Field(description="how long work is kept")] = 86_400.0
    frame_limit: Annotated[Count, Field(description="largest frame from a customer")] = 64 * 1024
    heartbeat_interval: Annotated[Duration, Field(description="between heartbeats")] = 20.0
    heartbeat_timeout: Annotated[Duration, Field(description="longest wait for its answer")] = 20.0
    cleanup_within: Annotated[Duration, Field(description="a cleanup is over within this")] = 5.0
    allowed_origins: Annotated[
        tuple[Origin, ...],
        BeforeValidator(_parted),
        Field(description="web pages that may connect, by their origin"),
    ] = ()
    early_warning: Annotated[
        bool, Field(description="providers are watched, and relieved before they fail")
    ] = False
    shutdown_within: Annotated[Duration, Field(description="a planned shutdown takes")] = 10.0
