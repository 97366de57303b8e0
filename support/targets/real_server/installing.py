"""Third-party servers that are ready to be put under test, each in an environment of its own.

None is a dependency of the project: what a server needs is installed for it alone, by pip.
"""

import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

SERVERS: Final = Path(".servers")
"""In the folder where the command is called, as reports are."""
OUT_OF_THE_BOX: Final = Path(__file__).parents[1] / "servers"
_IN_AN_ENVIRONMENT: Final = "Scripts" if sys.platform == "win32" else "bin"


def descriptions() -> dict[str, Path]:
    """The servers' files by their names; a mapping that is only extended is none."""
    found = sorted(OUT_OF_THE_BOX.glob("*.toml"))
    return {file.stem: file for file in found if "\ninstall = " in file.read_text("utf-8")}


def install(name: str, packages: tuple[str, ...], folder: Path = SERVERS) -> bool:
    """Whether pip was content; what it says goes where ours goes."""
    place = folder / name
    venv.create(place, with_pip=True, clear=True)
    python = place / _IN_AN_ENVIRONMENT / "python"
    command = [str(python.absolute()), "-m", "pip", "install", "--quiet", *packages]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603 - asked for by name
