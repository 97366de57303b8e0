"""SEC-2: no internals and no secrets reach a customer, in any text of any event, however coded."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from support.validator.findings import Tell, named, quoted, shortened
from support.validator.innocence import is_innocent, is_plain_identifier, plain_words
from support.validator.leak_patterns import LEAKS, SECRET_FIELD, SECRET_KEYS
from support.validator.looking import MOST_REMEMBERED, Leak, looked_into, plain_texts, suspects
from support.validator.parsing import strings
from support.validator.texts import OF_OUTPUT, TEXTS, plain_data

SHOWN: Final = 6
OVERLAP: Final = 64
LONGEST_REMEMBERED: Final = 1_000

_NO_LENGTH: Final = 129
"""Characters: longer than any identifier."""

_MASK: Final = "*"
_WITH_A_TOKEN: Final = frozenset({"session_started", "session_resumed"})
_WITH_TEXT_APART: Final = _WITH_A_TOKEN | {"agent_output"}
_NEVER_REPEATED: Final = tuple(LEAKS[name] for name in ("a key", "a credential", "a token"))
_KEPT_BACK: Final = {"SEC-2": "a planted secret", "SEC-4": "the resume token"}


class LeakRules:
    """Looks into every text of every event; a text found clean is not looked into again.

    `forbidden` are exact texts that must never be seen, such as secrets that a scenario planted.
    Output that comes in pieces is also read across the seam of two pieces.
    """

    def __init__(self, tell: Tell, forbidden: Collection[str]) -> None:
        self._tell = tell
        self._forbidden = {secret: "SEC-2" for secret in forbidden if secret}
        self._clean: set[object] = {None}
        self.shortest = min((_NO_LENGTH, *map(len, self._forbidden)))
        self._tails: dict[str | None, str] = {}
        self._wary: set[str | None] = set()
        self.plain_steps: set[str] = set()

    def follow(self, event: Any) -> None:
        """Look into an event that holds nothing but the fields of its type."""
        texts = TEXTS[type(event)]
        values = texts.of(event)
        if not self._clean.issuperset(values):
            for name, text in zip(texts.names, values, strict=True):
                if text not in self._clean:
                    self._check_field(event, name, text)
        name = event.event_id
        if len(name) >= self.shortest or not is_plain_identifier(name):
            self._check_id(event, name)
        for name in texts.inside:
            value = getattr(event, name)
            if value:
                self._check_inside(event, name, value)
        if event.type in _WITH_TEXT_APART:
            self.follow_text(event)

    def follow_output(self, event: Any) -> None:
        """As `follow`, for output: most of what there is."""
        if not self._clean.issuperset(OF_OUTPUT(event)):
            self.follow(event)
            return
        name = event.event_id
        if len(name) >= self.shortest or not is_plain_identifier(name):
            self._check_id(event, name)
        self._follow_output(event)

    def _check_inside(self, event: Any, name: str, value: Any) -> None:
        """Lists of texts, and parameters that a text has, come again as they were."""
        if type(value) is dict:
            known: object = tuple(value.items())
            if known not in self._clean and not self.check(named(event), {name: value}):
                self._clean.add(known)
        elif type(value) is not tuple or not self._clean.issuperset(value):
            self.check(named(event), {name: plain_data(value)})

    def _check_id(self, event: Any, name: str) -> None:
        plain = is_plain_identifier(name) or is_innocent(name)
        if not plain or self._is_forbidden(name):
            self.check(named(event), {"event_id": name})

    def _check_field(self, event: Any, name: str, text: str) -> None:
        plain = text in plain_texts or is_plain_identifier(text)
        if (plain and not self._is_forbidden(text)) or not any(self._leaks_in(text)):
            self._remember(text)
        else:
            self.check(named(event), {name: text})

    def follow_data(self, event: Any, data: Mapping[str, Any]) -> None:
        """Look into all of a JSON object; `event` is what could be read of it."""
        apart = "resume_token" if event.type in _WITH_A_TOKEN else None
        apart = "text" if event.type == "agent_output" else apart
        self.check(named(event), {key: data[key] for key in data if key != apart})
        self.follow_text(event)

    def follow_text(self, event: Any) -> None:
        if event.type == "agent_output":
            if isinstance(event.text, str):
                self._follow_output(event)
        elif event.type in _WITH_A_TOKEN and isinstance(event.resume_token, str):
            self._follow_token(event)

    def forget(self, event: Any) -> None:
        """The run is over: nothing continues its output."""
        self._tails.pop(event.run_id, None)
        self._wary.discard(event.run_id)

    def check(self, place: str, value: Any) -> bool:
        """Tell what any text inside the value gives away, one finding for each kind.

        Returns whether anything was told.
        """
        told: set[str] = set()
        for key, text in strings(value):
            if SECRET_KEYS.match(key) and text:
                leaks = [Leak(SECRET_FIELD, text), *self._leaks_in(text)]
            elif text in self._clean:
                continue
            else:
                leaks = list(self._leaks_in(text))
            for leak in leaks:
                if leak.name not in told:
                    told.add(leak.name)
                    self._told(place, leak, key or "the name of a field")
            if not leaks:
                self._remember(text)
        return bool(told)

    def _remember(self, text: str) -> None:
        if len(self._clean) >= MOST_REMEMBERED:
            self._clean = {None}
            self.plain_steps.clear()
        if len(text) <= LONGEST_REMEMBERED:
            self._clean.add(text)

    def _follow_token(self, event: Any) -> None:
        """A token looks like a secret, for it is one; here alone it is in its place."""
        token = event.resume_token
        for leak in self._leaks_in(token):
            if leak.promise == "SEC-2" and leak.name not in {"a key", "a token"}:
                self._told(named(event), leak, "resume_token")
        if token.strip(_MASK):
            self._forbidden[token] = "SEC-4"
            self.shortest = min(self.shortest, len(token))

    def _follow_output(self, event: Any) -> None:
        """Also across the seam: where all before it was harmless, its last word is enough."""
        text, run = event.text, event.run_id
        before = self._tails.get(run, "")
        joined = before + text
        self._tails[run] = joined[-OVERLAP:]
        if run not in self._wary and is_innocent(before.rpartition(" ")[2] + text):
            if not self._is_forbidden(joined):
                return
        elif self._is_harmless(joined):
            self._wary.discard(run)
            return
        self._wary.add(run)
        leaks = list(self._leaks_in(text))
        for leak in leaks:
            self._told(named(event), leak, "text")
        if not leaks:
            self._check_seam(event, before, text)

    def holds_plain(self, names: Collection[str]) -> bool:
        """Whether they were found clean, and JSON has them as they are."""
        return self._clean.issuperset(names) and all(map(_is_written_as_it_is, names))

    def knows_step(self, step: str) -> None:
        """The step of an output that was looked into."""
        if step not in self.plain_steps and self.holds_plain((step,)):
            self.plain_steps.add(step)

    def goes_on(self, run: str, text: str) -> bool:
        """Whether the text goes on harmlessly, as JSON has it as it is; if so, it is noted."""
        before = self._tails.get(run, "")
        words = text if before.endswith(" ") else before.rpartition(" ")[2] + text
        if run in self._wary or not plain_words.issuperset(words.split(" ")):
            return False
        joined = before + text
        for secret in self._forbidden:
            if secret in joined:
                return False
        self._tails[run] = joined[-OVERLAP:]
        return True

    def _is_harmless(self, text: str) -> bool:
        return is_innocent(text) and not self._is_forbidden(text)

    def _is_forbidden(self, text: str) -> bool:
        for secret in self._forbidden:  # noqa: SIM110 - any() takes longer than the search
            if secret in text:
                return True
        return False

    def _check_seam(self, event: Any, before: str, text: str) -> None:
        seam = before + text[:OVERLAP]
        patterns = [(name, "SEC-2", LEAKS[name]) for name in suspects(seam)]
        for secret, why in self._forbidden.items():
            if secret in seam:
                patterns.append((_KEPT_BACK[why], why, _exactly(secret)))
        for name, promise, pattern in patterns:
            for found in pattern.finditer(seam):
                if found.start() < len(before) < found.end():
                    where = f"the output of the run {event.run_id}"
                    self._told(named(event), Leak(name, found.group(), promise), where)
                    return

    def _told(self, place: str, leak: Leak, where: str) -> None:
        shown = quoted(_beginning(leak.found))
        where = shortened(where)
        self._tell(leak.promise, f"{place} shows the customer {leak.name} in {where} ({shown}).")

    def masked(self, sentence: str) -> str:
        """Without the rest of any secret that stands in it, in whatever place it came."""
        for secret in self._forbidden:
            for written in (secret, quoted(secret)[1:-1]):
                sentence = sentence.replace(written, _beginning(written))
        for pattern in _NEVER_REPEATED:
            sentence = pattern.sub(lambda found: _beginning(found.group()), sentence)
        return sentence

    def _leaks_in(self, text: str) -> Iterator[Leak]:
        look = looked_into if len(text) <= LONGEST_REMEMBERED else looked_into.__wrapped__
        shapes, leaks = look(text)
        for shape in shapes:
            for secret, promise in self._forbidden.items():
                if secret in shape:
                    yield Leak(_KEPT_BACK[promise], secret, promise)
        yield from leaks


def _is_written_as_it_is(text: str) -> bool:
    return text.isprintable() and "\\" not in text


def _beginning(secret: str) -> str:
    """So much of it that whoever knows it finds it, and nobody else can use it."""
    return secret[: min(SHOWN, len(secret) // 2)] + "..."


def _exactly(secret: str) -> re.Pattern[str]:
    return re.compile(re.escape(secret))
