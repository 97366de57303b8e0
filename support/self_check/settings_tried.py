"""Settings and faults of a scenario, and what came of playing them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from hamcrest import assert_that, close_to, contains_string, equal_to

from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.measures import Evidence, incidents_of
from support.self_check.figures import EXACT, by_hand
from support.simulator.model.provider import JournalledCall
from support.simulator.providers import HEALTH_CHECK
from support.tuning import Played, Ranking, Score, Trace, Traffic, Tried, play, ranked

TO_THE_MILLISECOND: Final = 0.001


def tried(*, retries: int, base: float, threshold: int, wait: float) -> Tried:
    return Tried(
        PlatformSettings(max_attempts=retries, backoff_base=base, backoff_cap=max(base, 30.0)),
        CircuitBreakerConfig(failure_threshold=threshold, wait_duration_in_open=wait),
    )


def expect_played(played: Played, table: Iterable[Mapping[str, str]]) -> None:
    """Each row: what, and the arithmetic that ends in its value."""
    incident = played.incident
    assert incident is not None, "the fault met no call"
    measured: dict[str, float | None] = {
        "requests": played.requests,
        "openings": played.trips,
        "turned away": played.turned_away,
        "lost": played.lost,
        "calls that met the fault": played.calls_in_fault,
        "attempts wasted": played.wasted,
        "seconds of outage": played.down,
        "recovery lag": incident.recovery_lag,
    }
    for row in table:
        value = measured[row["what"]]
        assert value is not None, f"{row['what']} was not measured"
        assert_that(value, close_to(by_hand(row["arithmetic"]), EXACT), row["what"])


def expect_same_as_platform(
    evidence: Evidence, calls: Iterable[JournalledCall], breaker: CircuitBreakerConfig
) -> None:
    """The platform's record of one fault, played again with its arrivals and its answers."""
    (incident,) = incidents_of(evidence)
    (over,) = evidence.lifted
    tests = [call for call in calls if call.step == HEALTH_CHECK]
    answer = tests[-1].last_item_at - tests[-1].at
    played = play(
        Trace.of([(0.0, over)], evidence.ended),
        Tried(PlatformSettings(max_attempts=0), breaker),
        Traffic(answer=answer, refusal=0.0),
        [one.at for one in evidence.asked],
    )
    assert played.incident is not None
    told = max(at for _, at in incident.recoveries)
    assert_that(played.calls, equal_to(len(evidence.calls or ())), "calls that reached the model")
    recovered_at = played.incident.recovered_at
    assert recovered_at is not None, "the model does not recover"
    assert_that(recovered_at, close_to(told, TO_THE_MILLISECOND), "recovery")
    assert_that(played.wasted, equal_to(len(tests) - 1), "tests that failed")


def ranking_of(table: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """The ranking of settings whose scores are given, and what each is called there."""
    names: dict[str, Tried] = {}
    given = []
    for number, row in enumerate(table):
        retries = 0 if row["name"] == "without retries" else number + 1
        wait = 60.0 if row["name"] == "a longer rest" else 30.0
        names[row["name"]] = one = tried(retries=retries, base=1.0, threshold=5, wait=wait)
        score = Score(float(row["outage"]), float(row["load"]), float(row["wasted"]))
        given.append((one, [_with(score)]))
    return {"names": names, "ranking": ranked(given)}


def _with(score: Score) -> Played:
    """An hour with a minute of fault and 100 requests, of which this is the score."""
    return Played(
        trace="given",
        seconds=3600.0,
        faulty_seconds=60.0,
        requests=100,
        calls_in_fault=int(score.load),
        wasted=int(score.wasted),
        down=60 * score.outage,
    )


def expect_on_front(made: Mapping[str, Any], name: str, *, wanted: bool) -> None:
    ranking: Ranking = made["ranking"]
    candidate = ranking.of(made["names"][name])
    assert_that(candidate.on_front, equal_to(wanted), f"{name} is on the front")


def expect_recommended(made: Mapping[str, Any], name: str, arithmetic: str) -> None:
    best = made["ranking"].recommended
    assert_that(best.tried, equal_to(made["names"][name]), "what is recommended")
    assert_that(best.distance**2, close_to(by_hand(arithmetic), EXACT), "its distance, squared")


def expect_refused(stretches: str, why: str) -> None:
    pairs = [[float(end) for end in one.split(" to ")] for one in stretches.split(", and ")]
    try:
        Trace.of(pairs, 100.0)
    except ValueError as refused:
        assert_that(str(refused), contains_string(why))
    else:
        raise AssertionError(f"a trace of {stretches} was taken")


def expect_files(folder: Path) -> None:
    page = (folder / "recovery.html").read_text(encoding="utf-8")
    told = json.loads((folder / "recovery.json").read_text(encoding="utf-8"))
    assert_that(page, contains_string(told["recommended"]))
    assert_that(sum(one["is_default"] for one in told["settings"]), equal_to(1))
    for outside in ("http://", "https://", "<script"):
        assert outside not in page, f"the page asks for {outside}"
