"""What a scenario is called from run to run: in histories, baselines and comparisons."""

from collections import Counter
from collections.abc import Iterator, Sequence

from support.report.judgement import scenarios_of
from support.report.results import FeatureResult, ScenarioResult


def named(features: Sequence[FeatureResult]) -> Iterator[tuple[str, ScenarioResult]]:
    """Each scenario with a name of its own: file and title, and a number where that comes again."""
    seen: Counter[str] = Counter()
    for feature in features:
        for scenario in scenarios_of(feature):
            name = f"{feature.file}: {scenario.name}"
            seen[name] += 1
            yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), scenario
