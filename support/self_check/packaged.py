"""The package, as who installs it has it: built from the sources, in an environment of its own.

What it depends on is taken from the environment that this runs in, so that no network is needed.
"""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from behave import fixture

from support.self_check.written import PROJECT

_LONGEST: Final = 120.0
_NO_SOURCES: Final = (".*_cache", ".git", ".venv", "*.egg-info", "__pycache__", "build", "dist")
_NO_SOURCES_EITHER: Final = ("node_modules", "reports")
_A_BREAKER_OF_SILENCE: Final = """\
from support.simulator import Parts
from support.simulator.recovery import Recovery


class TellsNobody(Recovery):
    async def see_to(self, ended):
        await self.clean_up(ended.resources)


quiet = Parts(recovery=TellsNobody)
"""
_NOT_OURS: Final = 'raise RuntimeError("This is not the specification\'s.")\n'
_SAME_NAMES: Final = (
    *("support/__init__.py", "steps/__init__.py", "steps/answer.py"),
    *("environment.py", "secrets.py", "jinja2.py"),
)


class Installed:
    """An environment that holds the package, and sees the packages that it depends on."""

    def __init__(self) -> None:
        self._kept = tempfile.TemporaryDirectory(prefix="installed ")  # until this process ends
        folder = Path(self._kept.name)
        wheel = _built(folder)
        self._environment = folder / "environment"
        venv.create(self._environment, with_pip=False, symlinks=True)
        python = self._environment / "bin" / "python"
        where = _said([str(python), "-c", "import sysconfig as s; print(s.get_path('purelib'))"])
        self.packages = Path(where.strip())
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
        _said([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)])
        self.top = sorted(entry.name for entry in self.packages.iterdir())
        others = self.packages / "others.pth"
        others.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
        self.files = self._now()

    def typed(self, command: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """What comes of a command that is typed in a folder, with this environment in use."""
        program, *arguments = shlex.split(command)
        used = [str(self._environment / "bin" / program), *arguments]
        return subprocess.run(  # noqa: S603 - our own package, with our own arguments
            used,
            cwd=folder,
            env=_without_ours(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_LONGEST,
            check=False,
        )

    def written_since(self) -> list[str]:
        """The files that came or went where the package is, since it was installed."""
        return sorted(self.files ^ self._now())

    def _now(self) -> set[str]:
        files = (file.relative_to(self.packages) for file in self.packages.rglob("*"))
        return {str(file) for file in files if "__pycache__" not in file.parts}


@cache
def installed() -> Installed:
    """One for all who only use it."""
    return Installed()


@fixture
def folder_with(_context: object, *, same_names: bool) -> Iterator[Path]:
    """An empty folder, or one in which things are called as in the specification; never its own."""
    with tempfile.TemporaryDirectory(prefix="anywhere at all ") as name:
        folder = Path(name)
        if same_names:
            for one in _SAME_NAMES:
                (folder / one).parent.mkdir(exist_ok=True)
                (folder / one).write_text(_NOT_OURS, encoding="utf-8")
            (folder / "features").mkdir()
            not_ours = '[tool.behave]\npaths = ["nowhere"]\n'
            (folder / "pyproject.toml").write_text(not_ours, encoding="utf-8")
            (folder / "mine.py").write_text(_A_BREAKER_OF_SILENCE, encoding="utf-8")
        yield folder


def _built(folder: Path) -> Path:
    """A wheel made from the packed sources, so that what they lack is missing in it as well."""
    sources = folder / "sources"
    unwanted = shutil.ignore_patterns(*_NO_SOURCES, *_NO_SOURCES_EITHER)
    shutil.copytree(PROJECT, sources, ignore=unwanted)
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist")]
    _said([*build, str(sources)])
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


def _said(command: Sequence[str]) -> str:
    ended = subprocess.run(  # noqa: S603 - our own sources, with our own arguments
        command,
        env=_without_ours(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_LONGEST,
        check=False,
    )
    assert not ended.returncode, f"{shlex.join(command)} failed:\n{ended.stdout}"
    return ended.stdout


def _without_ours() -> dict[str, str]:
    """This process's environment, in which nobody finds the checkout."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"NO_COLOR": "1"}
