"""What the templates compile to, kept beside them as Python keeps what modules compile to."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import Final

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from support.installed import INSTALLED

_BESIDE: Final = "__pycache__"
_ENDING: Final = f"{sys.implementation.cache_tag}-jinja-{jinja2.__version__}"


class KeptBesideThem(BytecodeCache):
    """One file for each template in `__pycache__` of its folder; none where Python keeps none.

    An installed one keeps nothing: what uninstalls it would leave that behind.
    """

    def __init__(self) -> None:
        self._files: dict[str, Path] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        key = super().get_cache_key(name, filename)
        if filename is not None:
            file = Path(filename)
            self._files[key] = file.parent / _BESIDE / f"{file.name}.{_ENDING}"
        return key

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was made of another text is passed over."""
        if bucket.key in self._files:
            with (
                suppress(OSError, EOFError, UnpicklingError),
                self._files[bucket.key].open("rb") as kept,
            ):
                bucket.load_bytecode(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """In one step, as others may read it; where nothing can be written, it is not kept."""
        file = self._files.get(bucket.key)
        if file is None or INSTALLED or sys.dont_write_bytecode:
            return
        with suppress(OSError):
            file.parent.mkdir(exist_ok=True)
            unfinished = file.with_name(f"{file.name}.{os.getpid()}")
            with unfinished.open("wb") as new:
                bucket.write_bytecode(new)
            unfinished.replace(file)
