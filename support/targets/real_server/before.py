"""The HTTP requests that some servers want before a conversation: `[[before]]`."""

import asyncio
import http.client
import json
import urllib.error
import urllib.request
from typing import Any, Final

from support.blame import SuiteAtFault
from support.targets.real_server.description import Before
from support.targets.real_server.expressions import Expression
from support.targets.real_server.filling import Filling

WITHIN: Final = 10.0
LONGEST_SHOWN: Final = 200


async def prepare(steps: tuple[Before, ...], filling: Filling) -> None:
    """Sends them in order; what they save is filled in from then on.

    Raises SuiteAtFault where one is not answered with 2xx, or has not what is to be saved.
    """
    for step in steps:
        body = None if step.body is None else filling.frame(step.body).encode()
        headers = {name: filling.text(text) for name, text in step.headers.items()}
        if body is not None and not any(name.lower() == "content-type" for name in headers):
            headers["Content-Type"] = "application/json"
        url = filling.address(step.url)
        answer = await asyncio.to_thread(ask_http, step.method, url, headers, body)
        for name, place in step.save.items():
            value = Expression(place).of(answer)
            if value is None:
                raise SuiteAtFault(
                    f"[[before]] {step.method} {step.url}: the answer has nothing at {place!r} to "
                    f"be saved as {name!r}: {_brief(answer)}"
                )
            filling.values[name] = value


def ask_http(method: str, url: str, headers: dict[str, str], body: bytes | None) -> Any:
    """The JSON of the answer, or its text. Raises SuiteAtFault where there is none, or no 2xx."""
    asked = f"{method} {url.partition('?')[0]}"
    request = urllib.request.Request(url, data=body, headers=headers, method=method)  # noqa: S310 - http or https, as the description is checked
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=WITHIN) as response:
            said = response.read().decode("utf-8", errors="replace")
    except urllib.error.HTTPError as refused:
        with refused:
            raise SuiteAtFault(f"{asked} was answered with HTTP {refused.code}") from refused
    except (OSError, http.client.HTTPException) as problem:
        raise SuiteAtFault(f"{asked} was not answered: {problem}") from problem
    try:
        return json.loads(said)
    except ValueError:
        return {"text": said}


def _brief(answer: Any) -> str:
    names = sorted(answer) if isinstance(answer, dict) else type(answer).__name__
    return f"it has {names}"[:LONGEST_SHOWN]
