"""From what behave kept of an exception to a sentence that a product owner can read."""

import re
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple

import behave

from support.blame import NOT_DECLARED, NotDeclared, NotTestable, SuiteAtFault
from support.installed import from_the_bundle
from support.report.results import Problem, ProblemKind

_EXPECTATION: Final = re.compile(
    r"^[ \t]*Expected:[ \t]*(?P<expected>[\s\S]*?)\n"
    r"[ \t]*(?:but|Actual|Received):[ \t]*(?P<actual>.*)$",
    re.MULTILINE,
)
_HOOK: Final = re.compile(r"^HOOK-ERROR in (\w+?)(?:\(tag=(.*?)\))?: (?=\w)", re.MULTILINE)
_CLEANUP: Final = re.compile(r"^CLEANUP-ERROR in .+?: (\w+): (.*)$", re.MULTILINE)
_PLUMBING: Final = (str(Path(behave.__file__).parent), "/asyncio/")
_MOST_FRAMES: Final = 60


class Message(NamedTuple):
    sentence: str
    expected: str
    actual: str
    log: str


def read_message(message: str) -> Message:
    """Take an assertion's message apart: its sentence, expected, actual, and the lines below."""
    found = _EXPECTATION.search(message)
    expected, actual = (found["expected"].strip(), found["actual"].strip()) if found else ("", "")
    rest = message[: found.start()] + message[found.end() :] if found else message
    sentence, _, log = rest.strip().partition("\n")
    if found and not sentence:
        sentence = f"Expected {expected}, but {actual}"
    return Message(sentence.strip(), expected, actual, log.strip("\n"))


def of_exception(exception: BaseException, where: str, line: int | None = None) -> Problem:
    """The problem that a step or a hook raised; `where` names it."""
    name = type(exception).__name__
    if isinstance(exception, KeyboardInterrupt | SystemExit):
        return Problem(kind="interrupted", sentence="The run was interrupted here", where=where)
    if isinstance(exception, NotTestable):
        sentence = f"Not testable here: {exception}"
        return Problem(kind="not_testable", sentence=sentence, where=where, line=line)
    if isinstance(exception, NotDeclared):
        sentence = f"Not applicable here: {NOT_DECLARED} {exception}"
        return Problem(kind="not_applicable", sentence=sentence, where=where, line=line)
    if isinstance(exception, SuiteAtFault):
        sentence = f"The suite is at fault: {exception}"
        return Problem(kind="suite_at_fault", sentence=sentence, where=where, line=line)
    if isinstance(exception, AssertionError):
        message = read_message(str(exception))
        sentence = message.sentence or f"“{where}” failed and does not say why"
        return Problem(
            kind="failure",
            sentence=sentence,
            where=where,
            line=line,
            expected=message.expected,
            actual=message.actual,
            log=message.log,
            exception=name,
            traceback=_traceback(exception),
        )
    said = "".join(traceback.format_exception_only(exception)).strip()
    first, _, log = said.partition("\n")
    return Problem(
        kind="error",
        sentence=f"It crashed: {first}",
        where=where,
        line=line,
        log=log,
        exception=name,
        traceback=_traceback(exception),
    )


def of_step(step: Any) -> Problem | None:
    """What broke in one behave step, or None."""
    where = f"{step.keyword} {step.name}"
    match step.status.name:
        case "undefined" | "untested_undefined":
            sentence = f"The suite does not know the step “{where}”"
            return Problem(kind="undefined", sentence=sentence, where=where, line=step.line)
        case "pending" | "pending_warn" | "untested_pending":
            sentence = f"The step “{where}” is not written yet"
            return Problem(kind="pending", sentence=sentence, where=where, line=step.line)
    if not step.status.has_failed():
        return None
    if step.exception is None:
        return _interrupted_hook(where)
    return of_exception(step.exception, where, step.line)


def of_hooks(statement: Any) -> list[Problem]:
    """What broke around a behave feature, rule or scenario: its hooks, its tags, its cleanup."""
    return [*_in_hooks(statement), *_in_cleanup(statement)]


def _in_hooks(statement: Any) -> list[Problem]:
    if not statement.hook_failed:
        return []
    kind = statement.type
    found = list(_HOOK.finditer(statement.error_message or ""))
    if not found:
        return [_interrupted_hook(f"around the {kind}")]
    ends = [hook.start() for hook in found[1:]] + [len(statement.error_message)]
    problems = [
        _hook_problem(hook, statement.error_message[hook.end() : end])
        for hook, end in zip(found, ends, strict=True)
    ]
    if statement.exception is not None:
        first = of_exception(statement.exception, problems[0].where)
        told = first.kind in ("suite_at_fault", "not_testable", "not_applicable")
        kind = first.kind if told else problems[0].kind
        problems[0] = first.model_copy(update={"kind": kind})
    return problems


def _hook_problem(hook: re.Match[str], said: str) -> Problem:
    """`said` is "ClassName: message"."""
    name, tag = hook.groups()
    side, _, what = name.partition("_")
    where = f"{side} the tag @{tag}" if tag else f"{side} the {what}"
    raised, _, message = said.partition(": ")
    parts = read_message(message)
    # Only what judges afterwards finds a broken promise; before it, the suite itself is at fault.
    broken = raised == "AssertionError" and side == "after"
    kind: ProblemKind = "failure" if broken else "error"
    sentence = parts.sentence or f"{raised} {where}"
    return Problem(
        kind=kind,
        sentence=sentence,
        where=where,
        expected=parts.expected,
        actual=parts.actual,
        log=parts.log,
        exception=raised,
    )


def _interrupted_hook(where: str) -> Problem:
    return Problem(kind="interrupted", sentence="The run was interrupted here", where=where)


def _in_cleanup(statement: Any) -> list[Problem]:
    if not statement.status.has_failed():
        return []
    where = f"cleaning up after the {statement.type}"
    problems = [
        Problem(
            kind="cleanup",
            sentence=f"A cleanup failed: {message or raised}",
            where=where,
            exception=raised,
        )
        for raised, message in _CLEANUP.findall(statement.captured.stdout)
    ]
    if not problems and statement.status.name == "cleanup_error":
        sentence = "Something could not be cleaned up; the console says what"
        problems.append(Problem(kind="cleanup", sentence=sentence, where=where))
    return problems


def _traceback(exception: BaseException) -> str:
    """The traceback from our own first frame on, with paths from the current folder."""
    frames = exception.__traceback__
    while frames is not None and frames.tb_next and _is_plumbing(frames):
        frames = frames.tb_next
    lines = traceback.TracebackException(
        type(exception), exception, frames, limit=_MOST_FRAMES
    ).format()
    return from_the_bundle("".join(lines))


def _is_plumbing(frame: TracebackType) -> bool:
    file = frame.tb_frame.f_code.co_filename
    return any(part in file for part in _PLUMBING)
