"""What the figures of a scenario's record must say."""

from collections.abc import Mapping, Sequence
from typing import Final

from hamcrest import assert_that, close_to, equal_to

from support.figures.impact_text import rows
from support.measures import Declared, Evidence, Incident, impact_of, incidents_of
from support.measures.total import total_of
from support.simulator.model.provider import JournalledCall
from support.simulator.providers import HEALTH_CHECK

ROUNDING: Final = 0.001


def only_incident(evidence: Evidence) -> Incident:
    """Fails where there is none, or a second one."""
    found = incidents_of(evidence)
    roots = [f"{one.root} of {' and '.join(one.customers)}" for one in found]
    assert len(found) == 1, (
        f"one incident was expected, and by what customers received there were {len(found)}: "
        f"{', '.join(roots)}"
    )
    return found[0]


def expect_recovered_within(
    evidence: Evidence, calls: Sequence[JournalledCall], allowed: Mapping[str, float]
) -> None:
    """`allowed` are the seconds of each part but the test, which took what the last one took.

    A test that had begun when the fault ended, and failed, counts where `allowed` has a place for
    it: the key "that test", whose seconds are then measured.
    """
    incident = only_incident(evidence)
    assert incident.recovered_at is not None, f"it never recovered: {incident.unrecovered}"
    lag, over = incident.recovery_lag, incident.lifted_at
    assert lag is not None, "nobody can say when the fault was over"
    assert over is not None
    assert lag >= 0, f"customers were told of a recovery {-lag:g} s before the fault was over"
    tests = [call for call in calls if call.step == HEALTH_CHECK and call.at >= over]
    assert tests, "the provider was never tested after the fault was over"
    parts = {**allowed, "its test": tests[0].last_item_at - tests[0].at}
    said = ", ".join(f"{name} {seconds:g} s" for name, seconds in parts.items())
    assert lag <= sum(parts.values()) + ROUNDING, (
        f"it was told to be well {lag:g} s after the fault was over, which is too late: {said}"
    )


def expect_times(evidence: Evidence, times: Sequence[float]) -> None:
    """Detect, notify, outage and recovery lag of the one incident, to a millisecond."""
    one = only_incident(evidence)
    measured = (one.detect, one.notify, one.outage, one.recovery_lag)
    names = ("detect", "notify", "outage", "recovery lag")
    for name, seconds, expected in zip(names, measured, times, strict=True):
        assert seconds is not None, f"nobody can say the {name} of the incident"
        assert_that(seconds, close_to(expected, ROUNDING), f"{name} of the incident")


def expect_cost(evidence: Evidence, wanted: Mapping[str, str]) -> None:
    """Each figure by its name, beginning with these words."""
    told = list(rows(total_of([impact_of(evidence)]), Declared()))
    for name, words in wanted.items():
        said = [value for key, value in told if key == name]
        assert any(words in one for one in said), (
            f"the figure '{name}' is {' and '.join(said) or 'not there'}, not {words}"
        )


def expect_hit(evidence: Evidence, people: Sequence[str]) -> None:
    """One incident, whose customers are these, each of them affected."""
    incident = only_incident(evidence)
    assert_that(sorted(incident.customers), equal_to(sorted(people)), "who was told of it")
    assert_that(sorted(impact_of(evidence).affected), equal_to(sorted(people)), "who was affected")
