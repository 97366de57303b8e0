"""One request over HTTP, as a load balancer makes it."""

import asyncio
import json
import re
from typing import Any, Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from support.customer import NotConnected
from support.customer.reaching import OPEN_WITHIN

_STATUS: Final = re.compile(r"HTTP/1\.\d \d{3}")


class Answer(NamedTuple):
    """What came back; `told` is the JSON object in the body, empty where there is none."""

    status: int
    headers: str
    told: dict[str, Any]


async def request(server: str, path: str, method: str = "GET") -> Answer:
    """Asks the server at this address (ws:// or http://) for a path.

    Raises NotConnected where no answer comes.
    """
    try:
        async with asyncio.timeout(OPEN_WITHIN):
            answer = await _asked(urlsplit(server), path, method)
    except TimeoutError as silence:
        raise NotConnected(f"Nobody answers at {server} within {OPEN_WITHIN:g} s") from silence
    except OSError as unreachable:
        raise NotConnected(f"Nobody answers at {server}: {unreachable}") from unreachable
    head, _, body = answer.partition("\r\n\r\n")
    status, _, headers = head.partition("\r\n")
    assert _STATUS.match(status), f"What answers at {server} does not speak HTTP: {answer[:80]!r}"
    told = json.loads(body) if body.startswith("{") else {}
    return Answer(int(status.split()[1]), headers, told)


async def _asked(address: SplitResult, path: str, method: str) -> str:
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    try:
        writer.write(f"{method} {path} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
        answer = (await reader.read()).decode(errors="replace")
        writer.close()
        await writer.wait_closed()
    finally:
        writer.transport.abort()
    return answer
