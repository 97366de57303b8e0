"""A run of the specification with a real model, as somebody starts it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from behave import fixture

from support.real_model import EndpointError
from support.real_model.endpoint import Endpoint
from support.self_check.small_suite import Ended
from support.self_check.written import PROJECT

_WITHIN: Final = 60.0
_QUICK: Final = ("-D", "backoff_base=0.05", "-D", "max_attempts=1")
WHAT_NEEDS_IT: Final = "features/real_model"
"""Reading all the other features, to list them as not run, takes longer than the run itself."""
_NOT_INSTALLED: Final = "raise ModuleNotFoundError(\"No module named 'openai'\", name='openai')\n"


class RealModelRun:
    """`settings` are the OPENAI_ variables; nobody's own may leak into it."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self._folder = folder
        ours = {k: v for k, v in os.environ.items() if not k.startswith("OPENAI_")}
        self._environment = ours | {"PYTHONPATH": str(PROJECT), "NO_COLOR": "1", **settings}

    def set(self, name: str, value: str) -> None:
        self._environment[name] = value

    def lose_the_client(self) -> None:
        """As if the openai client had never been installed."""
        (self._folder / "openai.py").write_text(_NOT_INSTALLED, encoding="utf-8")
        self._environment["PYTHONPATH"] = os.pathsep.join((str(self._folder), str(PROJECT)))

    def refusal(self) -> str:
        """Why the endpoint is of no use, found in this process as a run finds it; "" if it is."""
        try:
            Endpoint.found(self._environment)
        except EndpointError as useless:
            return str(useless)
        return ""

    def run(self, *module: str) -> Ended:
        """Runs a module to its end, as in `run("support", "run", "--real-llm")`."""
        reports = self._folder / "reports"
        ended = subprocess.run(  # noqa: S603 - our own modules, with our own arguments
            [sys.executable, "-m", *module, "-D", f"reports={reports}", *_QUICK],
            cwd=PROJECT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_WITHIN,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, reports)


@fixture
def real_model_run(_context: Any, settings: Mapping[str, str]) -> Iterator[RealModelRun]:
    with tempfile.TemporaryDirectory(prefix="real model ") as folder:
        yield RealModelRun(Path(folder), settings)
