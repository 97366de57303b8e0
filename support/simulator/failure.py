"""A failure on its way from where it was found to the one place that tells of it."""

from support.contract.vocabulary import ErrorType


class AgentFailure(Exception):  # noqa: N818 - the field's word is failure
    """What a port or the agent found out. `operator_message` is fixed text, free of payloads.

    `retry_after` is the least wait in seconds that the upstream asked for. `counts` overrides
    what the catalogue says about the breaker, where the error type alone does not decide it.
    `root` is the failure that brought this one about, where that is known.
    """

    def __init__(  # noqa: PLR0913 - what can be known of a failure
        self,
        error_type: ErrorType,
        operator_message: str,
        *,
        upstream: str | None = None,
        retry_after: float | None = None,
        counts: bool | None = None,
        root: str | None = None,
    ) -> None:
        super().__init__(operator_message)
        self.error_type = error_type
        self.operator_message = operator_message
        self.upstream = upstream
        self.retry_after = retry_after
        self.counts = counts
        self.root = root
