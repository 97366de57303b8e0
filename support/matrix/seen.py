"""What the features said of one candidate, read from the results of its run."""

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from support.contract.promises import PROMISES
from support.matrix.candidates import Candidate
from support.record import ScenarioRecord
from support.report.judgement import scenarios_of
from support.report.results import Problem, PromiseVerdict, Results, RuleResult, ScenarioResult

Way = Literal["says", "crash", "hang"]

JUDGED: Final = "after the scenario"
_HANG: Final = "StepTookTooLong"
_NAMED: Final = {f"({promise})" for promise in PROMISES}
_LONGEST: Final = 300


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Breach(_Part):
    """One sentence that turned a promise red; `fits` where it holds the words that are declared.

    `way` is how it came to it: a sentence about what was seen, or only a crash, or a hang.
    """

    promise: str
    sentence: str
    way: Way = "says"
    fits: bool = True


class Seen(_Part):
    """`ended` is empty where the run came to its end, else how it was ended."""

    verdicts: dict[str, PromiseVerdict] = {}
    breaches: list[Breach] = []
    dragged: dict[str, str] = {}
    problems: list[str] = []
    passed: int = 0
    broke: int = 0
    duration: float = 0.0
    ended: str = ""


def seen_in(results: Results, candidate: Candidate) -> Seen:
    """`dragged` are promises that broke only in scenarios that failed for another one's sake."""
    features = [feature for feature in results.features if not feature.self_check]
    scenarios = [scenario for feature in features for scenario in scenarios_of(feature)]
    broken = [scenario for scenario in scenarios if scenario.broke]
    breaches = _breaches_in(scenarios, candidate)
    named = {breach.promise for breach in breaches}
    verdicts = {promise.id: promise.verdict for promise in results.promises}
    return Seen(
        verdicts=verdicts,
        breaches=breaches,
        dragged={
            promise: _why(broken, promise)
            for promise, verdict in verdicts.items()
            if verdict == "broken" and promise not in named
        },
        problems=list(results.suite_problems),
        passed=sum(scenario.outcome == "passed" for scenario in scenarios),
        broke=len(broken),
        duration=results.duration,
    )


def kill_of(candidate: Candidate, seen: Seen) -> Breach | None:
    """The sentence by which a candidate was caught, as it must be."""
    return _kill_among(seen.breaches, candidate)


def is_caught_by(rule: RuleResult, candidate: Candidate) -> bool:
    return _kill_among(_breaches_in(scenarios_of(rule), candidate), candidate) is not None


def _breaches_in(scenarios: Iterable[ScenarioResult], candidate: Candidate) -> list[Breach]:
    broken = [scenario for scenario in scenarios if scenario.broke]
    return list(dict.fromkeys(b for one in broken for b in _breaches(one, candidate)))


def _kill_among(breaches: Iterable[Breach], candidate: Candidate) -> Breach | None:
    wanted = candidate.ends_in or "says"
    for breach in breaches:
        own = not candidate.is_declared or breach.promise == candidate.promise
        if own and breach.fits and breach.way == wanted:
            return breach
    return None


def _breaches(scenario: ScenarioResult, candidate: Candidate) -> Iterator[Breach]:
    """Whatever was seen after a crash or a hang is the work of that."""
    record = scenario.record or ScenarioRecord()
    ended: Way = "hang" if record.hangs else "crash" if record.crashes else "says"
    for promise in scenario.promises:
        for sentence in (*record.hangs, *record.crashes):
            yield _breach(candidate, promise, sentence, sentence, ended)
    for finding in record.findings:
        yield _breach(candidate, finding.promise, finding.sentence, finding.sentence, ended)
    for problem in scenario.problems:
        for way, sentence, text in _said(problem):
            for promise in scenario.promises:
                how = way if ended == "says" else ended
                yield _breach(candidate, promise, sentence, text, how)


def _said(problem: Problem) -> Iterator[tuple[Way, str, str]]:
    """Each sentence of a problem that is the scenario's own, with all that it says."""
    if problem.exception == _HANG:
        yield "hang", problem.sentence, problem.sentence
    elif problem.kind != "failure":
        yield "crash", problem.sentence, problem.sentence
    elif problem.where != JUDGED:
        seen = f"expected {problem.expected}, but {problem.actual}" if problem.expected else ""
        yield "says", "; ".join(filter(None, (problem.sentence, seen))), problem.sentence + seen
    else:
        for line in (problem.sentence, *problem.log.splitlines()):
            if line.strip() and not any(line.endswith(name) for name in _NAMED):
                yield "says", line, line


def _breach(candidate: Candidate, promise: str, sentence: str, text: str, way: Way) -> Breach:
    fits = candidate.says.casefold() in text.casefold()
    return Breach(promise=promise, sentence=_shortened(sentence), way=way, fits=fits)


def _why(broken: list[ScenarioResult], promise: str) -> str:
    first = next(scenario for scenario in broken if promise in scenario.promises)
    return _shortened(first.problems[0].sentence)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
