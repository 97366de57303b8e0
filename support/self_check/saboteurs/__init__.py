"""The saboteurs: at least one for each promise that must be kept, a module an area."""

from typing import Final

from support.self_check.saboteurs import (
    announcing,
    attempts,
    claiming,
    cleaning,
    degrading,
    endings,
    hopeless,
    keeping,
    languages,
    leaking,
    recovering,
    repeating,
    retrying,
    telling,
)
from support.self_check.saboteurs.saboteur import Saboteur

SABOTEURS: Final[tuple[Saboteur, ...]] = (
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
