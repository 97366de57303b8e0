"""How long a run goes on with a server that answers nothing any more."""

import time
from typing import Final

from support.blame import SuiteAtFault
from support.targets.real_server.description import Limits

MOST_IN_VAIN: Final = 3


class Patience:
    """After so many requests in a row to which not a word came, or past the limit, it is over."""

    def __init__(self, limits: Limits) -> None:
        self._until = time.monotonic() + limits.run
        self._limit = limits.run
        self._in_vain = 0

    def note(self, *, answered: bool) -> None:
        """A scenario asked something, and was or was not told anything at all."""
        self._in_vain = 0 if answered else self._in_vain + 1

    def require(self) -> None:
        """Raises SuiteAtFault where another scenario would be in vain."""
        if time.monotonic() > self._until:
            raise SuiteAtFault(f"the run's limit of {self._limit:g} s ([limits] run) is over")
        if self._in_vain >= MOST_IN_VAIN:
            raise SuiteAtFault(
                f"in {self._in_vain} scenarios one after the other the server said nothing at all, "
                "so it is asked no more"
            )
