"""A request on trial, to measure what it needs before anybody limits it."""

from collections.abc import Sequence
from typing import Final

from support.clock import Clock
from support.contract.customer_frames import Ask
from support.contract.defaults import PlatformSettings
from support.simulator import Parts, ReferencePlatform
from support.simulator.plan import Step
from support.simulator.resources import Resources

WITHIN: Final = 60.0


async def memory_needed(
    clock: Clock, settings: PlatformSettings, plan: Sequence[Step], text: str
) -> int:
    """The most bytes that a healthy run of this plan holds at once, for this request."""
    seen: list[Resources] = []

    def kept_in_sight(clock: Clock, within: float, budget: int) -> Resources:
        seen.append(Resources(clock, within, budget))
        return seen[-1]

    platform = ReferencePlatform(
        clock=clock, settings=settings, plan=plan, parts=Parts(resources=kept_in_sight)
    )
    session = platform.front_desk.new_session()
    session.user_id = "user-on-trial"
    platform.front_desk.ask(session, Ask(type="ask", request_id="trial", text=text))
    run = session.runs["trial"]
    await clock.run_until(lambda: not run.is_running, within=WITHIN)
    await platform.close()
    return max(resources.memory.peak for resources in seen)
