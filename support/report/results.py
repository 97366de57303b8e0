"""What a run found: all that the page shows, and the file `reports/results.json`.

Durations are real seconds. `version` is major.minor: a minor adds optional fields, a major may
break. Texts are cleaned on the way in, so that JSON, XML and HTML can all hold them.
"""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat

from support.blame import NOT_DECLARED
from support.contract.promises import Profile, Strength
from support.plain import Plain
from support.record import ScenarioRecord
from support.report.about import RunInfo
from support.report.standing import Baselined, Compared, Known, Since

VERSION: Final = "1.5"
MAJOR: Final = VERSION.partition(".")[0]

Status = Literal[
    "passed",
    "failed",
    "error",
    "hook_error",
    "cleanup_error",
    "skipped",
    "pending",
    "pending_warn",
    "undefined",
    "untested",
    "untested_pending",
    "untested_undefined",
]
ProblemKind = Literal[
    "failure",
    "error",
    "undefined",
    "pending",
    "cleanup",
    "interrupted",
    "not_testable",
    "not_applicable",
    "suite_at_fault",
]
PromiseVerdict = Literal[
    "kept", "broken", "not_judged", "not_testable", "not_run", "not_applicable", "expected_to_fail"
]
RunState = Literal["kept", "broken", "suite_failed", "interrupted", "nothing_tested", "no_model"]

_PROVES_NOTHING: Final = frozenset({"not_testable", "not_applicable"})


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Problem(_Part):
    """One thing that broke: its sentence first, then what was expected, came, and was logged.

    A `failure` is an assertion's; `not_testable` is what the target lets nobody see or do,
    `not_applicable` what it never declared;
    `suite_at_fault` is what our own side did wrong; an `error` is anything else that was raised.
    `where` is the step, or says which side of the scenario, as in "after the scenario".
    """

    kind: ProblemKind
    sentence: Plain
    where: Plain
    line: int | None = None
    expected: Plain = ""
    actual: Plain = ""
    log: Plain = ""
    exception: Plain = ""
    traceback: Plain = ""


class TableResult(_Part):
    headings: list[Plain]
    rows: list[list[Plain]]


class StepResult(_Part):
    line: int
    keyword: Plain
    name: Plain
    status: Status
    duration: FiniteFloat = 0.0
    background: bool = False
    text: Plain | None = None
    table: TableResult | None = None
    problem: Problem | None = None


class ScenarioResult(_Part):
    """`id` is its place on the page; `promises` are those that it, or what holds it, states."""

    kind: Literal["scenario"] = "scenario"
    id: str
    line: int
    keyword: Plain
    name: Plain
    description: list[Plain] = []
    tags: list[Plain] = []
    promises: list[str] = []
    status: Status
    duration: FiniteFloat = 0.0
    skip_reason: Plain = ""
    steps: list[StepResult] = []
    hook_problems: list[Problem] = []
    output: Plain = ""
    record: ScenarioRecord | None = None
    since: Since | None = None
    known: Known | None = None

    @property
    def problems(self) -> list[Problem]:
        in_steps = [step.problem for step in self.steps if step.problem]
        return in_steps + self.hook_problems

    @property
    def was_interrupted(self) -> bool:
        return any(problem.kind == "interrupted" for problem in self.problems)

    @property
    def is_untestable(self) -> bool:
        """Nothing came before it that broke: what breaks afterwards is its consequence."""
        return bool(self.problems) and self.problems[0].kind in _PROVES_NOTHING

    @property
    def is_inapplicable(self) -> bool:
        """What is under test never declared what it is about."""
        left_out = self.status == "skipped" and self.skip_reason.startswith(NOT_DECLARED)
        return left_out or (self.is_untestable and self.problems[0].kind == "not_applicable")

    @property
    def has_suite_at_fault(self) -> bool:
        """Our own side did wrong, which outranks all else: nothing that broke proves anything."""
        return any(problem.kind == "suite_at_fault" for problem in self.problems)

    @property
    def outcome(self) -> Literal["passed", "failed", "error", "not_run"]:
        """What a reader needs to know. It passed only if steps of its own, and all others, did."""
        if self.was_interrupted or self.is_untestable or self.status in ("skipped", "untested"):
            return "not_run"
        if self.has_suite_at_fault:
            return "error"
        if self.problems:
            return "failed" if self.problems[0].kind == "failure" else "error"
        if self.status == "passed":
            has_own = not all(step.background for step in self.steps)
            proven = has_own and all(step.status == "passed" for step in self.steps)
            return "passed" if proven else "not_run"
        return "failed" if self.status == "failed" else "error"

    @property
    def broke(self) -> bool:
        return self.outcome in ("failed", "error")


class ExamplesResult(_Part):
    """One table of examples; `scenarios` are the ids of what its rows became, in their order."""

    line: int
    name: Plain
    tags: list[Plain] = []
    table: TableResult
    scenarios: list[str]


class OutlineResult(_Part):
    """`steps` are the template's, with the <names> of the columns in them."""

    kind: Literal["outline"] = "outline"
    id: str
    line: int
    keyword: Plain
    name: Plain
    description: list[Plain] = []
    tags: list[Plain] = []
    steps: list[StepResult] = []
    examples: list[ExamplesResult] = []
    scenarios: list[ScenarioResult] = []


class BackgroundResult(_Part):
    line: int
    name: Plain = ""
    description: list[Plain] = []
    steps: list[StepResult] = []


class RuleResult(_Part):
    kind: Literal["rule"] = "rule"
    id: str
    line: int
    keyword: Plain
    name: Plain
    description: list[Plain] = []
    tags: list[Plain] = []
    status: Status
    background: BackgroundResult | None = None
    hook_problems: list[Problem] = []
    items: list[Annotated[ScenarioResult | OutlineResult, Field(discriminator="kind")]] = []


class FeatureResult(_Part):
    """`source` is the text of the file, or "" where it could not be read any more."""

    id: str
    file: Plain
    source: Plain = ""
    line: int
    keyword: Plain
    name: Plain
    description: list[Plain] = []
    business_value: Plain = ""
    priority: Plain = ""
    tags: list[Plain] = []
    language: Plain = "en"
    self_check: bool = False
    status: Status
    duration: FiniteFloat = 0.0
    background: BackgroundResult | None = None
    hook_problems: list[Problem] = []
    items: list[
        Annotated[RuleResult | ScenarioResult | OutlineResult, Field(discriminator="kind")]
    ] = []


class PromiseResult(_Part):
    """A promise of the catalogue and what this run says of it; `anchor` is where it is stated.

    `not_judged`: the suite, or the connection, broke where it was to be tested. `not_testable`: a
    scenario of it needs what the target lets nobody see or do. `not_applicable`: the target never
    declared it. `expected_to_fail`: it is broken, and was known to be; `reason` says why.
    """

    id: str
    area: str
    strength: Strength
    profile: Profile
    statement: str
    source: str
    verdict: PromiseVerdict
    passed: int = 0
    broke: int = 0
    not_run: int = 0
    anchor: str = ""
    since: Since | None = None
    known: Known | None = None
    reason: Plain = ""


class Totals(_Part):
    """How many ended in each status: the figures of behave's own summary."""

    features: dict[Status, int] = {}
    rules: dict[Status, int] = {}
    scenarios: dict[Status, int] = {}
    steps: dict[Status, int] = {}


class Verdict(_Part):
    """The first thing a reader sees. `notes` state the denominators and what else went wrong."""

    state: RunState
    sentence: Plain
    notes: list[Plain] = []


class Results(_Part):
    """All of it. `kill_matrix` is the page of that name, where there was one beside the report.

    `documents` are pages beside it, with their titles: those of the contract, which the run writes,
    and that of a load, where there is one.
    """

    version: Annotated[str, Field(pattern=rf"^{MAJOR}\.\d+$")] = VERSION
    about: RunInfo
    duration: FiniteFloat
    verdict: Verdict
    suite_problems: list[Plain] = []
    totals: Totals
    promises: list[PromiseResult]
    features: list[FeatureResult]
    kill_matrix: str = ""
    documents: dict[str, str] = {}
    history: Compared | None = None
    baseline: Baselined | None = None
