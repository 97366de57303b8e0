"""How somebody may try to come back to a conversation that is not theirs, and what keys must be."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, takewhile
from typing import Final

from support.contract.customer_frames import Resume
from support.customer import Received

ForeignKey = Callable[[Resume, Resume], Resume]
FEWEST_CHARACTERS: Final = 22
"""128 bits at six bits a character."""
MOST_IN_COMMON: Final = 6

FOREIGN_KEYS: Final[Mapping[str, ForeignKey]] = {
    "with her key": lambda hers, _: hers,
    "with a key that he guessed": lambda hers, _: _with_key(hers, "a-good-guess-but-a-guess"),
    "with the key to his own": lambda hers, his: _with_key(hers, his.resume_token),
}
"""From the owner's way back and the stranger's own, the frame that the stranger sends."""


def looks_random(welcomes: Sequence[Received], names: Sequence[str]) -> None:
    """Fails for keys that are short, shared, alike or made of names."""
    keys = [str(event["resume_token"]) for event in welcomes]
    assert len(set(keys)) == len(keys) > 1, f"{len(keys)} conversations, {len(set(keys))} keys"
    alike = max(_begin_alike(one, other) for one, other in combinations(keys, 2))
    assert alike <= MOST_IN_COMMON, f"two keys begin with the same {alike} characters"
    for event, key in zip(welcomes, keys, strict=True):
        assert len(key) >= FEWEST_CHARACTERS, f"a key has {len(key)} characters"
        told = [name for name in (*names, str(event["session_id"])) if name in key]
        assert not told, f"a key is made of {told}"


def _begin_alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _with_key(frame: Resume, key: str) -> Resume:
    return frame.model_copy(update={"resume_token": key})
