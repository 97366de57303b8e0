"""What nobody can measure and somebody has to declare: values, targets, what is late."""

from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

MONTHLY_LOSS: Final = 80_000.0
"""A month, lost to churn where an agent fails and the customer is told nothing."""


class Declared(BaseModel):
    """`late_after` in seconds; money a month, in whatever currency; `slo` is a share.

    `value_per_customer`, where given, counts; else it is `monthly_loss` over the `customers` that
    there are (those in the record, where not declared).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    slo: Annotated[float, Field(ge=0, lt=1, description="share of good requests promised")] = 0.999
    late_after: Annotated[
        float, Field(gt=0, allow_inf_nan=False, description="longest wait for a word")
    ] = 10.0
    value_per_customer: Annotated[
        float | None, Field(ge=0, allow_inf_nan=False, description="a customer's revenue a month")
    ] = None
    monthly_loss: Annotated[
        float, Field(ge=0, allow_inf_nan=False, description="revenue a month of all customers")
    ] = MONTHLY_LOSS
    customers: Annotated[int | None, Field(ge=1, description="how many there are in all")] = None


class AtRisk(NamedTuple):
    """`revenue` a month is `affected` x `each`; `of` are the customers it was spread over."""

    revenue: float
    affected: int
    each: float
    of: int


def at_risk(affected: int, seen: int, declared: Declared) -> AtRisk | None:
    """None where there is no customer to speak of. `seen` are the customers of the record."""
    base = declared.customers or seen
    if not base:
        return None
    each = declared.value_per_customer
    each = declared.monthly_loss / base if each is None else each
    return AtRisk(affected * each, affected, each, base)
