"""What failures cost customers, by the record."""

from typing import Any

from behave import then

from support.figure_expectations import expect_cost, expect_hit


@then("this is what it cost")
def cost_is(context: Any) -> None:
    wanted = [context.table.headings, *(row.cells for row in context.table.rows)]
    expect_cost(context.world.evidence(), dict(wanted))


@then("it is one incident, of {one:Person} and {other:Person}")
def one_incident(context: Any, one: str, other: str) -> None:
    expect_hit(context.world.evidence(), [one, other])
