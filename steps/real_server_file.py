"""The file that describes a real server, as whoever writes it meets it."""

from typing import Any

from behave import given, then, use_fixture, when
from hamcrest import assert_that, contains_string, equal_to, has_key

from support.self_check import server_files as files
from support.self_check.server_files import running_example


@given('the example\'s file, in which "{this}" is "{that}"')
def file_is_changed(context: Any, this: str, that: str) -> None:
    context.world.notes["file"] = files.example(this, that.replace("\\n", "\n"))


@given("the example's file, which declares the vocabulary, and in which {field} is {value}")
def file_says_a_field(context: Any, field: str, value: str) -> None:
    context.world.notes["file"] = files.example_with_a_field(field, value)


@given("the example server runs, and its model answers")
def example_runs(context: Any) -> None:
    context.world.watchdog.allow(files.LONGEST)
    context.world.notes["running"] = use_fixture(running_example, context)


@when("the file is read")
def file_is_read(context: Any) -> None:
    context.world.notes["read"], context.world.notes["refusal"] = files.read(
        context.world.notes["file"]
    )


@when("a customer of its would connect")
def customer_would_connect(context: Any) -> None:
    context.world.notes["refusal"] = files.connect(context.world.notes["file"])


@when('the expression "{expression}" is looked at')
def expression_is_looked_at(context: Any, expression: str) -> None:
    context.world.notes["native"] = files.is_native(expression.replace("\\|", "|"))


@when('a server writes "{framing}", and says')
def frame_is_written(context: Any, framing: str) -> None:
    context.world.notes["values"] = files.values(framing, context.text.replace("\\n", "\n"))


@when("it is looked at for the first time")
def first_look(context: Any) -> None:
    context.world.watchdog.allow(files.LONGEST)
    context.world.notes["drafted"] = files.drafted(context.world.notes["running"])


@then("what it yields is the server's")
def word_is_the_servers(context: Any) -> None:
    assert_that(context.world.notes["native"], equal_to(True))


@then("what it yields is made up")
def word_is_made_up(context: Any) -> None:
    assert_that(context.world.notes["native"], equal_to(False))


@then('"{promise}" is not applicable, because "{words}"')
def promise_is_not_applicable(context: Any, promise: str, words: str) -> None:
    left_out = files.not_applicable_to(context.world.notes["read"])
    assert_that(left_out, has_key(promise))
    assert_that(left_out[promise], contains_string(words))


@then('{count:d} values are read, the first with "{name}"')
def values_are_read(context: Any, count: int, name: str) -> None:
    values = context.world.notes["values"]
    assert_that(len(values), equal_to(count), f"{values}")
    assert_that(values[0], has_key(name))


@then("the file that is written is read")
def draft_is_read(context: Any) -> None:
    read, refusal = files.read(context.world.notes["drafted"])
    assert read is not None, f"{refusal}\n{context.world.notes['drafted']}"
    context.world.notes["read"] = read


@then('it says what the example\'s own file says of "{kind}"')
def draft_says_the_same(context: Any, kind: str) -> None:
    own, _ = files.read(files.example())
    said = files.places(context.world.notes["read"], kind)
    assert_that(said, equal_to(files.places(own, kind)), context.world.notes["drafted"])
