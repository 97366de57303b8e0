"""The saboteurs: at least one for each promise that must be kept, a module an area."""

from typing import Final

from support.self_check.saboteurs import (
    announcing,
    attempts,
    bad_messages,
    breaker_counts,
    breaker_open,
    breaker_tests,
    claiming,
    cleaning,
    degrading,
    endings,
    events,
    hopeless,
    keeping,
    keys,
    languages,
    leaking,
    lines,
    operating,
    privacy,
    recovering,
    repeating,
    replay,
    restarting,
    retrying,
    telling,
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
    *endings.SABOTEURS,
    *announcing.SABOTEURS,
    *telling.SABOTEURS,
    *languages.SABOTEURS,
    *keeping.SABOTEURS,
    *claiming.SABOTEURS,
    *repeating.SABOTEURS,
    *degrading.SABOTEURS,
    *attempts.SABOTEURS,
    *retrying.SABOTEURS,
    *hopeless.SABOTEURS,
    *recovering.SABOTEURS,
    *cleaning.SABOTEURS,
    *leaking.SABOTEURS,
)

__all__ = ["SABOTEURS", "Saboteur"]
