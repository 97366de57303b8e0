"""What the control endpoint takes, and the sentences with which it refuses the rest."""

import difflib
import json
from collections.abc import Sequence
from typing import Annotated, Final, NoReturn, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from support.serving.faults import OFFERED, STEPS
from support.simulator.store import StoreFault

LARGEST_BODY: Final = 16 * 1024
MOST_CALLS: Final = 1_000_000
_COUNT: Final = f"a whole number from 1 to {MOST_CALLS}"


class Refusal(Exception):  # noqa: N818 - it is an answer, with a status of 4xx
    """A request that is not granted: `problems` names each field, what is wrong, and the fix."""

    def __init__(self, status: int, *problems: dict[str, str]) -> None:
        super().__init__(problems)
        self.status = status
        self.problems = problems


def problem(text: str, fix: str, field: str = "") -> dict[str, str]:
    return {"field": field, "problem": text, "fix": fix} if field else {"problem": text, "fix": fix}


class ControlRequest(BaseModel):
    """The JSON body of a request; a field that it does not name is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


R = TypeVar("R", bound=ControlRequest)


class PlanFault(ControlRequest):
    """`from_call` 1 is the port's next call; `times` null is "until lifted".

    `port` may be left out: then it is the first that knows the fault.
    """

    fault: Annotated[str, Field(description="the name of a fault")]
    port: Annotated[str | None, Field(description="the name of a port, or null")] = None
    times: Annotated[int | None, Field(ge=1, le=MOST_CALLS, description=_COUNT + ", or null")] = (
        None
    )
    from_call: Annotated[int, Field(ge=1, le=MOST_CALLS, description=_COUNT)] = 1
    step: Annotated[str | None, Field(description="the name of a step, or null")] = None

    @model_validator(mode="after")
    def _is_offered(self) -> Self:
        ports = [one.port for one in OFFERED if one.fault == self.fault]
        if not ports:
            _unknown("fault", self.fault, [one.fault for one in OFFERED])
        if self.port not in (None, *ports):
            _unknown("port", str(self.port), ports)
        if self.step is not None and self.step not in STEPS[self.at]:
            _unknown("step", self.step, STEPS[self.at])
        return self

    @property
    def at(self) -> str:
        """The port that the fault happens at."""
        return self.port or next(one.port for one in OFFERED if one.fault == self.fault)


class WantToken(ControlRequest):
    user_id: Annotated[
        str,
        Field(
            pattern=r"^[A-Za-z0-9._-]{1,64}$",
            description="1 to 64 letters, digits, dots, hyphens and underscores",
        ),
    ]


def read(model: type[R], body: bytes) -> R:
    """The body as that request; raises Refusal, which names every field that is wrong."""
    try:
        return model.model_validate_json(body or b"{}")
    except ValidationError as refused:
        problems = refused.errors(include_url=False, include_input=False)
        if any(one.get("ctx", {}).get("field") == "fault" for one in problems) and _is_known(body):
            cannot = problem(
                "That fault is not on offer here.", "GET /faults lists those that are."
            )
            raise Refusal(501, cannot) from None
        no_json = any(one["type"] in ("json_invalid", "model_type") for one in problems)
        status = 400 if no_json else 422
        raise Refusal(status, *(_said(one, model) for one in problems)) from None


def _is_known(body: bytes) -> bool:
    """Whether it asks for a fault of the platform's that needs a hand inside, as its records do."""
    return json.loads(body).get("fault") in set(StoreFault)


def _unknown(field: str, given: str, allowed: Sequence[str]) -> NoReturn:
    near = difflib.get_close_matches(given, allowed, n=1)
    guess = f"Did you mean '{near[0]}'? " if near else ""
    fix = f"{guess}Allowed: {'; '.join(dict.fromkeys(allowed))}."
    raise PydanticCustomError(
        "unknown", "There is no such {field} here.", {"field": field, "fix": fix}
    )


def _said(error: ErrorDetails, model: type[ControlRequest]) -> dict[str, str]:
    field = ".".join(str(part) for part in error["loc"])
    context = error.get("ctx", {})
    fields = ", ".join(model.model_fields)
    match error["type"]:
        case "unknown":
            return problem(error["msg"], context["fix"], context["field"])
        case "json_invalid" | "model_type":
            return problem("The body is no JSON object.", f"Send one with: {fields}.")
        case "extra_forbidden":
            return problem("There is no such field.", f"Allowed: {fields}.", field)
        case _:
            wanted = model.model_fields[field].description
            return problem(f"{error['msg']}.", f"Send {wanted}.", field)
