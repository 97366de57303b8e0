"""What was run, and on what: the head of the results."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from support.plain import Plain


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ModelInfo(_Part):
    """The real model behind the agent. `tokens` are those that it wrote.

    `counted` says whether the endpoint `reported` them, whether they are the `pieces` in which its
    words came, or `both`, call by call. `problem` is why it was of no use, or "".
    """

    name: Plain = ""
    endpoint: Plain = ""
    calls: int = 0
    tokens: int = 0
    counted: Literal["reported", "pieces", "both"] = "reported"
    problem: Plain = ""


class RunInfo(_Part):
    """What was under test and how to do it again; `started` is RFC 3339, `tags` behave's own.

    `unreachable` is why nothing could be reached in the whole run, or "". `expected` are promises
    and scenarios that are known to fail, `not_applicable` promises that the target never declared
    to keep, each with the reason.
    """

    target: Plain = "the built-in reference platform"
    seed: int | None = None
    command: Plain = ""
    started: Plain = ""
    versions: dict[Plain, Plain] = {}
    tags: Plain = ""
    paths: list[Plain] = []
    interrupted: bool = False
    unreachable: Plain = ""
    expected: dict[Plain, Plain] = {}
    not_applicable: dict[Plain, Plain] = {}
    model: ModelInfo | None = None

    @property
    def model_problem(self) -> str:
        """Why the real model was of no use; "" where it was, or where none was asked for."""
        return self.model.problem if self.model is not None else ""
