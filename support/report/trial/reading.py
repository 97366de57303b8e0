"""Reads the page back, as strictly as a browser would not: what is open, closed, asked for."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_VOID: Final = frozenset({"meta", "link", "br", "hr", "img", "input"})
_ASKING: Final = frozenset(
    {"src", "srcset", "href", "xlink:href", "action", "formaction", "data", "poster", "ping"}
)
_ASKING_STYLE: Final = re.compile(r"url\(|@import|image-set\(", re.IGNORECASE)
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, tag: str = "") -> Iterator["Node"]:
        """This and every element under it, in the order of the page."""
        if tag in ("", self.tag):
            yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.all(tag)

    def has_class(self, name: str) -> bool:
        return name in self.attributes.get("class", "").split()


class Page(HTMLParser):
    """The parsed page; `faults` says where its elements are not properly nested.

    As in HTML itself, the end of a list item may be left out.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.faults: list[str] = []
        self.root = Node("", {})
        self._open = [self.root]
        self.feed(html)
        self.close()
        self.faults += [f"<{node.tag}> is never closed" for node in self._open[1:]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li" == self._open[-1].tag:
            self._open.pop()
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul") and self._open[-1].tag == "li":
            self._open.pop()
        if self._open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes <{self._open[-1].tag}>")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def by_id(self, element_id: str) -> Node:
        """The element with this id. Raises LookupError unless there is exactly one."""
        found = [node for node in self.root.all() if node.attributes.get("id") == element_id]
        if len(found) != 1:
            raise LookupError(f"{len(found)} elements have the id {element_id!r}")
        return found[0]

    def requests(self) -> list[str]:
        """Whatever would make a browser ask for something, or run what the page does not name."""
        found = [f"<{tag}>" for tag in ("iframe", "object") if any(self.root.all(tag))]
        found += [f"<script>{s.text[:60]}" for s in self.root.all("script") if not self._may_run(s)]
        for node in self.root.all():
            asks = {k: v for k, v in node.attributes.items() if k in _ASKING}
            found += [v for v in asks.values() if not v.startswith("#") and v != "data:,"]
            found += [k for k in node.attributes if k.startswith("on")]
            styles = node.attributes.get("style", "") + (node.text if node.tag == "style" else "")
            found += _ASKING_STYLE.findall(styles)
        return found

    def _may_run(self, script: Node) -> bool:
        """It is data, or the one that the page's own policy lets run."""
        if script.attributes.get("type") == "application/gzip":
            return True
        digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
        return f"script-src 'sha256-{digest}';" in self.html

    def packed_frames(self) -> dict[str, list[str]]:
        """What the script unpacks: by scenario a frame for each line."""
        content = json.loads(gzip.decompress(base64.b64decode(self.by_id("packed").text)))
        frames: dict[str, list[str]] = content["frames"]
        return frames

    def accessibility_faults(self) -> list[str]:
        """Links to nowhere, ids used twice, headings that skip a level, cells without a scope."""
        nodes = list(self.root.all())
        ids = [node.attributes["id"] for node in nodes if "id" in node.attributes]
        links = {node.attributes.get("href", "")[1:] for node in nodes if node.tag in ("a", "use")}
        levels = [_HEADINGS.index(node.tag) for node in nodes if node.tag in _HEADINGS]
        faults = [f"the id {name} is used twice" for name in set(ids) if ids.count(name) > 1]
        faults += [f"#{name} leads nowhere" for name in links - set(ids)]
        pairs = zip([-1, *levels], levels, strict=False)
        faults += [f"<h{after + 1}> skips a level" for before, after in pairs if after > before + 1]
        faults += [
            "a <th> without scope" for n in nodes if n.tag == "th" and "scope" not in n.attributes
        ]
        faults += [
            f"<{tag}> is missing" for tag in ("main", "nav", "h1") if not any(self.root.all(tag))
        ]
        return faults + ["no lang"] * (not next(self.root.all("html")).attributes.get("lang"))

    def totals(self) -> dict[str, dict[str, int]]:
        """The table of totals: counts by level, then by status, without zeros and without "all"."""
        table = next(self.by_id("totals").all("table"))
        header, *rows = table.all("tr")
        levels = [cell.text.lower() for cell in header.all("th")][1:]
        counts: dict[str, dict[str, int]] = {level: {} for level in levels}
        for row in rows:
            status = next(row.all("th")).text.replace(" ", "_")
            for level, cell in zip(levels, row.all("td"), strict=True):
                if status != "all" and int(cell.text):
                    counts[level][status] = int(cell.text)
        return counts
