"""What is common: a Locust user for each customer, with websockets' synchronous client on gevent.

`locust -f locust_user.py --headless` with LOAD_URL and LOAD_SESSIONS set prints the CPU seconds of
a session. Locust is an extra: nothing of the suite imports this.
"""

import itertools
import json
import os
import resource
import time
from typing import Any

import gevent
from locust import User, events, task
from websockets.sync.client import connect

URL, SESSIONS = os.environ["LOAD_URL"], int(os.environ["LOAD_SESSIONS"])
LAST = "resource_cleanup"
FOR_EVER = 3_600.0

_numbers, _done = itertools.count(1), itertools.count(1)
_before: list[float] = []


def _cpu() -> float:
    mine = resource.getrusage(resource.RUSAGE_SELF)
    return mine.ru_utime + mine.ru_stime


@events.test_start.add_listener
def begins(environment: Any, **_: Any) -> None:
    _before.append(_cpu())


class Customer(User):
    @task
    def ask(self) -> None:
        number = next(_numbers)
        if number > SESSIONS:
            gevent.sleep(FOR_EVER)
        began = time.perf_counter()
        received = self.session(number)
        self.environment.events.request.fire(
            request_type="WS",
            name="session",
            response_time=1000 * (time.perf_counter() - began),
            response_length=received,
            exception=None,
        )
        if next(_done) == SESSIONS:
            print(f"CPU {(_cpu() - _before[0]) / SESSIONS}", flush=True)
            gevent.spawn(self.environment.runner.quit)

    def session(self, number: int) -> int:
        """Returns how many events came."""
        with connect(URL, compression=None, ping_interval=None, proxy=None) as line:
            line.send(json.dumps({"type": "authenticate", "token": f"user-{number}"}))
            asked = {"type": "ask", "request_id": f"request-{number}", "text": "A refund, please."}
            line.send(json.dumps(asked))
            for received in itertools.count(1):
                if json.loads(line.recv())["type"] == LAST:
                    return received
        raise AssertionError("there is no end to numbers")
