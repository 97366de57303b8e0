"""What operators find: entries by the failure that a customer was told of."""

from collections.abc import Collection, Iterable

from support.customer import Customer
from support.simulator.operator_log import LogEntry


def failure_ids(customer: Customer) -> set[str]:
    """The names of all failures that this customer was told of."""
    return {str(e["failure_id"]) for e in customer.log.of("agent_error", "request_rejected")}


def entries_for(log: Iterable[LogEntry], customer: Customer) -> list[LogEntry]:
    told = failure_ids(customer)
    return [entry for entry in log if entry.failure_id in told]


def unknown_to(log: Iterable[LogEntry], told: Collection[str]) -> list[str]:
    """The failures that have no entry with a cause."""
    known = {entry.failure_id for entry in log if entry.causes}
    return sorted(set(told) - known)


def texts_of(log: Iterable[LogEntry]) -> str:
    """Every cause, from the one that was caught to the one that began it."""
    return "\n".join(cause for entry in log for cause in entry.causes)


def nameless(log: Iterable[LogEntry], customers: Iterable[Customer]) -> list[str]:
    """Lines that name a customer after all."""
    names = [customer.user_id for customer in customers]
    return [entry.line() for entry in log if any(name in entry.line() for name in names)]
