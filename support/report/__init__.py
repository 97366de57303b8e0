"""The report of a run: `reports/index.html`, `reports/results.json`, and what is made from it."""

from support.report.about import RunInfo
from support.report.reporter import HtmlReporter
from support.report.results import Results

__all__ = ["HtmlReporter", "Results", "RunInfo"]
