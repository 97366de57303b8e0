"""Four small HTTP routes that a server may have for what nobody can do to it from outside.

    GET    /capabilities   {"faults": ["never answers", …], "state": ["connected", "receipts"]}
    POST   /faults         {"fault": …, "port": …, "from_call": 1, "times": null, "step": null}
    DELETE /faults         lifts all of them
    GET    /state          {"connected": ["user-maya"], "receipts": [{"fault": …, "at": …}]}

501 means that it cannot do this, which is not testable: it is neither a failure nor a success.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, Final

from support.blame import NotTestable, SuiteAtFault
from support.simulator import Injection
from support.targets.real_server.description import Backchannel
from support.targets.real_server.filling import Filling

NOT_IMPLEMENTED: Final = 501
_OF_A_FAULT: Final = ("port", "from_call", "times", "step")
WITHIN: Final = 5.0


class BackchannelClient:
    """Asks the routes; each answer is JSON, or empty."""

    def __init__(self, description: Backchannel, filling: Filling) -> None:
        self._url = filling.text(description.url).rstrip("/")
        self._headers = {name: filling.text(text) for name, text in description.headers.items()}

    def capabilities(self) -> Mapping[str, Any]:
        return self._ask("GET", "/capabilities")

    def set_fault(self, injection: Injection) -> None:
        told = {name: getattr(injection, name) for name in ("fault", *_OF_A_FAULT)}
        self._ask("POST", "/faults", told)

    def lift_faults(self) -> None:
        self._ask("DELETE", "/faults")

    def state(self) -> Mapping[str, Any]:
        return self._ask("GET", "/state")

    def _ask(self, method: str, path: str, told: Any = None) -> Mapping[str, Any]:
        """Raises NotTestable for 501, and SuiteAtFault for anything else that is no answer."""
        body = None if told is None else json.dumps(told).encode()
        headers = self._headers | ({"Content-Type": "application/json"} if body else {})
        request = urllib.request.Request(  # noqa: S310 - http or https, as the description is checked
            self._url + path, data=body, headers=headers, method=method
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=WITHIN) as response:
                said = json.loads(response.read() or b"{}")
        except urllib.error.HTTPError as refused:
            with refused:
                if refused.code == NOT_IMPLEMENTED:
                    what = f" the fault '{told['fault']}'" if told else ""
                    raise NotTestable(
                        f"its backchannel answers {method} {path}{what} with 501"
                    ) from refused
                raise SuiteAtFault(
                    f"the backchannel answers {method} {path} with HTTP {refused.code}"
                ) from refused
        except (OSError, ValueError) as problem:
            raise SuiteAtFault(f"the backchannel does not answer {method} {path}: {problem}") from (
                problem
            )
        return said if isinstance(said, dict) else {}
