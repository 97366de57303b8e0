"""One request over HTTP, as a load balancer makes it."""

import asyncio
import json
from typing import Any, NamedTuple
from urllib.parse import urlsplit


class Answer(NamedTuple):
    """What came back; `told` is the JSON object in the body, empty where there is none."""

    status: int
    headers: str
    told: dict[str, Any]


async def request(server: str, path: str, method: str = "GET") -> Answer:
    """Asks the server at this address (ws:// or http://) for a path."""
    address = urlsplit(server)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(f"{method} {path} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
    answer = (await reader.read()).decode()
    writer.close()
    await writer.wait_closed()
    head, _, body = answer.partition("\r\n\r\n")
    status, _, headers = head.partition("\r\n")
    told = json.loads(body) if body.startswith("{") else {}
    return Answer(int(status.split()[1]), headers, told)
