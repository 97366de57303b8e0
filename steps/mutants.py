"""Steps about mutants of transcripts, and whether the validator lets them through."""

from typing import Any

from behave import given, then, use_fixture, when
from hamcrest import assert_that, contains_string, empty, equal_to, greater_than_or_equal_to

from support.self_check.mutant_trial import LONGEST_RUN, MutantTrial, mutant_trial
from support.self_check.mutants.operators import OPERATOR_NAMES
from support.self_check.reviewed import verdicts
from support.self_check.streams import ExampleStream


def _trial(context: Any) -> MutantTrial:
    notes: dict[str, Any] = context.world.notes
    if "mutants" not in notes:
        notes["mutants"] = use_fixture(mutant_trial, context)
    trial: MutantTrial = notes["mutants"]
    return trial


@given('the transcripts of a green run of "{areas}"')
def transcripts_of_a_run(context: Any, areas: str) -> None:
    context.world.watchdog.allow(LONGEST_RUN)
    _trial(context).run_features(areas.split(", "))


@given('the transcript of "{story}"')
def transcript_of_a_story(context: Any, story: str) -> None:
    _trial(context).keep(ExampleStream(story))


@given('the transcript of "{story}", in which {event} is never told')
def transcript_of_half_a_story(context: Any, story: str, event: str) -> None:
    stream = ExampleStream(story)
    stream.never_tell(event)
    _trial(context).keep(stream)


@when("{count:d} mutants of them are judged")
def mutants_are_judged(context: Any, count: int) -> None:
    context.world.watchdog.allow(LONGEST_RUN)
    _trial(context).judge(count)


@when("its mutants are judged by a validator that finds nothing")
def mutants_are_judged_blindly(context: Any) -> None:
    _trial(context).judge_blindly()


@then("at least {count:d} mutants were made, by every operator")
def so_many_were_made(context: Any, count: int) -> None:
    made = _trial(context).tally.made
    assert_that(made.total(), greater_than_or_equal_to(count), "mutants")
    assert_that(set(made), equal_to(OPERATOR_NAMES), "the operators")


@then("each is flagged, or equivalent for a reason that is listed")
def each_is_flagged_or_equivalent(context: Any) -> None:
    trial = _trial(context)
    assert_that(trial.tally.missed, empty(), "what went through")
    assert_that(trial.unreasonable(), empty(), "reasons that are not listed")


@then("nothing is found in the transcripts as they were")
def transcripts_are_not_accused(context: Any) -> None:
    assert_that(_trial(context).tally.accused, empty(), "good transcripts that are accused")


@then('it is told that "{words}"')
def it_is_told(context: Any, words: str) -> None:
    told = "\n".join(_trial(context).tally.told())
    assert words in told, f"no '{words}' in:\n{told}"


@given("what was reviewed of {count:d} or more changes to good conversations")
def reviewed_changes(context: Any, count: int) -> None:
    lines = sum(map(len, verdicts.reviewed().values()))
    assert_that(lines, greater_than_or_equal_to(count))


@then("the validator says the same of each of them today")
def same_verdicts(context: Any) -> None:
    context.world.watchdog.allow(LONGEST_RUN)
    assert not (changed := verdicts.first_differences(verdicts.judged())), changed


@when('the validator says "{now}" where it said "{then}"')
def another_word(context: Any, now: str, then: str) -> None:
    said = (
        (name, [line.replace(then, now) for line in lines]) for name, lines in verdicts.judged()
    )
    context.world.notes["changed"] = verdicts.first_differences(said)


@then('the review tells of the line with "{words}"')
def review_tells(context: Any, words: str) -> None:
    assert_that(context.world.notes["changed"], contains_string(words))
