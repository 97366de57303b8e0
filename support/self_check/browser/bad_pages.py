"""A small page that passes every check in a browser, and one with each fault that one is for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

GOOD: Final = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A small report</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>:root{color-scheme:light dark}body{background:#fff;color:#222}a{color:#1f4f96}
@media (prefers-color-scheme:dark){body{background:#111;color:#eee}a{color:#9cc0ff}}</style></head>
<body><main><h1 id="verdict">All promises are kept</h1>
<section id="promises"><h2>The promises</h2><p>NSF-1: it ends</p><a href="#verdict">Up</a></section>
<label>Find <input data-filter="text"></label>
<details class="sc"><summary>It ends</summary><p>It did.</p></details>
<details class="sc"><summary>It begins</summary><p>It did.</p></details></main>
<script>
document.querySelector("[data-filter=text]").oninput = (event) => {
  for (const one of document.querySelectorAll(".sc"))
    one.hidden = !one.textContent.includes(event.target.value);
};
</script></body></html>
"""
_FILTER: Final = '<label>Find <input data-filter="text"></label>'
_SLOW: Final = "const end = performance.now() + 1500; while (performance.now() < end);"
_TRAP: Final = 'document.querySelector("details").onclick = (e) => e.preventDefault();'
_ADDED: Final[Mapping[str, str]] = {
    "has no fault": "",
    "throws an error": '<script>throw new Error("it broke")</script>',
    "logs an error": '<script>console.error("something is wrong")</script>',
    "asks for a picture elsewhere": '<img alt="A dot" src="http://127.0.0.1:9/dot.png">',
    "asks for a file beside it": '<link rel="stylesheet" href="beside.css">',
    "connects to somebody": '<script>new WebSocket("ws://127.0.0.1:9/")</script>',
    "has a picture without words": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "has pale text in the dark": "<style>@media (prefers-color-scheme:dark){p{color:#333}}</style>",
    "has pale text in the light": "<style>p{color:#ccc}</style>",
    "hides a link from the keyboard": '<a href="#verdict" tabindex="-1">Away</a>',
    "does not open on Enter": f"<script>{_TRAP}</script>",
    "is wider than a phone": '<div style="width:900px">Wide</div>',
    "takes long to open": f"<script>{_SLOW}</script>",
}
_EXCHANGED: Final[Mapping[str, tuple[str, str]]] = {
    "has a filter that does nothing": (".oninput = ", ".onbananas = "),
    "has no filter": (_FILTER, ""),
    "needs a script to be read": ("<main>", '<main id="late" hidden>'),
}
_NOTHING: Final = (
    '<!DOCTYPE html><html lang="en"><title>Bare</title><main><h1>Bare</h1></main></html>'
)


def page_that(does: str) -> str:
    if does == "has nothing to reach":
        return _NOTHING
    if does in _EXCHANGED:
        return GOOD.replace(*_EXCHANGED[does])
    return GOOD.replace("</main>", _ADDED[does] + "</main>")


FILES: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("a schema", "is none"): {"schema.json": '{"type": "a kind that is none"}'},
    ("a frame", "lacks a field"): {
        "schema.json": '{"type": "object", "properties": {"id": {}}, "required": ["id"]}',
        "frame.json": "{}",
    },
    ("a document", "lacks its version"): {
        "asyncapi.json": '{"asyncapi": "3.0.0", "info": {"title": "Nameless"}}'
    },
    ("a file of messages", "is cut off"): {
        "messages.ndjson": '{"testRunStarted": {"timest',
        "page.html": "",  # where the page goes that is made of them
    },
}
SCRIPTS: Final[Mapping[str, str]] = {
    "ajv": "schemas.mjs",
    "AsyncAPI's parser": "asyncapi.mjs",
    "Cucumber's formatter": "cucumber.mjs",
}


def written(folder: Path, file: str, fault: str) -> list[Path]:
    """The files of that kind with that fault, in the order in which a script takes them."""
    paths = []
    for name, text in FILES[file, fault].items():
        (folder / name).write_text(text, encoding="utf-8")
        paths.append(folder / name)
    return paths
