"""NSF-1 and CON-6: each request is answered, by one run or by one refusal."""

from collections import Counter
from typing import Any, Final

from support.validator.findings import Tell, named, quoted

_REJECTED: Final = ""


class AskRules:
    """Follows the requests. Without any `asked`, only what the stream itself tells is judged."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._open: dict[str, None] = {}
        self._answers: dict[str, str] = {}
        self._times: Counter[str] = Counter()
        self._known = False

    def asked(self, request_id: str) -> None:
        self._known = True
        self._times[request_id] += 1
        if self._answers.get(request_id, _REJECTED) == _REJECTED:
            self._open[request_id] = None

    def started(self, event: Any) -> None:
        """The request became the run that this event starts."""
        request, run = event.request_id, event.run_id
        answer = self._answers.get(request)
        if answer == run:
            return
        if answer:
            self._tell(
                "CON-6",
                f"{named(event)} starts the run {run} for the request {request}, which already is "
                f"the run {answer}; the same request is the same run.",
            )
        else:
            self._check_was_open(event, answer)
        self._open.pop(request, None)
        self._answers[request] = run

    def rejected(self, event: Any) -> None:
        request = event.request_id
        answer = self._answers.get(request)
        if answer:
            self._tell(
                "NSF-1",
                f"{named(event)} refuses the request {request} after it was started as the run "
                f"{answer}; a request is refused or started, never both.",
            )
            return
        self._check_was_open(event, answer)
        self._open.pop(request, None)
        self._answers[request] = _REJECTED
        self._times[request] -= 1

    def heard(self, event: Any) -> None:
        """An answer that does not fit the schema: nobody knows whose it was if it does not say."""
        request = getattr(event, "request_id", None)
        if request is None and self._open:
            request = next(iter(self._open))
        if isinstance(request, str):
            self._open.pop(request, None)
            self._answers.setdefault(request, event.run_id or _REJECTED)

    def snapshot(self, request: str, run: str) -> None:
        """A snapshot tells which run the request became."""
        self._open.pop(request, None)
        self._answers[request] = run

    def _check_was_open(self, event: Any, answer: str | None) -> None:
        if not self._known or self._times[event.request_id] > 0:
            return
        if answer is None:
            self._tell(
                "CON-6",
                f"{named(event)} answers the request {quoted(event.request_id)}, which the "
                "customer never sent.",
            )
        else:
            self._tell(
                "NSF-1",
                f"{named(event)} answers the request {event.request_id} again, after it was "
                "refused; a request ends exactly once.",
            )

    def finish(self, anything_came: bool) -> None:
        for request in self._open:
            came = "was never answered" if anything_came else "was asked, and nothing came at all"
            self._tell(
                "NSF-1",
                f"The request {quoted(request)} {came}; it was expected to be started or refused.",
            )
