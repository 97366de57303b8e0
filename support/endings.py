"""Whose requests have their ending, and whose are still to be waited for."""

from collections.abc import Mapping

from support.customer import Customer
from support.expectations import has_ended


class Endings:
    """An ending stays one, so each is looked up until it is there and not again."""

    def __init__(self, customers: Mapping[str, Customer]) -> None:
        self._customers = customers
        self._seen: dict[str, int] = {}

    def all_are_there(self) -> bool:
        """Whether nobody who is connected waits any more."""
        connected = (one for one in self._customers.values() if one.connected)
        return all(self.are_there_for(customer) for customer in connected)

    def are_there_for(self, customer: Customer) -> bool:
        """Whether each request of this person has its ending."""
        ended = self._seen.get(customer.name, 0)
        while ended < len(customer.asked) and has_ended(customer, customer.asked[ended]):
            ended += 1
        self._seen[customer.name] = ended
        return ended == len(customer.asked)
