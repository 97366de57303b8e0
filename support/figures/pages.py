"""Pages beside the report, from the report's own style."""

from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, PackageLoader

from support.report.page import templates, tightened


def rendered(template: str, folder: Path, **view: Any) -> str:
    """One self-contained page; it links to the report where there is one in the folder."""
    environment = templates()
    environment.loader = ChoiceLoader(
        [PackageLoader("support.figures"), PackageLoader("support.report")]
    )
    report = "index.html" if (folder / "index.html").is_file() else ""
    return tightened(environment.get_template(template).render(view, report=report))
