"""The pages of the contract, read back, and what of the contract is not on them."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from support.contract.customer_frames import customer_frame
from support.contract.envelope import Envelope
from support.contract.events import EVENTS, read
from support.contract.failure_events import FailureEvent
from support.contract.promises import PROMISES
from support.contract.published import FRAMES
from support.documentation import DOCUMENTS, document_files
from support.documentation.examples import STORIES
from support.documentation.stated import places_in_files
from support.documentation.words import Words, shipped_words
from support.report.trial.reading import Node, Page
from support.self_check.reviewed.verdicts import reviewed
from support.self_check.streams import judged
from support.self_check.written import PROJECT

MOST_BYTES: Final = 1_000_000
SUMMED_UP: Final = {Envelope: "every", FailureEvent: "every-failure"}
"""Where those fields stand that many events share."""
_FOUND: Final = re.compile(r"(?P<promise>[A-Z]+-\d) (?:The )?(?P<event>\w+) (?:\(|has|came)")


class Documented:
    """The pages as they are written, parsed."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {name: Page(self.files[name].decode()) for name in DOCUMENTS}

    def entry(self, page: str, name: str) -> Node:
        return self.pages[page].by_id(name)

    def places_in_the_report(self, promise: str) -> list[str]:
        """The headings in the report that its links lead to; all of them lead there."""
        report = Page(self.files["index.html"].decode())
        links = [a.attributes["href"] for a in self.entry("promises.html", promise).all("a")]
        places = [report.by_id(link.removeprefix("index.html#")) for link in links]
        return [next(place.all("h4")).text for place in places]

    def links_of_each_page(self) -> dict[str, list[str]]:
        """What the report and the pages lead to."""
        parsed = self.pages | {"index.html": Page(self.files["index.html"].decode())}
        return {
            name: [a.attributes["href"] for a in page.root.all("a")]
            for name, page in parsed.items()
        }

    def faults(self, page: str) -> Iterator[str]:
        """What would ask somebody, is not nested, or leads nowhere; or that it is too large."""
        parsed = self.pages[page]
        yield from parsed.faults
        yield from (one for one in parsed.requests() if not self._is_there(one))
        links = [a.attributes["href"] for a in parsed.root.all("a")]
        yield from (f"{one} leads nowhere" for one in links if not self._is_there(one, page))
        yield from (f for f in parsed.accessibility_faults() if "leads nowhere" not in f)
        if len(self.files[page]) >= MOST_BYTES:
            yield f"{page} has {len(self.files[page])} bytes"

    def _is_there(self, link: str, page: str = "") -> bool:
        file, _, anchor = link.partition("#")
        file = file or page
        if file not in self.pages or not anchor:
            return file in self.files
        return any(node.attributes.get("id") == anchor for node in self.pages[file].root.all())

    def examples(self) -> dict[str, str]:
        """The text of each, by what it is said to be an example of."""
        entries = {name: self.entry("events.html", name) for name in (*EVENTS, *FRAMES)}
        return {name: one.text for name, entry in entries.items() for one in entry.all("pre")}


@cache
def documented() -> Documented:
    """As without a run."""
    return Documented(dict(document_files(places_in_files(PROJECT / "features"))))


def documented_with(words: Words) -> Documented:
    """Raises WordsMissingError."""
    return Documented(dict(document_files({}, words=words)))


def without(what: str) -> Words:
    """The words but for "the event NAME", "the field NAME" or the like."""
    words = shipped_words()
    kind, _, name = what.rpartition(" ")
    field = {"a promise of": "spoken"}.get(kind, f"{kind.removeprefix('the ')}s")
    kept = {key: value for key, value in getattr(words, field).items() if key != name}
    return words._replace(**{field: kept})


def with_field(name: str) -> Words:
    words = shipped_words()
    return words._replace(fields={**words.fields, name: "how the customer feels"})


def misread_examples(pages: Documented) -> Iterator[str]:
    """Examples that are not, to the letter, what the contract says that they are."""
    for name, text in pages.examples().items():
        try:
            if name in EVENTS:
                taken: Any = EVENTS[name].model_validate_json(text)
                also: Any = read(text)
            else:
                taken = also = customer_frame.validate_json(text)
        except ValidationError as refused:
            yield f"{name}: {refused}"
        else:
            if not taken.type == also.type == name or json.loads(text)["type"] != name:
                yield f"the example of {name} is a {also.type}"


def findings_in_stories() -> list[str]:
    """What the validator finds in what the examples are from."""
    found = []
    for name, story in STORIES.items():
        told = story()
        asked = [event["request_id"] for event in told if "request_id" in event]
        found += [f"{name}: {one}" for one in judged(told, asked)]
    return found


def unsaid_promises(pages: Documented) -> Iterator[str]:
    """Promises that the validator names of an event, and the event's entry does not."""
    named = {pair for lines in reviewed().values() for line in lines for pair in _named(line)}
    assert named, "the reviewed findings name no event"
    shared = {name: links_of(pages, place) for name, place in SUMMED_UP.items()}
    for promise, event in sorted(named):
        said = links_of(pages, event) | shared[Envelope]
        if issubclass(EVENTS[event], FailureEvent):
            said |= shared[FailureEvent]
        if promise not in said:
            yield f"{promise} speaks of {event}, and its entry does not say so"


def _named(line: str) -> Iterator[tuple[str, str]]:
    for finding in line.partition(" -> ")[2].split(" | "):
        found = _FOUND.match(finding)
        if found and found["event"] in EVENTS:
            yield found["promise"], found["event"]


def links_of(pages: Documented, anchor: str) -> set[str]:
    entry = pages.entry("events.html", anchor)
    return {a.attributes["href"].partition("#")[2] for a in entry.all("a")} & {*PROMISES}


def read_back(folder: Path) -> Documented:
    """The pages that a run left, and the report beside them."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return Documented(files)
