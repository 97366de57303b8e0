"""The reference platform through the door of the saboteurs, where it must be green."""

from typing import Final

from support.simulator import Parts

NO_SABOTAGE: Final = Parts()
