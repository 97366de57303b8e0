"""A judgement as text, JSON, JUnit or SARIF. Each writer yields pieces, however many findings."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from support.judge.judgement import Judgement
from support.judge.writing.as_json import as_json
from support.judge.writing.as_junit import as_junit
from support.judge.writing.as_sarif import as_sarif
from support.judge.writing.as_text import as_text

WRITERS: Final[Mapping[str, Callable[[Judgement], Iterator[str]]]] = {
    "text": as_text,
    "json": as_json,
    "junit": as_junit,
    "sarif": as_sarif,
}
