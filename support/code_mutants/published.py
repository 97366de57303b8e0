"""What the last whole hunt came to, kept to be read after it."""

import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

FILE: Final = Path("reports/mutants.txt")


def publish(lines: Iterable[str], reached: datetime, commit: str, file: Path = FILE) -> None:
    """Writes a verdict's lines below a head that says when it was reached, and of which commit."""
    file.parent.mkdir(exist_ok=True)
    head = f"{reached.astimezone(UTC):%Y-%m-%d %H:%M} UTC, {commit}"
    file.write_text("\n".join([head, *lines, ""]), encoding="utf-8")


def commit_in(folder: Path) -> str:
    """What is checked out there, in words; that it is unknown where git is, or knows, nothing."""
    head = _asked_of_git(folder, "rev-parse", "--short=10", "HEAD")
    changed = _asked_of_git(folder, "status", "--porcelain", "--untracked-files=no")
    return commit_in_words(head, changed)


def commit_in_words(head: str, changed: str) -> str:
    """`head` is a commit's id or "", `changed` what differs from it, in any form, or ""."""
    if not head:
        return "of no commit that is known"
    return f"commit {head}" + (", with changes since" if changed else "")


def _asked_of_git(folder: Path, *question: str) -> str:
    try:
        told = subprocess.run(  # noqa: S603 - our own words
            ["git", "-C", str(folder), *question],  # noqa: S607 - wherever it is installed
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return told.stdout.strip()
