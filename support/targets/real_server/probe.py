"""One healthy request before everything else: who is not understood cannot be judged."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from support.blame import NotDeclared, SuiteAtFault
from support.clock import WallClock
from support.customer import Customer, NotConnected
from support.targets.real_server.story import is_ending

if TYPE_CHECKING:
    from support.targets.real_server.server import RealServer

QUESTION: Final = "The lamp that I bought is broken. Can I have my money back?"
LONGEST_FRAME: Final = 160


@dataclass(frozen=True)
class Probed:
    """`streams`: it has its model's answers streamed. `pieces`: in how many its own came."""

    asks_our_model: bool = False
    streams: bool = False
    pieces: int = 0


async def probe(server: "RealServer") -> Probed:
    """Raises SuiteAtFault, in words, where a healthy request has no good ending."""
    clock = WallClock()
    server.probed = Probed(asks_our_model=True)
    target = server.target(clock)
    token = target.token_for("user-probe")
    speech = server.speech("user-probe", token, clock.timestamp)
    customer = Customer("the probe", "user-probe", token, clock, speech=speech)
    limit = server.description.limits.answer
    try:
        await customer.connect(target.url)
        await customer.ask(QUESTION)
        ended = await clock.run_until(lambda: _is_over(customer), within=limit)
        _check(customer, ended=ended and not _was_cut(customer), limit=limit)
    except (NotConnected, NotDeclared) as nobody:
        raise SuiteAtFault(str(nobody)) from nobody
    except AssertionError as cut:
        raise SuiteAtFault(f"A healthy request could not be made: {cut}") from cut
    finally:
        await customer.close()
    plan = target.plan
    asked = plan is not None and bool(plan.journal)
    return Probed(
        asks_our_model=asked,
        streams=plan is not None and plan.streamed > 0,
        pieces=len(customer.log.of("agent_output")),
    )


def _is_over(customer: Customer) -> bool:
    return _was_cut(customer) or any(is_ending(one.event) for one in customer.log if one.event)


def _was_cut(customer: Customer) -> bool:
    return not customer.connected and not any(is_ending(o.event) for o in customer.log if o.event)


def _check(customer: Customer, *, ended: bool, limit: float) -> None:
    frames = customer.log.frames
    known = [one for one in frames if one.event]
    if not frames:
        raise SuiteAtFault(_silent(customer, limit))
    if not known:
        first = str(frames[0].raw)[:LONGEST_FRAME]
        raise SuiteAtFault(
            f"It said {len(frames)} frames, and no [[event]] fits any of them. The first: {first}"
        )
    if not ended:
        raise SuiteAtFault(
            f"A healthy request had no ending within {limit:g} s; what came: {customer.log.told()}"
        )
    if not customer.log.of("run_completed"):
        raise SuiteAtFault(
            f"A healthy request was not completed, so nothing can be compared with it; "
            f"what came: {customer.log.told()}; the last frame: {str(frames[-1].raw)[:400]}"
        )


def _silent(customer: Customer, limit: float) -> str:
    if customer.closings:
        end = customer.closings[-1]
        return f"It closed the line with {end.code} {end.reason!r}, and said nothing"
    return f"It said nothing at all within {limit:g} s of a healthy request"
