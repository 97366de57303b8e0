"""What became of each customer of one swarm, as lines of JSON that outlive whoever wrote them.

The first line says whose it is and what was planned, then each customer has one, and the last says
that there are no more. A ledger without it is one whose writer ended in the middle.
"""

import json
import os
import platform
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from support.load.customer import Account
from support.load.plan import LoadPlan, Part
from support.simulator.model.faults import ModelFault
from support.validator import Finding

VERSION: Final = "1.0"
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")


class LedgerError(Exception):
    """Says which file is no ledger, and why."""


class Head(BaseModel):
    """`clock` names the machine and its boot: monotonic times can be compared where it is one."""

    model_config = ConfigDict(extra="forbid")

    ledger: str
    worker: str
    target: str
    clock: str
    loop: str
    began: float
    sessions: int
    planned_failures: int


class End(BaseModel):
    """`cpu` in seconds. `stopped`: before all customers had come and gone."""

    model_config = ConfigDict(extra="forbid")

    ended: float
    came: int
    most_at_once: int
    cpu: float
    stopped: bool


class Ledger(BaseModel):
    """As far as it was written; `end` is None where its writer ended in the middle."""

    model_config = ConfigDict(extra="forbid")

    head: Head
    accounts: list[Any]
    end: End | None

    @property
    def is_whole(self) -> bool:
        return self.end is not None and not self.end.stopped


def this_clock() -> str:
    """Names the machine, and its boot where the system says so."""
    boot = _BOOT.read_text(encoding="ascii").strip() if _BOOT.exists() else ""
    return f"{platform.node()} {boot}".strip()


def head_of(plan: LoadPlan, worker: str, target: str, loop: str, began: float) -> Head:
    failures = sum(part.fault is not None for part in plan.parts())
    return Head(
        ledger=VERSION,
        worker=worker,
        target=target,
        clock=this_clock(),
        loop=loop,
        began=began,
        sessions=plan.sessions,
        planned_failures=failures,
    )


class LedgerWriter:
    """Appends; what was written before the last `sync` is on the disk, whatever comes."""

    def __init__(self, path: Path, head: Head) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] = path.open("w", encoding="utf-8")
        self._write(head.model_dump())
        self.sync()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def take(self, account: Account) -> None:
        self._write({"account": _plain(account)})

    def end(self, end: End) -> None:
        self._write({"end": end.model_dump()})
        self.sync()

    def sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def _write(self, line: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(line) + "\n")


def read_ledger(path: Path) -> Ledger:
    """As much of it as is whole: the last line may be cut. Raises LedgerError."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as refused:
        raise LedgerError(f"{path} cannot be read ({refused}).") from None
    try:
        head = Head.model_validate_json(lines[0])
    except ValidationError:
        raise LedgerError(
            f"{path} is no ledger of a load: its first line does not say whose it is."
        ) from None
    accounts, end = [], None
    for number, line in enumerate(lines[1:-1], 2):  # what follows the last newline was cut
        try:
            read = json.loads(line)
            if "end" in read:
                end = End.model_validate(read["end"])
            else:
                accounts.append(_account(read["account"]))
        except (ValueError, KeyError, TypeError) as broken:
            raise LedgerError(
                f"{path}, line {number}, is no line of a ledger ({broken})."
            ) from None
    return Ledger(head=head, accounts=accounts, end=end)


def ledgers_in(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("*.ndjson"))


def _plain(account: Account) -> dict[str, Any]:
    findings = [{"promise": one.promise, "sentence": one.sentence} for one in account.findings]
    number, at, fault = account.part
    return {**account._asdict(), "part": [number, at, fault], "findings": findings}


def _account(plain: Mapping[str, Any]) -> Account:
    number, at, fault = plain["part"]
    return Account(
        **{
            **plain,
            "part": Part(number, at, None if fault is None else ModelFault(fault)),
            "findings": tuple(
                Finding(one["promise"], one["sentence"], None, None) for one in plain["findings"]
            ),
        }
    )
