"""Which settings of retries and breaker recover best: a model of discrete events.

It drives the platform's own circuit breaker and retry policy against fault traces, in virtual time.
"""

from support.tuning.front import Candidate, Ranking, Score, ranked, score_of
from support.tuning.play import Played, Traffic, play
from support.tuning.settings import DEFAULT, Tried, grid
from support.tuning.traces import TRACES, Stretch, Trace

__all__ = [
    "DEFAULT",
    "TRACES",
    "Candidate",
    "Played",
    "Ranking",
    "Score",
    "Stretch",
    "Trace",
    "Traffic",
    "Tried",
    "grid",
    "play",
    "ranked",
    "score_of",
]
