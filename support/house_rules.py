"""The house rules that no linter knows: what our own source may not do, found in its syntax tree.

Each function takes source text or a folder and returns one sentence for each violation.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

TOP_LEVEL: Final = frozenset(
    {"CHANGELOG.md", "LICENSE", "Makefile", "README.md", "environment.py", "pyproject.toml"}
    | {"features", "reports", "steps", "support"}
)
MADE_BY_TOOLS: Final = (".*", "*.egg-info", "__pycache__", "build", "dist")
MOST_LINES_OF_HOOKS: Final = 40
MOST_STATEMENTS_OF_A_STEP: Final = 4

_STEP_DECORATORS: Final = ("given", "when", "then", "step")
_SLEEPS: Final = frozenset({"asyncio.sleep", "time.sleep"})
_FORBIDDEN_IN_THE_SIMULATOR: Final = {
    "asyncio.sleep": "waits in real time; the clock sleeps",
    "asyncio.timeout": "waits in real time; the clock times out",
    "asyncio.timeout_at": "waits in real time; the clock times out",
    "asyncio.wait_for": "waits in real time; the clock times out",
    "asyncio.to_thread": "is a thread that the clock cannot see",
    "time": "is the real time; the clock tells it",
    "threading": "is a thread that the clock cannot see",
    "concurrent.futures": "is a thread that the clock cannot see",
    "multiprocessing": "is a process that the clock cannot see",
    "uuid.uuid1": "is never the same twice; ids are seeded",
    "uuid.uuid4": "is never the same twice; ids are seeded",
    "os.urandom": "is never the same twice; randomness is seeded",
    "random.SystemRandom": "is never the same twice; randomness is seeded",
    "datetime.datetime.now": "is the real time; the clock tells it",
    "datetime.datetime.utcnow": "is the real time; the clock tells it",
    "datetime.datetime.today": "is the real time; the clock tells it",
    "datetime.date.today": "is the real time; the clock tells it",
}
_SECRETS_FOR_TOKENS: Final = ("secrets.token_", "secrets.compare_digest")


def violations_in_simulator(source: str, name: str = "simulator") -> list[str]:
    """Real time, threads, unseeded randomness, and `localhost`, which may be two addresses."""
    tree = ast.parse(source)
    found = [(line, _why_forbidden(used)) for line, used in _names_used(tree)]
    found += [(line, "random.Random needs a seed") for line in _unseeded(tree)]
    found += [(line, "'localhost' may be two addresses; 127.0.0.1") for line in _localhost(tree)]
    return [f"{name}:{line}: {why}" for line, why in sorted(found) if why]


def violations_in_steps(source: str, name: str = "steps") -> list[str]:
    """Steps that do not say what they do, that do too much themselves, or that sleep."""
    tree = ast.parse(source)
    found = [
        (line, f"{used} waits in real time") for line, used in _names_used(tree) if used in _SLEEPS
    ]
    for function in _functions(tree):
        if function.name == "step_impl":
            found.append((function.lineno, "a step's function says the step, not step_impl"))
        if _is_a_step(function) and _statements(function) > MOST_STATEMENTS_OF_A_STEP:
            most = f"more than {MOST_STATEMENTS_OF_A_STEP} statements"
            found.append((function.lineno, f"{function.name} has {most}; a step delegates"))
    return [f"{name}:{line}: {why}" for line, why in sorted(found)]


def violations_in_hooks(source: str, name: str = "environment.py") -> list[str]:
    """Hooks and fixtures that behave would never await, and hooks that grew too long."""
    found = [
        f"{name}:{function.lineno}: {function.name} is an 'async def'; behave never awaits it"
        for function in _functions(ast.parse(source))
        if isinstance(function, ast.AsyncFunctionDef)
    ]
    lines = len(source.splitlines())
    if lines >= MOST_LINES_OF_HOOKS:
        found.append(f"{name}: {lines} lines; hooks stay under {MOST_LINES_OF_HOOKS}")
    return found


def violations_in_folder(project: Path) -> list[str]:
    """Files at the top that have no place there, and step files where behave never looks."""
    strays = [
        f"{entry.name}: has no place at the top of the project"
        for entry in sorted(project.iterdir())
        if entry.name not in TOP_LEVEL and not any(entry.match(made) for made in MADE_BY_TOOLS)
    ]
    nested = [
        f"{path.relative_to(project)}: behave loads no step from a folder in steps/"
        for path in sorted((project / "steps").glob("*/**/*.py"))
    ]
    return strays + nested


def violations_in_project(project: Path) -> list[str]:
    """Everything above, over the files of a project."""
    found = violations_in_folder(project)
    found += violations_in_hooks((project / "environment.py").read_text(encoding="utf-8"))
    for path in sorted((project / "support" / "simulator").rglob("*.py")):
        found += violations_in_simulator(path.read_text(encoding="utf-8"), _name(path, project))
    for path in sorted((project / "steps").glob("*.py")):
        found += violations_in_steps(path.read_text(encoding="utf-8"), _name(path, project))
    return found


def _name(path: Path, project: Path) -> str:
    return str(path.relative_to(project))


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _is_a_step(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    called = [d.func for d in function.decorator_list if isinstance(d, ast.Call)]
    return any(isinstance(name, ast.Name) and name.id in _STEP_DECORATORS for name in called)


def _statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Those of its body, a loop counted as one, but for the docstring."""
    return len(function.body) - (ast.get_docstring(function) is not None)


def _names_used(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every imported thing that is imported or used, under its full name."""
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                imported[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                yield node.lineno, f"{node.module}.{alias.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            first, _, rest = ast.unparse(node).partition(".")
            if first in imported:
                yield node.lineno, f"{imported[first]}.{rest}"


def _why_forbidden(used: str) -> str:
    """An empty text where it is allowed."""
    for forbidden, why in _FORBIDDEN_IN_THE_SIMULATOR.items():
        if used == forbidden or used.startswith(f"{forbidden}."):
            return f"{used} {why}"
    if used.startswith("secrets.") and not used.startswith(_SECRETS_FOR_TOKENS):
        return f"{used} is never the same twice; secrets are for tokens only"
    if used.startswith("random.") and not used.startswith("random.Random"):
        return f"{used} shares one unseeded source; use a random.Random of your own"
    return ""


def _unseeded(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and not node.args and not node.keywords:
            called = ast.unparse(node.func)
            if called in ("random.Random", "Random"):
                yield node.lineno


def _localhost(tree: ast.AST) -> Iterator[int]:
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    for text in texts:
        if "localhost" in str(text.value) and id(text) not in prose:
            yield text.lineno
