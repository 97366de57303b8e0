"""Where Chromium, Node and the packages of support/web are, or one sentence on how to get them."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from support.blame import SuiteAtFault
from support.self_check.written import PROJECT

WEB: Final = PROJECT / "support" / "web"
LONGEST: Final = 60.0
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """The browser that CHROME names, or else the first that this system has."""
    named = os.environ.get("CHROME")
    for name in (named,) if named else _BROWSERS:
        if found := shutil.which(name):
            return found
    wanted = f"CHROME names {named}, which is no program" if named else "no Chromium was found"
    raise SuiteAtFault(
        f"A browser is needed, and {wanted}: install one (Debian, Ubuntu: apt install chromium), "
        "or name it with CHROME=/path/to/chrome."
    )


def axe() -> str:
    """The source of axe-core."""
    return _package("axe-core/axe.min.js").read_text(encoding="utf-8")


def judged_by_node(script: str, *arguments: Path) -> list[str]:
    """The lines that a script of support/web prints: what it finds wrong. None is good."""
    node = shutil.which("node")
    if node is None:
        raise SuiteAtFault(
            "Node is needed, and none was found: install version 20 or newer "
            "(Debian, Ubuntu: apt install nodejs npm; or from https://nodejs.org)."
        )
    _package("")
    ended = subprocess.run(  # noqa: S603 - our own script
        [node, str(WEB / script), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )
    if ended.returncode:
        raise SuiteAtFault(f"{script} itself broke: {ended.stderr}")
    return ended.stdout.splitlines()


def _package(name: str) -> Path:
    found = WEB / "node_modules" / name
    if not found.exists():
        raise SuiteAtFault(f"{found.name} is missing: run make test-web, or npm ci in {WEB}.")
    return found
