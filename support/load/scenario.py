"""Load in a scenario: what is under test is started in a process of its own, as often as asked."""

from dataclasses import dataclass
from typing import Final

from support.blame import NotTestable
from support.load.figures import Outcome
from support.load.hosts import OwnPlatform
from support.load.plan import LoadPlan
from support.load.swarm import Waits
from support.load.trial import Trial
from support.targets.door import UnderTest
from support.targets.out_of_reach import OUT_OF_REACH
from support.watchdog import Watchdog

LONGEST: Final = 60.0
"""Real seconds, on a machine that has much else to do; a few where it has not."""

WAITS: Final = Waits(quiet=5.0)
"""No failure waits for anything, so that such a silence means that nothing more comes."""


@dataclass(frozen=True)
class UnderLoad:
    """Plays plans against what is under test."""

    under_test: UnderTest
    watchdog: Watchdog
    seed: int

    async def play(self, plan: LoadPlan) -> Outcome:
        """Raises NotTestable where nobody can start another one of it."""
        if self.under_test.make is not None:
            raise NotTestable(OUT_OF_REACH)
        self.watchdog.allow(LONGEST)
        name, target = self.under_test.name, self.under_test.reference
        host = OwnPlatform(plan, target=target, name=name, seed=self.seed)
        return await Trial(plan, host, waits=WAITS).run()
