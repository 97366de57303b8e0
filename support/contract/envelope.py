"""What every event carries, and the value types that the events share."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _is_a_real_moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


Identifier = Annotated[str, Field(min_length=1, max_length=128)]
Moment = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$",
        description="RFC 3339, UTC, milliseconds, 'Z'",
    ),
    AfterValidator(_is_a_real_moment),
]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False, description="seconds")]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False, description="0 to 1")]
Locale = Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
Scalar = str | int | Annotated[float, Field(allow_inf_nan=False)] | bool | None


class Frame(BaseModel):
    """A JSON object on the wire: nothing is coerced, and nothing unknown is sent."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Envelope(Frame):
    """What every event carries.

    `timestamp` is when what it reports occurred, `sent_at` when it was first sent; a replay
    changes neither. `run_id` is null for what concerns the whole session.
    """

    event_id: Identifier
    sequence: Annotated[int, Field(ge=1)]
    session_id: Identifier
    run_id: Identifier | None
    timestamp: Moment
    sent_at: Moment
    schema_version: Annotated[str, Field(pattern=r"^\d+\.\d+$", description="major.minor")]
