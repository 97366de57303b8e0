"""What a run has learnt about whether what is under test can be reached at all."""

from typing import Final

from support.customer import AnswersNoPing, Customer, NotConnected

TRIES: Final = 2
"""So many in vain, and none that was not, are enough to know: each may cost seconds."""


class Reach:
    """`problem` says why nothing could be reached; "" once anything was."""

    def __init__(self) -> None:
        self._reached = False
        self._in_vain: list[NotConnected | AnswersNoPing] = []

    @property
    def problem(self) -> str:
        """Nobody was there in the whole run; a line that opened was somebody's."""
        refused = [vain for vain in self._in_vain if isinstance(vain, NotConnected)]
        return str(refused[0]) if refused and not self._reached else ""

    def require(self) -> None:
        """Raises what was met before, where trying once more would be in vain."""
        if not self._reached and len(self._in_vain) >= TRIES:
            last = self._in_vain[-1]
            deaf = isinstance(last, AnswersNoPing)
            raise (AnswersNoPing if deaf else NotConnected)(str(last))

    def note_failure(self, problem: BaseException | None) -> None:
        if isinstance(problem, NotConnected | AnswersNoPing):
            self._in_vain.append(problem)

    def note_lines(self, customer: Customer) -> None:
        self._reached = self._reached or any(line.is_answered for line in customer.lines)
