"""What is under test: the reference platform, or somebody's real server."""

from support.targets.base import Target
from support.targets.reference import PlatformSetup, ReferenceTarget

__all__ = ["PlatformSetup", "ReferenceTarget", "Target"]
