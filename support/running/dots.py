"""What behave's own progress formatters lack: a sign for each way in which a scenario can end."""

from typing import Final

from behave.formatter.progress import ProgressFormatterBase
from behave.model_type import Status

CLEANUP_FAILED: Final = "C"


def complete_the_dots() -> None:
    """behave 1.3 knows no sign for a cleanup that failed: the run would end there, unreported."""
    ProgressFormatterBase.dot_status.setdefault(Status.cleanup_error, CLEANUP_FAILED)
