"""The saboteurs: at least one for each promise that must be kept, a module an area."""

from typing import Final

from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts

SABOTEURS: Final[tuple[Saboteur, ...]] = ()
NO_SABOTAGE: Final = Parts()
"""The reference platform through the same door, which must be green."""

__all__ = ["NO_SABOTAGE", "SABOTEURS", "Saboteur"]
