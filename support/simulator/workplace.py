"""Where one execution works: a folder of its own, with a file that it keeps open for its notes."""

import os
import shutil
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from support.simulator.resources import Resources

WORK_FOLDER: Final = "work folder"
WORK_FILE: Final = "work file"
EVERY_FOLDER: Final = "run-*"
_NOTES: Final = "notes.txt"


class Workplace:
    """Made below a folder of the platform, and named for its run."""

    def __init__(self, below: Path, run_id: str) -> None:
        self.folder = _new_folder(below, run_id)
        self._notes = open(f"{self.folder}/{_NOTES}", "a", encoding="utf-8")  # noqa: PTH123, SIM115

    def note(self, text: str) -> None:
        self._notes.write(text)

    async def close(self) -> None:
        self._notes.close()


def _new_folder(below: Path, run_id: str) -> Path:
    """Numbered, because an attempt may begin while the folder of the one before is still there."""
    for number in count(1):
        folder = f"{below}/{run_id}-{number}"
        try:
            os.mkdir(folder, mode=0o700)  # noqa: PTH102 - for every attempt, so it must be quick
        except FileExistsError:
            continue
        return Path(folder)
    raise AssertionError("there is no end to numbers")


def hold_folder(resources: Resources, folder: Path) -> None:
    """The cleanup removes it, with all that is in it."""
    resources.hold(WORK_FOLDER, partial(_remove, folder))


async def _remove(folder: Path) -> None:
    """Where it holds nothing but the notes, as nearly always, that need not be walked through."""
    try:
        os.unlink(f"{folder}/{_NOTES}")  # noqa: PTH108 - after every attempt, so it must be quick
        os.rmdir(folder)  # noqa: PTH106 - as above
    except OSError:
        shutil.rmtree(folder)
