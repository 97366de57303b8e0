"""Whose fault it is not, where a scenario cannot say whether a promise is kept."""

from typing import Final

NOT_DECLARED: Final = "it is not declared:"
"""How the reason begins for which a promise is not applicable."""


class SuiteAtFault(Exception):  # noqa: N818 - a verdict, told as a sentence
    """Our own side did what it should not: what the scenario says then proves nothing."""


class NotTestable(Exception):  # noqa: N818 - a verdict, told as a sentence
    """What is under test lets nobody look at, or do, what the scenario needs: nothing is proved."""


class NotDeclared(Exception):  # noqa: N818 - a verdict, told as a sentence
    """What is under test never said that it can do this: the promise is not applicable to it."""
