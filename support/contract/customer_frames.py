"""What a customer sends (contract, section 1)."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from support.contract.envelope import Frame, Identifier, Locale


class Authenticate(Frame):
    """The first frame of a connection, because a browser cannot set headers."""

    type: Literal["authenticate"]
    token: Annotated[str, Field(min_length=1, max_length=4096)]


class Ask(Frame):
    """A request. `request_id` is an idempotency key: the same one is the same run."""

    type: Literal["ask"]
    request_id: Identifier
    text: Annotated[str, Field(min_length=1, max_length=32_000)]
    locale: Locale | None = None


class Cancel(Frame):
    type: Literal["cancel"]
    run_id: Identifier


class Resume(Frame):
    """Back on an earlier session; `last_sequence` is the last event that the customer saw."""

    type: Literal["resume"]
    session_id: Identifier
    resume_token: Annotated[str, Field(min_length=1, max_length=256)]
    last_sequence: Annotated[int, Field(ge=0)]


class FetchResult(Frame):
    type: Literal["fetch_result"]
    result_id: Identifier


CustomerFrame = Annotated[
    Authenticate | Ask | Cancel | Resume | FetchResult, Field(discriminator="type")
]
customer_frame: TypeAdapter[CustomerFrame] = TypeAdapter(CustomerFrame)
