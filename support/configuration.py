"""The one configuration of a run: defaults < [tool.behave.userdata] in pyproject.toml < -D."""

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NoReturn, Self

from pydantic import AfterValidator, Field, ValidationError

from support.contract.defaults import Duration, Origin, PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.installed import INSTALLED

REFERENCE: Final = "reference"
TARGETS: Final = "reference, or path/to/server.toml, or module:Name, or path/to/file.py:Name"
DESCRIPTION: Final = ".toml"
HISTORY_OFF: Final = Path("off")
_WANTED: Final = {"history": "a folder, or off", "baseline": "a TOML file"}
BREAKER_PREFIX: Final = "breaker_"
LONGEST_SHOWN: Final = 100

_BEHAVES_OWN: Final = "behave."
_UNDERSCORED_NUMBER: Final = re.compile(r"\s*[+-]?[\d_.eE+-]*_[\d_.eE+-]*\s*", re.ASCII)
_WHOLE_NUMBER: Final = re.compile(r"[+-]?\d+", re.ASCII)


class ConfigurationError(ValueError):
    """Unknown keys and bad values, all of them; `problems` holds one sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("The configuration is refused.\n" + "\n".join(f"  {p}" for p in problems))


def _names_a_target(target: str) -> str:
    where, _, name = target.rpartition(":")
    if target.endswith(DESCRIPTION) and target != DESCRIPTION:
        return target
    if target != REFERENCE and not (where and name.isidentifier()):
        raise ValueError(f"{TARGETS} is wanted")
    return target


class Configuration(PlatformSettings):
    """Every setting of a run: the platform's, the circuit breaker's and the suite's own.

    In `-D` and in pyproject.toml all settings are flat; the breaker's begin with `breaker_`.
    """

    breaker: CircuitBreakerConfig = CircuitBreakerConfig()
    seed: Annotated[int, Field(ge=0, description="event ids and jitter follow from it")] = 20260101
    step_watchdog: Annotated[
        Duration, Field(description="longest that a step may take, in real seconds")
    ] = 5.0
    reports: Annotated[Path, Field(description="folder that the report is written to")] = Path(
        "reports"
    )
    history: Annotated[
        Path | None, Field(description="folder that runs are kept in; else history in reports")
    ] = None
    baseline: Annotated[
        Path | None, Field(description="the list of known breaks, each with its reason")
    ] = None
    transcripts: Annotated[
        Path | None, Field(description="folder for each connection's transcript")
    ] = None
    logs: Annotated[
        Path | None, Field(description="folder for what the validator was told, tokens and all")
    ] = None
    target: Annotated[
        str, AfterValidator(_names_a_target), Field(description="what is under test")
    ] = REFERENCE
    real_llm: Annotated[bool, Field(description="drive the agent with a real model")] = False
    real_llm_ends: Annotated[
        Literal["line", "itself"],
        Field(description="a real answer ends with its first line, or where the model ends it"),
    ] = "line"

    @property
    def history_folder(self) -> Path | None:
        """Where runs are kept, or None where they are not."""
        if self.history == HISTORY_OFF:
            return None
        return self.history or self.reports / "history"

    @property
    def platform(self) -> PlatformSettings:
        """The part that a platform is built from."""
        return PlatformSettings(**{name: getattr(self, name) for name in _OF_THE_PLATFORM})

    @classmethod
    def read(cls, userdata: Mapping[str, object]) -> Self:
        """The configuration that these settings make; values may be the strings of a -D.

        Raises ConfigurationError, which lists every unknown key and every bad value.
        """
        given = {k: str(v) for k, v in userdata.items() if not k.startswith(_BEHAVES_OWN)}
        problems = [_unknown(key) for key in given if key not in SETTINGS]
        known = {key: text for key, text in given.items() if key in SETTINGS}
        loose = {key for key, text in known.items() if not SETTINGS[key].is_written_as_one(text)}
        problems += [_bad(key, known[key]) for key in sorted(loose)]
        try:
            read = cls.model_validate_strings(
                _nested({key: text for key, text in known.items() if key not in loose})
            )
        except ValidationError as refused:
            _refuse(problems, refused, known)
        if problems:
            raise ConfigurationError(tuple(problems))
        return read

    def value_of(self, key: str) -> Any:
        """The value of a setting under its flat name."""
        if key.startswith(BREAKER_PREFIX):
            return getattr(self.breaker, key.removeprefix(BREAKER_PREFIX))
        return getattr(self, key)


class Setting:
    """One setting under its flat name: which values it takes, its default and its meaning."""

    def __init__(self, key: str, field: Any) -> None:
        self.key = key
        self.default = field.get_default()
        self.meaning: str = field.description or ""
        if key.startswith(BREAKER_PREFIX):
            name = key.removeprefix(BREAKER_PREFIX).replace("_", " ")
            self.meaning = f"the breaker's {name}" + (f" ({self.meaning})" if self.meaning else "")
        self._type = field.annotation
        self._bounds = field.metadata

    @property
    def wanted(self) -> str:
        """The values that it takes, in words."""
        if self.key in _WANTED:
            return _WANTED[self.key]
        choices = getattr(self._type, "__args__", ())
        if choices and all(isinstance(choice, str) for choice in choices):
            return " or ".join(choices)
        words = {
            bool: "true or false",
            int: "a whole number",
            float: "a finite number",
            str: TARGETS,
            tuple[Origin, ...]: "such as https://shop.example, parted by commas",
        }
        return words.get(self._type, "a folder") + self._range()

    def is_written_as_one(self, text: str) -> bool:
        """False where the text would be read as something that was not written, like 1_0."""
        if self._type is int:
            return bool(_WHOLE_NUMBER.fullmatch(text))
        if self._type is float:
            return not _UNDERSCORED_NUMBER.fullmatch(text)
        return bool(text.strip())

    def _range(self) -> str:
        signs = {"gt": "above", "ge": "at least", "lt": "below", "le": "at most"}
        parts = [
            f"{signs[name]} {getattr(bound, name)}"
            for bound in self._bounds
            for name in signs
            if getattr(bound, name, None) is not None
        ]
        return " " + " and ".join(parts) if parts else ""


def _settings() -> dict[str, Setting]:
    flat = {name: f for name, f in Configuration.model_fields.items() if name != "breaker"}
    flat |= {BREAKER_PREFIX + name: f for name, f in CircuitBreakerConfig.model_fields.items()}
    return {key: Setting(key, field) for key, field in flat.items()}


SETTINGS: Final[Mapping[str, Setting]] = _settings()
_OF_THE_PLATFORM: Final = tuple(PlatformSettings.model_fields)


def _nested(flat: Mapping[str, str]) -> dict[str, Any]:
    breaker = {
        key.removeprefix(BREAKER_PREFIX): text
        for key, text in flat.items()
        if key.startswith(BREAKER_PREFIX)
    }
    own = {key: text for key, text in flat.items() if not key.startswith(BREAKER_PREFIX)}
    return own | ({"breaker": breaker} if breaker else {})


def _refuse(problems: list[str], refused: ValidationError, given: Mapping[str, str]) -> NoReturn:
    for error in refused.errors(include_url=False):
        parts = [str(part) for part in error["loc"]]
        if parts == ["breaker"]:
            problems.append(f"breaker: {_reason(error)}. {_where('breaker_…')}")
            continue
        key = BREAKER_PREFIX + parts[1] if parts[0] == "breaker" else parts[0]
        reason = _reason(error) if error["type"] == "value_error" else ""
        problems.append(_bad(key, given[key], reason))
    raise ConfigurationError(tuple(problems))


def _reason(error: Any) -> str:
    return str(error["msg"]).removeprefix("Value error, ")


def _shown(text: str) -> str:
    """In quotes, in one line, and never long."""
    return repr(text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…")


def _bad(key: str, text: str, reason: str = "") -> str:
    wanted = reason or f"{SETTINGS[key].wanted} is wanted"
    return f"{key} = {_shown(text)}: {wanted}. {_where(key)}"


def _unknown(key: str) -> str:
    near = difflib.get_close_matches(key, SETTINGS, n=1)
    guess = f" Did you mean {near[0]}?" if near else ""
    name = key if key.isprintable() and len(key) <= LONGEST_SHOWN else _shown(key)
    return f"{name}: there is no such setting.{guess} Allowed: {', '.join(SETTINGS)}."


def _where(key: str) -> str:
    in_a_file = "" if INSTALLED else " or in [tool.behave.userdata] of pyproject.toml"
    return f"Set it with -D {key}=…{in_a_file}."
