"""Where one execution works: a folder of its own, with a file that it keeps open for its notes."""

import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import Final

from support.simulator.resources import Resources

WORK_FOLDER: Final = "work folder"
WORK_FILE: Final = "work file"
EVERY_FOLDER: Final = "run-*"


class Workplace:
    """Made below a folder of the platform, and named for its run."""

    def __init__(self, below: Path, run_id: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"{run_id}-", dir=below))
        self._notes = (self.folder / "notes.txt").open("a", encoding="utf-8")

    def note(self, text: str) -> None:
        self._notes.write(text)

    async def close(self) -> None:
        self._notes.close()


def hold_folder(resources: Resources, folder: Path) -> None:
    """The cleanup removes it, with all that is in it."""
    resources.hold(WORK_FOLDER, partial(_remove, folder))


async def _remove(folder: Path) -> None:
    shutil.rmtree(folder)
