"""Stories over a bad network that are told more than once, to be compared."""

from support.clock import VirtualClock
from support.customer import Customer
from support.network import (
    Bandwidth,
    Direction,
    Latency,
    ResetPeer,
    Slicer,
    Toxic,
)
from support.recording import transcript
from support.self_check.network_trial import NetworkTrial

UP, DOWN = Direction.UPSTREAM, Direction.DOWNSTREAM
LONG_ENOUGH = 600.0
WORDS = 20


async def delays(toxic: Toxic, seed: int, pause: float) -> list[float]:
    """How long after it was said each of 20 words reached an echo; seconds, in their order."""
    trial = NetworkTrial(VirtualClock(), seed=seed)
    try:
        await trial.begin("an echo")
        maya = await trial.person("Maya")
        trial.proxy.add(toxic, UP)
        for _ in range(WORDS):
            await maya.send_bad("hello")
            await trial.clock.advance(pause)
        await trial.clock.advance(LONG_ENOUGH)
        said = [sent.at_ns for sent in maya.sent]
        return [(got.at_ns - at) / 1e9 for got, at in zip(maya.log, said, strict=True)]
    finally:
        await trial.close()


async def bad_network() -> str:
    """Three people over a network with something of everything; their transcripts as one text."""
    trial = NetworkTrial(VirtualClock(), seed=7)
    try:
        await trial.begin("the platform")
        people = [await trial.person(name) for name in ("Maya", "Tom", "Mallory")]
        await _ask_and_suffer(trial, people)
    finally:
        await trial.close()
    receipts = [f"{receipt}\n" for receipt in trial.proxy.receipts]
    frames = [transcript(one, number) for one in people for number in range(1, one.connections + 1)]
    return "".join(frames + receipts)


async def _ask_and_suffer(trial: NetworkTrial, people: list[Customer]) -> None:
    proxy, clock = trial.proxy, trial.clock
    proxy.add(Latency(0.4, 0.3), UP)
    proxy.add(Latency(0.3, 0.2), DOWN, from_connection=1, times=1)
    proxy.add(Slicer(40, 20, 0.01), DOWN, from_connection=2, times=1, after_frames=2)
    proxy.add(Bandwidth(2000), DOWN, from_connection=2, times=1)
    proxy.add(ResetPeer(0.25), DOWN, from_connection=3, times=1, after_frames=4)
    for one in people:
        await one.ask("The lamp is broken.")
    await clock.advance(2)
    held = proxy.hold(1)
    await people[0].ask("And the chair, too.")
    await clock.advance(5)
    held.remove()
    await clock.advance(30)
    proxy.cut(2)
    await clock.advance(LONG_ENOUGH)
