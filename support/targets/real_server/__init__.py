"""Somebody's real agent server, described in a TOML file: `-D target=path/to/server.toml`.

`description.py` is the file's format, `framing.py` and `mapping.py` turn its frames into our
events, `llm/` is the language model that fails on cue, `server.py` is what lasts for a whole run.
"""

from support.targets.real_server.description import Description
from support.targets.real_server.reading import read_description
from support.targets.real_server.server import RealServer

__all__ = ["Description", "RealServer", "read_description"]
