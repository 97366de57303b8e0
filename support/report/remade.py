"""What is made from the results alone: by a run when it ends, or again from its file."""

from pathlib import Path

from support.report.junit import junit_files
from support.report.messages import messages
from support.report.page import render
from support.report.results import Results
from support.report.writing import write, write_all


def write_from(results: Results, folder: Path) -> None:
    """`index.html`, `junit/*.xml` and `messages.ndjson`. Raises UnwritableReportError."""
    write(folder / "index.html", render(results).encode())
    write_all(folder / "junit", junit_files(results), suffix=".xml")
    write(folder / "messages.ndjson", b"".join(messages(results)))
