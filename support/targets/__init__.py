"""What is under test: the reference platform, or somebody's real server."""

from support.targets.base import Target
from support.targets.door import UnderTest, under_test
from support.targets.process import ProcessTarget
from support.targets.reference import ReferenceTarget
from support.targets.setup import PlatformSetup

__all__ = [
    "PlatformSetup",
    "ProcessTarget",
    "ReferenceTarget",
    "Target",
    "UnderTest",
    "under_test",
]
