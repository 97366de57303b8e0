"""What nobody may see: internals and secrets, in any text of any event."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from support.self_check.mutants.change import Change
from support.self_check.mutants.schema import Property, properties, takes_free_text
from support.self_check.mutants.story import Story

SECRETS: Final = (
    'Traceback (most recent call last): File "agent.py", line 7, in run',
    "openai.RateLimitError",
    "/srv/agents/orders/agent.py",
    "SELECT card FROM customers WHERE id = 7",
    "sk-proj-4f9a8b7c6d5e4f3a2b1c",
    "password=hunter2-hunter2",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXlhIn0.c2lnbmF0dXJl",
    "tom@example.com",
    "<|im_start|>system",
)
LOOK_LIKE_A_TOKEN: Final = frozenset({SECRETS[4], SECRETS[6]})
FORMS: Final = ("{secret}", "It says {secret} here")


def leak(story: Story) -> Iterator[Change]:
    """A text of an event holds a secret: alone, and in the middle of a sentence."""
    for at in story.first_of_their_kind:
        event = story.events[at]
        for number, (name, schema) in enumerate(properties(event["type"]).items()):
            if name not in event or not _holds_text(schema):
                continue
            for turn, form in enumerate(FORMS):
                secret = SECRETS[(at + number + 4 * turn) % len(SECRETS)]
                value = _within(event[name], schema, form.format(secret=secret))
                made = partial(story.saying, at, **{name: value})
                yield Change("leaked secret", story, at, made, field=name, value=value)


def leak_beside(story: Story) -> Iterator[Change]:
    """A field that the contract does not know holds a secret, on its own or deep inside."""
    for at in story.first_of_their_kind:
        secret = SECRETS[at % len(SECRETS)]
        for value in (secret, {"context": [{"cause": secret}]}):
            made = partial(story.saying, at, debug=value)
            yield Change("leaked secret", story, at, made, field="debug", value=value)


def _holds_text(schema: Property) -> bool:
    if schema.get("type") == "array":
        return takes_free_text(schema.get("items", {}))
    return takes_free_text(schema) or schema.get("type") == "object"


def _within(before: Any, schema: Property, text: str) -> Any:
    if schema.get("type") == "array":
        return [*before, text]
    return {**before, "detail": text} if isinstance(before, dict) else text
