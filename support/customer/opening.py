"""How a line to the platform comes about, or why it does not."""

import os
from typing import Any, Final

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, InvalidStatus

from support.customer.line import CountingClient
from support.customer.reaching import OPEN_WITHIN, NotConnected, TurnedAway

CLOSE_WITHIN: Final = 1


def _in_words(problem: OSError) -> str:
    return os.strerror(problem.errno) if problem.errno else str(problem)


async def open_line(url: str, **options: Any) -> CountingClient:
    """A WebSocket to the address. Raises NotConnected where none comes about."""
    at = url.partition("?")[0]  # what follows it may be somebody's token
    try:
        websocket = await connect(
            url,
            open_timeout=OPEN_WITHIN,
            compression=None,
            ping_interval=None,
            close_timeout=CLOSE_WITHIN,
            max_queue=None,
            max_size=None,
            proxy=None,
            create_connection=CountingClient,
            **options,
        )
    except InvalidStatus as refused:
        body = bytes(refused.response.body or b"").decode(errors="replace")
        raise TurnedAway(at, refused.response.status_code, body) from refused
    except InvalidHandshake as other:
        raise NotConnected(f"What answers at {at} is no WebSocket: {other}") from other
    except TimeoutError as silence:
        raise NotConnected(f"Nobody answers at {at} within {OPEN_WITHIN:g} s") from silence
    except OSError as unreachable:
        raise NotConnected(f"Nobody answers at {at}: {_in_words(unreachable)}") from unreachable
    assert isinstance(websocket, CountingClient), "the client makes the lines that it is told to"
    return websocket
