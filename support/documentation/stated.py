"""Which feature states which promise: from the results of a run, or from the feature files."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from behave.parser import parse_file

from support.contract.promises import PROMISES
from support.report.judgement import rules_of
from support.report.results import FeatureResult

SELF_CHECK = "self_check"


class Stated(NamedTuple):
    """A place where a promise is stated; `anchor` is that place in the report, if there is one."""

    file: str
    feature: str
    rule: str
    anchor: str = ""


Places = Mapping[str, list[Stated]]


def places_in_results(features: Iterable[FeatureResult]) -> Places:
    """As the run read them."""
    specification = [feature for feature in features if not feature.self_check]
    return _gathered(pair for feature in specification for pair in _in_result(feature))


def places_in_files(folder: Path) -> Places:
    """As the files are written, without a run; none where there is no such folder."""
    features = [parse_file(str(path)) for path in sorted(folder.rglob("*.feature"))]
    written = [one for one in features if one is not None and SELF_CHECK not in one.tags]
    return _gathered(pair for feature in written for pair in _in_file(feature, folder.parent))


def _gathered(pairs: Iterable[tuple[Iterable[str], Stated]]) -> Places:
    found: dict[str, list[Stated]] = {}
    for tags, stated in pairs:
        for tag in tags:
            if tag in PROMISES and stated not in found.setdefault(tag, []):
                found[tag].append(stated)
    return found


def _in_result(feature: FeatureResult) -> Iterator[tuple[list[str], Stated]]:
    yield feature.tags, Stated(feature.file, feature.name, "", feature.id)
    for part in (*feature.items, *(item for rule in rules_of(feature) for item in rule.items)):
        yield part.tags, Stated(feature.file, feature.name, part.name, part.id)


def _in_file(feature: Any, root: Path) -> Iterator[tuple[list[str], Stated]]:
    file = Path(feature.filename).resolve().relative_to(root.resolve()).as_posix()
    yield list(feature.tags), Stated(file, feature.name, "")
    parts = [*feature.run_items]
    parts += [item for part in feature.iter_rules() for item in part.run_items]
    for part in parts:
        yield list(part.tags), Stated(file, feature.name, part.name)
