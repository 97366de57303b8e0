"""What has to hold for the configuration, and settings made at random."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

from support.configuration import SETTINGS, ConfigurationError
from support.fuzzing import draw as st
from support.fuzzing import values
from support.fuzzing.effort import peak_of, seconds_of, size_of, too_large, too_slow
from support.fuzzing.hunt import Broken
from support.watchdog import StepTookTooLong

LONGEST_PROBLEM: Final = 2_000

Read = Callable[[Mapping[str, object]], Any]
_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_WRITTEN: Final = (
    *(
        "7",
        "0",
        "-1",
        "2.5",
        "1e3",
        "1e400",
        "0x10",
        "1_000",
        " 7",
        "7 ",
        "+7",
        "\u0663",
        "inf",
        "nan",
    ),
    *("true", "No", "off", "", " ", "rate", "time", "count", "consecutive", "line", "itself"),
    *(
        "reference",
        "reports",
        "a,b",
        "https://shop.example",
        "https://a.example, https://b.example",
    ),
    *("None", "\0", "a\0b", "9" * 400, "9" * 4_301, "1" * 20_000, "https://" + "a." * 5_000, "50"),
)
_AS_IT_IS: Final = [(key, str(setting.default)) for key, setting in SETTINGS.items()]
settings: Final[st.Strategy[dict[str, Any]]] = st.lists(
    st.one_of(
        st.sampled_from(_AS_IT_IS),
        st.tuples(
            st.one_of(
                st.sampled_from(tuple(SETTINGS)),
                st.sampled_from(tuple(SETTINGS)),
                st.sampled_from(("breaker", "breaker_", "behave.more", "seeds", "b" * 5_000)),
                values.name,
            ),
            st.one_of(st.sampled_from(_WRITTEN), st.sampled_from(_WRITTEN), values.value),
        ),
    ),
    min_size=1,
    max_size=5,
).map(dict)


def breach_of(read: Read) -> Callable[[dict[str, Any], Counter[str]], Broken | None]:
    """The rules for settings as `-D` and pyproject.toml give them."""

    def breach(given: dict[str, Any], seen: Counter[str]) -> Broken | None:
        try:
            seconds = seconds_of(lambda: _problems(read, given))
            problems = _problems(read, given)
            bad = [key for key, told in given.items() if _problems(read, {key: told})]
        except StepTookTooLong:
            raise
        except Exception as broken:  # noqa: BLE001 - whatever it raises, it should not have
            rule = "it raises ConfigurationError or nothing"
            return rule, f"{type(broken).__name__}: {broken}"[:500]
        seen["refused" if problems else "accepted"] += 1
        seen.update(key for key in given if key in SETTINGS and key not in bad)
        slow = too_slow(seconds, size_of(given))
        if slow:
            return "its time is bounded", slow
        wrong = _wrong_problems(problems, [key for key in bad if key in SETTINGS], len(bad))
        large = too_large(peak_of(lambda: _problems(read, given)), size_of(given))
        return wrong or (("its memory is bounded", large) if large else None)

    return breach


def _problems(read: Read, given: Mapping[str, object]) -> tuple[str, ...]:
    try:
        read(given)
    except ConfigurationError as refused:
        return refused.problems
    return ()


def _wrong_problems(problems: tuple[str, ...], bad: list[str], count: int) -> Broken | None:
    for key in bad:
        alone = [said for said in problems if said.startswith((f"{key} = ", "breaker: "))]
        if not alone:
            return "every bad setting is named", f"{key} is not in {problems}"[:1_000]
    if len(problems) < count:
        return "every bad setting is named", f"{count} are bad: {problems}"[:1_000]
    for said in problems:
        strange = sorted(c for c in set(said) if unicodedata.category(c) in _UNPRINTABLE)
        if strange:
            return "a problem can be printed", f"{strange} in {said!r}"[:500]
        if len(said) > LONGEST_PROBLEM:
            return "a problem is short", f"{len(said)} characters: {said[:200]}…"
    return None
