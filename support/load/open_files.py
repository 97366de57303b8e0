"""How many files a process may have open, each connection being one."""

import resource
from typing import Final

OWN: Final = 128
"""What a process has open beside its connections, and to spare."""


class TooFewFilesError(Exception):
    """Says how many are wanted, how many there may be, and how to have more."""


def room_for(connections: int) -> None:
    """Raises the limit as far as that takes it. Raises TooFewFilesError where it may not."""
    wanted = connections + OWN
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise TooFewFilesError(
            f"{connections} customers at once need {wanted} open files, and this process may have "
            f"{hard} (its nofile limit). Raise it, as with `ulimit -n {wanted}` or LimitNOFILE=, "
            "or let fewer come at once."
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
