"""What only the page's script can show, packed into the page: pictures and frames on demand."""

import base64
import gzip
import json
from collections.abc import Iterable

from jinja2 import Environment

from support.record import ScenarioRecord
from support.report import story
from support.report.breaker_path import paths_of
from support.report.timeline import draw


def packed(
    environment: Environment,
    records: Iterable[tuple[str, ScenarioRecord]],
    *,
    drawn: set[str],
    most_lines: int,
    longest: int,
) -> str:
    """Base64 of gzipped JSON: for each scenario's id its pictures and the frames of its lines.

    The pictures are "" for those `drawn` on the page already; a frame is "" where a line has none.
    """
    module = environment.get_template("drawn.html.jinja").module
    content: dict[str, tuple[str, list[str]]] = {}
    for name, record in records:
        lines = story.lines_of(record)[:most_lines]
        pictures = ""
        if name not in drawn:
            pictures = str(module.pictures(record, draw(record), paths_of(record)))  # type: ignore[attr-defined]
        content[name] = (pictures, [line.entry.detail[:longest] for line in lines])
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def indented(frame: str) -> str:
    """A frame that is JSON with a line for each field, and any other as it came."""
    try:
        return json.dumps(json.loads(frame), indent=2, ensure_ascii=False)
    except (RecursionError, ValueError):
        return frame
