"""One way through: files, logs, frames, parts, streams, findings."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.judge.captured import (
    AT_A_TIME,
    Block,
    Log,
    NothingToJudgeError,
    Told,
    frames_of,
)
from support.judge.findings import Findings, Found
from support.judge.har import is_an_event
from support.judge.judgement import Judged, shown
from support.judge.logs import Files, opened
from support.judge.parts import (
    PartsJudged,
    Work,
    judge_parts,
    tell_of_second_uses,
    without_looking_for_cycles,
)
from support.judge.spill import Splitter
from support.judge.streams import Rules
from support.judge.told import Place
from support.validator import Finding

if TYPE_CHECKING:
    from support.judge.mapped import Dialect

PARTS_OF_EACH: Final = 8

Progress = Callable[[str], None]
"""Takes what is going on, in a few words."""


class Asked(NamedTuple):
    """How a log is to be judged, whatever log it is. `settings` None are the usual ones.

    `one_customer`: all that is in a file is one customer's, whose session ever it is.
    """

    user_id: str | None = None
    settings: PlatformSettings | None = None
    breaker: CircuitBreakerConfig | None = CircuitBreakerConfig()
    one_customer: bool = False
    mapping: Path | None = None
    workers: int = 1


def judge(
    logs: Iterable[Files], asked: Asked, findings: Findings, progress: Progress
) -> list[Judged]:
    """Judges each log. Raises NothingToJudgeError where one holds nothing that could be judged.

    Raises ConfigurationError for a mapping that is none.
    """
    dialect = None if asked.mapping is None else _dialect(asked.mapping)
    with without_looking_for_cycles():
        return [
            _OneLog(number, files, asked, findings, progress).judge(dialect)
            for number, files in enumerate(logs)
        ]


def _dialect(mapping: Path) -> "Dialect":
    from support.judge.mapped import Dialect  # noqa: PLC0415 - it takes much memory to import

    return Dialect(mapping)


class _OneLog:
    def __init__(
        self, number: int, files: Files, asked: Asked, findings: Findings, progress: Progress
    ) -> None:
        self._number = number
        self._files = files
        self._asked = asked
        self._findings = findings
        self._progress = progress
        self._name = shown(files.names[0])
        self._understood = False

    def judge(self, dialect: "Dialect | None") -> Judged:
        one_customer, mapped = self._asked.one_customer, dialect is not None
        with self._files.paths[0].open("rb") as file:
            try:
                log = opened(self._files, file, one_customer=one_customer, mapped=mapped)
                if dialect is None:
                    return self._by_the_contract(log, file)
                return self._by_a_mapping(log, dialect, file)
            except NothingToJudgeError as nothing:
                raise NothingToJudgeError(f"{self._name}: {nothing}.") from nothing

    def _tell(self, finding: Finding, place: Place) -> None:
        self._findings.add(
            Found(
                log=self._number,
                file=place.file,
                line=place.line,
                at_end=finding.position is None,
                promise=finding.promise,
                sentence=finding.sentence,
                stream=place.stream,
                frame=place.frame,
            )
        )

    def _known(self, log: Log) -> Told:
        told, asked = log.told, self._asked
        return Told(asked.user_id or told.user_id, asked.settings or told.settings, told.asked)

    def _by_the_contract(self, log: Log, file: IO[bytes]) -> Judged:
        size = self._files.paths[0].stat().st_size
        workers = self._asked.workers
        rules = Rules(self._known(log), self._asked.breaker, log.one_customer)
        with TemporaryDirectory(prefix="judged-") as name:
            folder = Path(name)
            at_least = 1 if workers == 1 else workers * PARTS_OF_EACH
            with closing(Splitter(folder / "parts", size, at_least, self._tell)) as splitter:
                for block in self._noticed(log.blocks):
                    splitter.take(block)
                    self._reading(file, size)
                parts = splitter.parts()
            if not self._understood and not log.told.asked:
                raise NothingToJudgeError(
                    "no frame of it is an event of the contract. "
                    "Where the server has words of its own, say with --mapping what they mean"
                )
            judged = self._judge_parts(Work(parts, rules, folder))
        return Judged(self._files.names, judged.events + len(parts.unread), judged.streams)

    def _judge_parts(self, work: Work) -> PartsJudged:
        if self._asked.workers > 1:
            from support.judge.workers import (  # noqa: PLC0415 - it takes memory to import
                judge_in_processes,
            )

            return judge_in_processes(work, self._asked.workers, self._tell, self._judging)
        numbers = range(len(work.parts.chunks))
        judged = judge_parts(work, numbers, self._tell, self._judging)
        tell_of_second_uses(work, judged.written, self._tell)
        return judged

    def _by_a_mapping(self, log: Log, dialect: "Dialect", file: IO[bytes]) -> Judged:
        streams = dialect.streams(self._known(log), self._tell)
        frames, size = log.frames, self._files.paths[0].stat().st_size
        while streams.take(islice(frames, AT_A_TIME)):
            self._reading(file, size)
        if not streams.understood:
            raise NothingToJudgeError(
                f"no [[event]] row of the mapping fits any of its {streams.events} frames. "
                "Write the rows that do"
            )
        streams.finish()
        return Judged(self._files.names, streams.events, streams.count)

    def _noticed(self, blocks: Iterator[Block]) -> Iterator[Block]:
        """The blocks; it is noticed when the first event comes."""
        for block in blocks:
            yield block
            if any(is_an_event(frame) for _, _, frame, *_ in frames_of(block)):
                self._understood = True
                break
        yield from blocks

    def _reading(self, file: IO[bytes], size: int) -> None:
        self._progress(f"{self._name}: reading, {100 * file.tell() // size} %")

    def _judging(self, done: int, count: int) -> None:
        self._progress(f"{self._name}: judging, {100 * done // count} %")
