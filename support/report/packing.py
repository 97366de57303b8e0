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
    """Base64 of gzipped JSON: by the ids of scenarios first all pictures, then all frames.

    Only what lies near to its like packs well. There is no picture of those `drawn` on the page
    already; a frame is "" where a line has none.
    """
    module = environment.get_template("drawn.html.jinja").module
    pictures: dict[str, str] = {}
    frames: dict[str, list[str]] = {}
    for name, record in records:
        lines = story.lines_of(record)[:most_lines]
        if name not in drawn:
            drawing = module.pictures(record, draw(record), paths_of(record))  # type: ignore[attr-defined]
            pictures[name] = str(drawing)
        frames[name] = [line.entry.detail[:longest] for line in lines]
    content = {"pictures": pictures, "frames": frames}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def indented(frame: str) -> str:
    """A frame that is JSON with a line for each field, and any other as it came."""
    try:
        return json.dumps(json.loads(frame), indent=2, ensure_ascii=False)
    except (RecursionError, ValueError):
        return frame
