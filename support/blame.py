"""Whose fault it is not, where a scenario cannot say whether a promise is kept."""


class SuiteAtFault(Exception):  # noqa: N818 - a verdict, told as a sentence
    """Our own side did what it should not: what the scenario says then proves nothing."""


class NotTestable(Exception):  # noqa: N818 - a verdict, told as a sentence
    """What is under test lets nobody look at, or do, what the scenario needs: nothing is proved."""
