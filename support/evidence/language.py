"""Which language a sentence is in, told by its small words: no catalogue of ours is asked."""

import re
from collections.abc import Iterator
from typing import Any, Final

from support.customer import Customer, Received

GERMAN: Final = frozenset(
    {
        *(
            "alles",
            "bitte",
            "das",
            "der",
            "die",
            "ein",
            "es",
            "hat",
            "ihre",
            "ist",
            "nicht",
            "noch",
        ),
        *("noch", "sie", "um", "und", "uns", "war", "was", "wir", "wird", "wieder", "zu", "zum"),
    }
)
ENGLISH: Final = frozenset(
    {
        *("again", "and", "are", "can", "everything", "is", "it", "of", "our", "please", "that"),
        *("the", "to", "was", "we", "what", "with", "you", "your"),
    }
)
LANGUAGES: Final = {"German": (GERMAN, ENGLISH), "English": (ENGLISH, GERMAN)}
LOCALES: Final = {"German": "de", "English": "en"}

ONES_OWN: Final = frozenset(
    {
        *("event_id", "session_id", "run_id", "user_id", "request_id", "result_id", "resume_token"),
        *("failure_id", "root_failure_id", "user_message", "locale"),
    }
)
"""What two customers never share, and the words with the name of their language."""


def is_in(sentence: str, language: str) -> bool:
    """It has small words of this language, and none that only the other one has."""
    words = set(re.findall(r"[a-zäöüß]+", sentence.lower()))
    ours, others = LANGUAGES[language]
    return bool(words & ours) and not words & (others - ours)


def not_in(notices: list[Received], language: str) -> Iterator[str]:
    """A sentence for each notice that is in another language, or says so."""
    for notice in notices:
        if not is_in(str(notice["user_message"]), language):
            yield f"{notice.type} is not in {language}: {notice['user_message']}"
        if notice["locale"] != LOCALES[language]:
            yield f"{notice.type} calls itself '{notice['locale']}'"


def differences(one: Customer, other: Customer) -> Iterator[str]:
    """A sentence for each field in which their events differ, but for the words and the names."""
    if len(one.log) != len(other.log):
        yield f"{one.name} received {one.log.told()}; {other.name} received {other.log.told()}"
    for ours, theirs in zip(one.log, other.log, strict=False):
        mine, yours = _codes(ours), _codes(theirs)
        for name in sorted(mine.keys() | yours.keys()):
            if mine.get(name) != yours.get(name):
                yield f"{ours.type}.{name}: {mine.get(name)!r} and {yours.get(name)!r}"


def _codes(event: Received) -> dict[str, Any]:
    return {name: value for name, value in event.event.items() if name not in ONES_OWN}
