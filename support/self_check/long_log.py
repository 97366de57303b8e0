"""A log of very many events: the conversations of a busy hour, interleaved as they would be."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

from support.example_story import Story

AT_A_TIME: Final = 64
REQUESTS: Final = 8
_WORDS: Final = (
    "your order lamp was delivered on Tuesday and the refund will reach account within three days "
    "we have checked rules for broken goods that were bought less than thirty ago please keep box "
    "until driver has taken it Thank you patience there is nothing else to pay of this month again"
)
_STEPS: Final = ("find the order", "check the refund rules", "write the answer")
_RETRIED: Final = 0.08
_FAILED: Final = 0.04


def write_long_log(path: Path, events: int, *, seed: int = 1, at_a_time: int = AT_A_TIME) -> int:
    """An event a line, about 400 bytes each; so many or a few more. Returns how many."""
    random = Random(seed)  # noqa: S311 - the same log for the same seed is what is wanted
    written, number = 0, 0
    open_ones: list[Iterator[str]] = []
    with path.open("w", encoding="utf-8") as file:
        while open_ones or written < events:
            while len(open_ones) < at_a_time and written < events:
                number += 1
                open_ones.append(_conversation(number, random))
            which = random.randrange(len(open_ones))
            line = next(open_ones[which], None)
            if line is None:
                del open_ones[which]
                continue
            file.write(line)
            written += 1
    return written


def _conversation(number: int, random: Random) -> Iterator[str]:
    """One customer's, whose requests are answered, or fail, or are answered after a retry."""
    story = _Story(f"user-{number}", f"session-{random.getrandbits(80):020x}", random)
    for request in range(REQUESTS):
        story.request(f"request-{request}")
        for event in story.events:
            yield json.dumps(event, separators=(",", ":")) + "\n"
        story.events.clear()


class _Story(Story):
    """With ids such as a platform gives them, that are never the same twice."""

    def __init__(self, user_id: str, session_id: str, random: Random) -> None:
        self._random = random
        super().__init__(user_id, session_id)
        self.events[0]["resume_token"] = f"{random.getrandbits(256):064x}"

    def request(self, request_id: str) -> None:
        run = self.ask(request_id)
        run.run_id = self.an_id("run")
        run._failure_id = self.an_id("failure")
        self.events[-1]["run_id"] = run.run_id
        luck = self._random.random()
        for step in _STEPS[:2]:
            for _ in range(4):
                run.says(step, self._some_words())
        if luck < _RETRIED:
            run.keeps("llm_timeout", list(_STEPS[:2]), lost=[_STEPS[2]])
            run.fails("llm_timeout", retried=True)
            run.cleans_up()
            run.retries()
            run.says(_STEPS[2], self._some_words())
            run.attempt("succeeded")
            run.recovers()
            run.completes()
        elif luck < _RETRIED + _FAILED:
            run.fails("quota_exhausted")
            run.cleans_up()
        else:
            run.says(_STEPS[2], self._some_words())
            run.completes()
        self.wait(self._random.random() * 20)

    def an_id(self, kind: str) -> str:
        return f"{kind}-{self._random.getrandbits(80):020x}"

    def tell(self, kind: str, run_id: str | None = None, **fields: Any) -> None:
        super().tell(kind, run_id, **fields)
        self.events[-1]["event_id"] = self.an_id("event")

    def _some_words(self) -> str:
        return " ".join(self._random.choices(_WORDS.split(), k=self._random.randint(8, 24))) + " "
