"""The saboteurs: at least one for each promise that must be kept, a module an area."""

from typing import Final

from support.self_check.saboteurs import (
    bad_messages,
    breaker_counts,
    breaker_open,
    breaker_tests,
    events,
    keys,
    lines,
    operating,
    privacy,
    replay,
    restarting,
)
from support.self_check.saboteurs.saboteur import Saboteur

SABOTEURS: Final[tuple[Saboteur, ...]] = (
    *breaker_open.SABOTEURS,
    *breaker_tests.SABOTEURS,
    *breaker_counts.SABOTEURS,
    *events.SABOTEURS,
    *replay.SABOTEURS,
    *lines.SABOTEURS,
    *restarting.SABOTEURS,
    *privacy.SABOTEURS,
    *bad_messages.SABOTEURS,
    *keys.SABOTEURS,
    *operating.SABOTEURS,
)

__all__ = ["SABOTEURS", "Saboteur"]
