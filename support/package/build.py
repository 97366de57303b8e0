"""Puts the specification into the package: setuptools' own step, with the bundle added to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from setuptools.command.build_py import build_py

BUNDLED: Final = ("environment.py", "pyproject.toml", "features", "steps", "support")
NEEDS_THE_REPOSITORY: Final = ("features/self_check", "support/package", "support/web")
"""Stays out of the bundle: what checks the suite itself, or has no use in it."""
ONLY_IN_THE_SOURCES: Final = (
    *(".ci", ".dockerignore", ".github", ".gitignore", "reports/.gitkeep"),
    *("CHANGELOG.md", "LICENSE", "Makefile", "README.md"),
)
_LEFT_BY_TOOLS: Final = ("__pycache__", "node_modules")
_INSIDE: Final = Path("agent_failure_spec/_bundle")


class Bundled(build_py):  # type: ignore[misc]
    """A checkout that is installed as `--editable` runs from where it lies, and gets no bundle."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            shutil.rmtree(Path(self.build_lib) / _INSIDE, ignore_errors=True)  # of an earlier build
            for target, source in self._bundle().items():
                Path(target).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        return [*super().get_outputs(include_bytecode), *self._bundle()]

    def get_output_mapping(self) -> dict[str, str]:
        return {**super().get_output_mapping(), **self._bundle()}

    def get_source_files(self) -> list[str]:
        """All that the checks of the suite need as well, for whoever builds from the sources."""
        more = (str(file) for name in (*BUNDLED, *ONLY_IN_THE_SOURCES) for file in _files(name))
        return sorted({*super().get_source_files(), *more})

    def _bundle(self) -> dict[str, str]:
        if self.editable_mode:
            return {}
        inside = Path(self.build_lib) / _INSIDE
        return {
            str(inside / file): str(file)
            for name in BUNDLED
            for file in _files(name)
            if not any(file.is_relative_to(out) for out in NEEDS_THE_REPOSITORY)
        }


def _files(name: str) -> Iterator[Path]:
    path = Path(name)
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file() and not set(file.parts) & set(_LEFT_BY_TOOLS):
            yield file
