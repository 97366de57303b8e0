"""Writes the documents: at the end of a run, or without one."""

from pathlib import Path
from typing import Any, Final

from behave.reporter.base import Reporter

from support.documentation.pages import document_files
from support.documentation.stated import Places, places_in_results
from support.report import HtmlReporter, Results
from support.report.writing import write


class DocumentationReporter(Reporter):  # type: ignore[misc]
    """Stands after the report, whose results it shows."""

    def __init__(self, config: Any, report: HtmlReporter, folder: Path) -> None:
        super().__init__(config)
        self._report: Final = report
        self._folder: Final = folder

    def feature(self, feature: Any) -> None:
        """Nothing to do: the report has it."""

    def end(self) -> None:
        write_documents(self._folder, self._report.results())


def write_documents(folder: Path, results: Results | None, places: Places | None = None) -> None:
    """With the verdicts of these results, and the places that they, or others, were stated at.

    Raises UnwritableReportError.
    """
    if places is None:
        places = places_in_results(results.features) if results is not None else {}
    for name, content in document_files(places, results):
        write(folder / name, content)
