"""Our own swarm, with every rule on.

`python -m support.load.measures.judged URL SESSIONS AT_ONCE` prints the CPU seconds of a session.
"""

import sys

from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.load import loops
from support.load.customer import Account, Judge
from support.load.plan import LoadPlan, Part
from support.load.swarm import DEFAULT_WAITS, Door, Swarm, Watch
from support.load.usage import used


def _named(part: Part) -> tuple[str, str]:
    """The token is the name."""
    user = f"user-{part.number + 1}"
    return user, user


async def _sessions(url: str, sessions: int, at_once: int) -> float:
    accounts: list[Account] = []
    plan = LoadPlan(sessions=sessions, failing=0.0, at_once=at_once)
    judge = Judge(PlatformSettings(max_attempts=0), CircuitBreakerConfig())
    swarm = Swarm(plan, Door(url, _named), judge, Watch(accounts.append), DEFAULT_WAITS)
    before = used()["cpu"]
    await swarm.run()
    spent = used()["cpu"] - before
    wrong = [one for one in accounts if one.findings or one.failures != 1 or one.foreign]
    assert not wrong, wrong[0]
    return spent


def main(url: str, sessions: int, at_once: int) -> None:
    with loops.runner() as runner:
        print(runner.run(_sessions(url, sessions, at_once)) / sessions)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
