"""Hostile input made at random, played to what reads what others wrote; the same for one seed."""

from support.fuzzing.hunt import Find, Hunt, Reader, hunt
from support.fuzzing.readers import READERS

__all__ = ["READERS", "Find", "Hunt", "Reader", "hunt"]
