"""The saboteurs: at least one for each promise that must be kept, a module an area."""

from typing import Final

from support.self_check.saboteurs.saboteur import Saboteur

SABOTEURS: Final[tuple[Saboteur, ...]] = ()

__all__ = ["SABOTEURS", "Saboteur"]
