"""Everything that Python's logging was told in a scenario, by whichever logger, in full detail."""

import logging
from collections.abc import Iterator
from typing import Any, Final

from behave import fixture

from support.simulator.operator_log import JsonLines

OF_HER_OWN_APP: Final = "websockets.client"
"""The logger of the customers' clients: their own, not ours."""


class KeptLogs(logging.Handler):
    """`lines` by logger, each as a plain formatter writes it, exceptions included."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[tuple[str, str]] = []
        self.json_lines: list[str] = []
        self._json = JsonLines()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append((record.name, self.format(record)))
        self.json_lines.append(self._json.format(record))

    def of_the_platform(self) -> str:
        return "\n".join(line for name, line in self.lines if name != OF_HER_OWN_APP)

    def of_her_own_app(self) -> str:
        return "\n".join(line for name, line in self.lines if name == OF_HER_OWN_APP)


@fixture
def kept_logs(_context: Any) -> Iterator[KeptLogs]:
    """Every logger at its most talkative until the scenario ends; other handlers hear no more."""
    root, kept = logging.getLogger(), KeptLogs()
    level, others = root.level, [(handler, handler.level) for handler in root.handlers]
    for handler, least in others:
        handler.setLevel(max(least, level))
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    try:
        yield kept
    finally:
        root.setLevel(level)
        root.removeHandler(kept)
        for handler, least in others:
            handler.setLevel(least)
