"""Takes the README's picture of the report anew: `make picture`, or

python -m support.self_check.browser.picture
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

from support.blame import SuiteAtFault
from support.self_check.browser.opened import DESK, Browser
from support.self_check.written import PROJECT

PICTURE: Final = PROJECT / "support" / "report" / "picture.png"
HEIGHT: Final = 740
REPORTS: Final = "reports/picture"
MOST_BYTES: Final = 200_000
TARGET: Final = "support.self_check.saboteurs:keeps_all_but_the_last_step"
"""A platform that breaks a promise which a product owner understands at once."""
_SEEN: Final = "() => document.documentElement.clientWidth"


def take(picture: Path, target: str = TARGET) -> None:
    """Raises SuiteAtFault where the run, or the browser, is of no use, or the picture too large."""
    _run(target)
    _photograph(PROJECT / REPORTS / "index.html", picture)
    if picture.stat().st_size > MOST_BYTES:
        raise SuiteAtFault(f"{picture} has {picture.stat().st_size} bytes, more than {MOST_BYTES}.")


def _run(target: str) -> None:
    ended = subprocess.run(  # noqa: S603 - our own command
        [
            *(sys.executable, "-m", "support", "run", "-D", f"target={target}"),
            *("-D", f"reports={REPORTS}", "-D", "history=off"),
        ],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ended.returncode != 1:
        raise SuiteAtFault(f"The run was to break a promise: {ended.stdout}{ended.stderr}")


def _photograph(page: Path, picture: Path) -> None:
    browser = Browser()
    try:
        browser.start()
        opened = browser.open(page.as_uri())
        clip = {"x": 0, "y": 0, "width": opened.run(_SEEN), "height": HEIGHT}
        opened.do(opened.page.set_viewport_size({"width": DESK, "height": HEIGHT}))
        opened.do(opened.page.screenshot(path=str(picture), clip=clip))
    finally:
        browser.close()


if __name__ == "__main__":
    try:
        take(PICTURE)
    except SuiteAtFault as said:
        sys.exit(str(said))
    print(f"{PICTURE}: {PICTURE.stat().st_size} bytes")
