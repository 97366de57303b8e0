"""What third-party servers said, when they were recorded."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, empty, equal_to

from support.self_check import recorded_frames as recording
from support.targets.real_server.installing import descriptions
from support.targets.real_server.reading import read_description


@given("what {server:w} said when its model {mood}")
def server_was_recorded(context: Any, server: str, mood: str) -> None:
    context.world.notes["recorded"] = recording.recorded(server, mood)


@when("Maya is told it, as its file has it")
def recording_is_heard(context: Any) -> None:
    context.world.notes["heard"] = recording.heard(context.world.notes["recorded"])


@then("the events are {kinds}")
def events_are(context: Any, kinds: str) -> None:
    assert_that(recording.events(context.world.notes["heard"]), equal_to(kinds.split(", ")))


@then("it keeps every promise that one request can break")
def nothing_is_broken(context: Any) -> None:
    notes = context.world.notes
    assert_that(recording.broken(notes["recorded"], notes["heard"]), empty())


@then("it breaks {promise:w}-{number:d}, and no other")
def one_is_broken(context: Any, promise: str, number: int) -> None:
    notes = context.world.notes
    found = recording.broken(notes["recorded"], notes["heard"])
    assert_that(found, equal_to([f"{promise}-{number}"]))


@then("the servers that can be installed are {names}")
def servers_are(context: Any, names: str) -> None:
    assert_that(sorted(descriptions()), equal_to(sorted(names.split(" and "))))


@then("the file of each is one that can be read, and says what pip is to install")
def files_are_read(context: Any) -> None:
    without = [name for name, file in descriptions().items() if not read_description(file).install]
    assert_that(without, empty())
