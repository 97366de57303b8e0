"""For programs: one JSON object; `findings` come in the order of the lines, one a line."""

import json
from collections.abc import Iterator

from support.contract.promises import PROMISES
from support.judge.findings import Found
from support.judge.judgement import Judgement


def as_json(judgement: Judgement) -> Iterator[str]:
    findings = judgement.findings
    logs = [log._asdict() for log in judgement.logs]
    promises = {
        promise: {
            "statement": PROMISES[promise].statement,
            "findings": findings.by_promise[promise],
        }
        for promise in findings.broken()
    }
    yield "{\n"
    yield f'"verdict": "{"kept" if judgement.is_kept else "broken"}",\n'
    yield f'"events": {judgement.events},\n"streams": {judgement.streams},\n'
    yield f'"logs": {json.dumps(logs)},\n"broken": {json.dumps(promises)},\n"findings": ['
    between = "\n"
    for found in findings:
        yield between + json.dumps(_finding(judgement, found))
        between = ",\n"
    yield "\n]\n}\n"


def _finding(judgement: Judgement, found: Found) -> dict[str, object]:
    return {
        "promise": found.promise,
        "sentence": found.sentence,
        "file": judgement.file_of(found),
        "line": found.line,
        "at_end": found.at_end,
        "stream": found.stream,
        "frame": found.frame,
    }
