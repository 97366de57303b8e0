"""Whose fault it is not, where a scenario cannot say whether a promise is kept."""


class NotTestable(Exception):  # noqa: N818 - a verdict, told as a sentence
    """What is under test lets nobody look at, or do, what the scenario needs: nothing is proved."""
