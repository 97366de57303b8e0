"""A platform that is broken on purpose, and what must be said of it."""

from dataclasses import dataclass, field
from typing import Literal

from support.simulator import Parts, ReferencePlatform


@dataclass(frozen=True)
class Saboteur:
    """`name` is what it does wrong, `promise` the id of what it breaks by that.

    `says` are words of the sentence that names the breach. `ends_in` is for a sabotage that is a
    crash or a hang itself; any other that crashes or hangs proves nothing about its promise.
    """

    name: str
    promise: str
    says: str
    parts: Parts = field(default_factory=Parts)
    platform: type[ReferencePlatform] = ReferencePlatform
    ends_in: Literal["", "crash", "hang"] = ""
