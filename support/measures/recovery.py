"""Recovery time over many incidents: four figures, each with its formula beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from support.measures.figures import Figure, figure_of
from support.measures.incidents import Incident

FORMULAS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "detect": "td - t0: from the fault's first receipt to the timestamp of the notice",
        "notify": "tn - td: from that timestamp to when a customer received the notice",
        "outage": "tr - t0: from the fault's first receipt to the recovery",
        "recovery_lag": "tr - th: from the end of the fault to the recovery",
    }
)


@dataclass(frozen=True)
class Recovery:
    """`figures` by the names of FORMULAS. `unrecovered` is listed apart, and never dropped."""

    incidents: tuple[Incident, ...]
    figures: Mapping[str, Figure]
    unrecovered: tuple[Incident, ...]


def recovery_of(incidents: Iterable[Incident]) -> Recovery:
    """An incident that did not recover still counts where it was detected and told."""
    everything = tuple(incidents)
    return Recovery(
        incidents=everything,
        figures={name: figure_of(_measured(everything, name)) for name in FORMULAS},
        unrecovered=tuple(one for one in everything if one.recovered_at is None),
    )


def _measured(incidents: Iterable[Incident], name: str) -> list[float]:
    values = (getattr(one, name) for one in incidents)
    return [value for value in values if value is not None]
