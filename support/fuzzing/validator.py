"""What has to hold for the validator, whatever comes."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from support.contract.promises import PROMISES
from support.example_streams import MAYA
from support.fuzzing.effort import SECONDS, peak_of, seconds_of, size_of, too_large, too_slow
from support.fuzzing.hunt import Broken
from support.fuzzing.streams import Sent, afterwards, arrive
from support.fuzzing.values import FORBIDDEN, SECRETS
from support.validator import Finding
from support.watchdog import StepTookTooLong

LONGEST_SENTENCE: Final = 810

Make = Callable[..., Any]
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def breach_of(
    make: Make, allowed: float = SECONDS
) -> Callable[[list[Sent], Counter[str]], Broken | None]:
    """The rules for a stream of events, each in any form; `allowed` seconds for a small one."""
    return lambda stream, seen: _breach(make, stream, seen, allowed)


def weighed(make: Make) -> Callable[[list[Sent], Counter[str]], Broken | None]:
    """The same, and how much memory it takes."""

    def breach(stream: list[Sent], seen: Counter[str]) -> Broken | None:
        frames = [arrive(sent) for sent in stream]
        found = _breach(make, stream, seen)
        if found is not None:
            return found
        large = too_large(peak_of(lambda: _played(make, frames)), size_of(frames))
        return ("its memory is bounded", large) if large else None

    return breach


def _breach(
    make: Make, stream: list[Sent], seen: Counter[str], allowed: float = SECONDS
) -> Broken | None:
    seen.update(form for form, _ in stream)
    try:
        validator, slow = _played(make, [arrive(sent) for sent in stream], allowed)
        if slow:
            return "its time is bounded", slow
        again, _ = _played(make, [arrive(sent) for sent in stream])
        afterwards_broken = _breach_afterwards(make, stream)
    except StepTookTooLong:
        raise
    except Exception as broken:  # noqa: BLE001 - whatever it raises, it should not have
        return "it never raises", f"{type(broken).__name__}: {broken}"[:500]
    told, told_again = _told(validator.findings), _told(again.findings)
    seen.update({promise for promise, _, _ in told})
    if told != told_again:
        return "the same input gives the same findings", f"{told} and then {told_again}"[:1_000]
    for finding in validator.findings:
        wrong = _wrong_in(finding)
        if wrong is not None:
            return wrong
    return afterwards_broken


def _played(make: Make, frames: list[Any], allowed: float = SECONDS) -> tuple[Any, str]:
    """The validator once the stream is over, and what took too long, which ends it."""
    validator = make(user_id=MAYA, forbidden=FORBIDDEN)
    for frame in frames:
        seconds = seconds_of(partial(validator.receive, frame))
        slow = too_slow(seconds, _size(frame), allowed)
        if slow:
            return validator, slow
    return validator, too_slow(seconds_of(validator.finish), 1_000 * len(frames), allowed)


def _size(frame: Any) -> int:
    fields = getattr(frame, "__dict__", None)
    return size_of(frame if fields is None else fields)


def _told(findings: list[Finding]) -> list[tuple[str, str, int | None]]:
    return [(found.promise, found.sentence, found.position) for found in findings]


def _wrong_in(finding: Finding) -> Broken | None:
    sentence = finding.sentence
    if finding.promise not in PROMISES:
        return "each finding names a promise", finding.promise
    strange = sorted(c for c in set(sentence) if unicodedata.category(c) in _UNPRINTABLE)
    if strange:
        return "a sentence can be printed", f"{strange} in {sentence!r}"[:500]
    if len(sentence) > LONGEST_SENTENCE:
        return "a sentence is short", f"{len(sentence)} characters: {sentence[:200]}…"
    repeated = [secret for secret in SECRETS if secret in sentence]
    if repeated:
        return "no sentence repeats a secret", f"{repeated} in {sentence}"
    return None


def _breach_afterwards(make: Make, stream: list[Sent]) -> Broken | None:
    validator = make(user_id=MAYA, forbidden=FORBIDDEN)
    for sent in stream:
        validator.receive(arrive(sent))
    good = afterwards()
    wrong = [found.sentence for event in good for found in validator.receive(event)]
    if wrong:
        return "a good stream is judged good afterwards", str(wrong)[:1_000]
    stranger = good[-1] | {"user_id": "user-mallory", "event_id": "after-last", "sequence": 7}
    if "SEC-1" not in {found.promise for found in validator.receive(stranger)}:
        return "a stranger's event is found afterwards", "SEC-1 was not found"
    return None
