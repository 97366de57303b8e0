"""The report of a run: `reports/index.html`, `reports/results.json`, `reports/junit/*.xml`."""

from support.report.reporter import HtmlReporter
from support.report.results import Results, RunInfo

__all__ = ["HtmlReporter", "Results", "RunInfo"]
