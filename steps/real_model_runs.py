"""Steps about runs with a real model, whose endpoint is one of our own."""

import json
from typing import Any

from behave import given, register_type, then, use_fixture, when
from hamcrest import assert_that, contains_string, equal_to, greater_than, has_entries
from parse_type import TypeBuilder

from support.self_check.model_endpoint import KEY, Behaviour, ModelEndpoint, model_endpoint
from support.self_check.real_model_run import WHAT_NEEDS_IT, RealModelRun, real_model_run
from support.self_check.small_suite import Ended

register_type(ModelBehaviour=TypeBuilder.make_enum({one.value: one for one in Behaviour}))


def _run(context: Any) -> RealModelRun:
    context.world.watchdog.disarm()  # a run has a limit of its own
    run: RealModelRun = context.world.notes["real model run"]
    return run


def _ended(context: Any) -> Ended:
    ended: Ended = context.world.notes["small run"]
    return ended


@given("a model endpoint that {behaviour:ModelBehaviour}")
def endpoint_that(context: Any, behaviour: Behaviour) -> None:
    endpoint: ModelEndpoint = use_fixture(model_endpoint, context, behaviour)
    settings = {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": KEY}
    context.world.notes["real model run"] = use_fixture(real_model_run, context, settings)


@given("the key is wrong")
def key_is_wrong(context: Any) -> None:
    _run(context).set("OPENAI_API_KEY", "sk-wrong")


@given("there is no key")
def no_key(context: Any) -> None:
    _run(context).set("OPENAI_API_KEY", " ")


@given("there is no address")
def no_address(context: Any) -> None:
    _run(context).set("OPENAI_BASE_URL", "")


@given("the address is no URL")
def address_is_no_url(context: Any) -> None:
    _run(context).set("OPENAI_BASE_URL", "localhost:8080")


@given("nobody answers at the address")
def nobody_answers(context: Any) -> None:
    _run(context).set("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")


@given("the client is not installed")
def client_is_not_installed(context: Any) -> None:
    _run(context).lose_the_client()


@when("what needs a real model is run with that one")
def run_what_needs_a_real_model(context: Any) -> None:
    ended = _run(context).run("support", "run", "--real-llm", WHAT_NEEDS_IT)
    context.world.notes["small run"] = ended


@when("its model is looked for")
def model_is_looked_for(context: Any) -> None:
    context.world.notes["refusal"] = context.world.notes["real model run"].refusal()


@when("the specification is run with that model, by behave itself")
def behave_with_real_model(context: Any) -> None:
    context.world.notes["small run"] = _run(context).run("behave", "-D", "real_llm=true")


@then('the endpoint is refused with "{words}"')
def endpoint_is_refused(context: Any, words: str) -> None:
    assert_that(context.world.notes["refusal"], contains_string(words))


@then('the report says "{name}", and more than the {tokens:d} tokens of one call')
def report_counts_tokens(context: Any, name: str, tokens: int) -> None:
    about = _ended(context).results["about"]["model"]
    assert_that(about, has_entries(name=name, counted="both"))
    assert_that(about["tokens"], greater_than(tokens))


@then("it lists the scenarios that need a scripted model as not run")
def report_lists_what_was_not_run(context: Any) -> None:
    why = _ended(context).left_out()["A request that goes well ends with the whole answer"]
    assert_that(why, equal_to("it needs a scripted model"))


@then("neither the console nor the report holds the key")
def key_is_not_shown(context: Any) -> None:
    ended = _ended(context)
    for shown in (ended.output, json.dumps(ended.results)):
        assert KEY not in shown, f"the key was shown: {shown}"
