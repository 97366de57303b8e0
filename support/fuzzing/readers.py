"""Everything of ours that reads what others wrote."""

from collections.abc import Mapping
from typing import Final

from support.configuration import Configuration
from support.fuzzing import frames, settings, streams, validator
from support.fuzzing.hunt import Reader
from support.simulator.frames import parse
from support.validator import WebSocketEventValidator

READERS: Final[Mapping[str, Reader]] = {
    reader.name: reader
    for reader in (
        Reader("validator", streams.stream, validator.breach_of(WebSocketEventValidator), 300),
        Reader("validator-huge", streams.huge, validator.weighed(WebSocketEventValidator), 60),
        Reader("frames", frames.frame, frames.breach_of(parse), 1_000),
        Reader("configuration", settings.settings, settings.breach_of(Configuration.read), 400),
    )
}
