"""Files that are there whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from behave.exception import ConfigError


class UnwritableReportError(ConfigError):  # type: ignore[misc]
    """The report could not be written. behave prints a ConfigError and ends with 1."""


def require_writable(folder: Path) -> None:
    """Make the folder. Raises UnwritableReportError if nothing can be written into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise _unwritable(folder, problem) from problem


def write(path: Path, content: bytes) -> None:
    """Replace the file at once: whoever reads meanwhile sees the old one or the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise _unwritable(path, problem) from problem


def write_all(folder: Path, files: Iterable[tuple[str, bytes]], *, suffix: str) -> None:
    """Write these files, and remove what else with that suffix an earlier run left there."""
    written = set()
    for name, content in files:
        write(folder / name, content)
        written.add(name)
    for left in folder.glob(f"*{suffix}"):
        if left.name not in written:
            left.unlink()


def _unwritable(path: Path, problem: OSError) -> UnwritableReportError:
    return UnwritableReportError(
        f"the report cannot be written to {path}: {problem.strerror or problem}"
    )
