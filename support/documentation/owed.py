"""What a customer is owed for each kind of failure, and what the customer reads of it."""

from collections.abc import Iterator
from typing import Final

from support.contract.catalogue import CatalogueEntry
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import ErrorType
from support.documentation.words import Words
from support.simulator.wording import shipped

LANGUAGES: Final = {"en": "English", "de": "German"}
CASES: Final = {"retrying": "while it is tried again", "final": "when it has ended"}


def owed_for(entry: CatalogueEntry, words: Words) -> Iterator[str]:
    """One sentence for each thing that is owed, in the order in which it is."""
    settings = PlatformSettings()
    last = f"{entry.final_action}: {words.actions[entry.final_action]}"
    if entry.error_type is ErrorType.CANCELLED:
        yield "Nothing failed: the request ends as cancelled."
        yield "Then one report of what was given back."
        return
    if entry.error_type is ErrorType.CIRCUIT_OPEN:
        yield "The request is refused at once, with the time that is left."
        yield f"The advice is {last}."
        return
    if entry.error_type is ErrorType.PROCESSING_CAPACITY_EXCEEDED:
        yield "Where there is no room at the start, the request is refused at once."
    yield "What is finished is stored, and told first."
    yield f"The failure is told within {settings.notify_within:g} seconds."
    if entry.is_recoverable:
        most = entry.max_retries or settings.max_attempts
        times = "one retry" if most == 1 else f"up to {most} retries"
        yield f"It goes on by itself: {times}, each announced with its wait and its outcome."
        yield f"Where that does not help, one final failure says so, and advises {last}."
    else:
        yield f"Nothing is retried; the failure is final, and advises {last}."
    yield "Each execution is followed by one report of what was given back."


def sentences_of(error_type: ErrorType) -> list[tuple[str, str, str]]:
    """The case, the language's code and the sentence, as the reference platform says it."""
    return [
        (CASES.get(case, case.replace("_", " ")), locale, sentence)
        for case in shipped()["en"].get(error_type, {})
        for locale in LANGUAGES
        if (sentence := shipped()[locale].get(error_type, {}).get(case))
    ]
