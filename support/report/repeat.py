"""What to type to see one scenario of a run again."""

import shlex
from collections.abc import Sequence


def alone(command: str, paths: Sequence[str], place: str) -> str:
    """The command of the whole run with `place`, as in `a.feature:12`, instead of its `paths`.

    "" where it is not `run` that was called.
    """
    words = shlex.split(command)
    if "run" not in words:
        return ""
    at = words.index("run") + 1
    others = [word for word in words[at:] if word.partition(":")[0] not in paths]
    return shlex.join([*words[:at], place, *others])
