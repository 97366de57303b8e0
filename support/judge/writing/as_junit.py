"""JUnit XML for CI: a suite for each log, a case for each promise that was broken in any."""

from collections import Counter
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from support.contract.promises import PROMISES
from support.judge.judgement import Judged, Judgement, shown

MOST_OF_ONE: Final = 100
_EVERYTHING: Final = "every other promise that can be seen in a log"


def as_junit(judgement: Judgement) -> Iterator[str]:
    broken = judgement.findings.broken()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    failed = len({(f.log, f.promise) for f in judgement.findings})
    tests = (len(broken) + 1) * len(judgement.logs)
    yield f'<testsuites name="captured logs" tests="{tests}" failures="{failed}">\n'
    for number, log in enumerate(judgement.logs):
        yield from _suite(judgement, number, log, broken)
    yield "</testsuites>\n"


def _suite(judgement: Judgement, number: int, log: Judged, broken: list[str]) -> Iterator[str]:
    counts: Counter[str] = Counter()
    first: dict[str, list[str]] = {}
    for found in judgement.findings.of_log(number):
        counts[found.promise] += 1
        if counts[found.promise] <= MOST_OF_ONE:
            told = f"{judgement.file_of(found)}:{found.line}: {found.sentence}"
            first.setdefault(found.promise, []).append(told)
    name = quoteattr(", ".join(map(shown, log.names)))
    yield f'<testsuite name={name} tests="{len(broken) + 1}" failures="{len(counts)}">\n'
    for promise in broken:
        title = quoteattr(f"{promise} {PROMISES[promise].statement}")
        yield f"<testcase classname={name} name={title}"
        yield from _failure(counts[promise], first[promise]) if counts[promise] else ("/>\n",)
    yield f"<testcase classname={name} name={quoteattr(_EVERYTHING)}/>\n</testsuite>\n"


def _failure(count: int, told: list[str]) -> Iterator[str]:
    more = [f"{count - len(told)} more"] if count > len(told) else []
    text = escape("\n".join([*told, *more]))
    yield f'>\n<failure type="broken" message={quoteattr(told[0])}>{text}</failure>\n</testcase>\n'
