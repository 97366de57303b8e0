"""`${names}` in the texts of a description, filled in.

A text that is one name and nothing else takes the value as it is, a number as a number. In a frame
that is written as text, what is filled in is escaped as JSON strings are.
"""

import json
import os
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from support.configuration import ConfigurationError

_NAME: Final = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*|env:[A-Za-z_][A-Za-z0-9_]*)\}")
_ENVIRONMENT: Final = "env:"
_OF_A_URL: Final = "%/:?#[]@!$&'()*+,;=-._~"


class Filling:
    """The values of one conversation. `secrets` are those that came from the environment."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = dict(values)
        self.secrets: set[str] = set()

    def text(self, template: str, *, escaped: bool = False) -> str:
        """Raises ConfigurationError for a name that has no value."""

        def value(found: re.Match[str]) -> str:
            one = self._value_of(found[1], template)
            said = one if isinstance(one, str) else json.dumps(one)
            return json.dumps(said, ensure_ascii=False)[1:-1] if escaped else said

        return _NAME.sub(value, template)

    def address(self, template: str) -> str:
        """A URL: what may not stand in one, such as a space in somebody's name, is coded."""
        return quote(self.text(template), safe=_OF_A_URL)

    def partly(self, template: str) -> str:
        """With what is known filled in, and the rest left as it stands."""
        known = {name for name in _NAME.findall(template) if name in self.values}
        return _NAME.sub(
            lambda found: str(self.values[found[1]]) if found[1] in known else found[0], template
        )

    def value(self, template: Any) -> Any:
        """The same table or list, with every text in it filled in."""
        if isinstance(template, str):
            whole = _NAME.fullmatch(template)
            return self._value_of(whole[1], template) if whole else self.text(template)
        if isinstance(template, Mapping):
            return {self.text(key): self.value(one) for key, one in template.items()}
        if isinstance(template, list | tuple):
            return [self.value(one) for one in template]
        return template

    def frame(self, template: Any) -> str:
        """What is sent: a table as JSON, a text as it stands."""
        if isinstance(template, str):
            return self.text(template, escaped=template.lstrip().startswith(("{", "[")))
        return json.dumps(self.value(template), ensure_ascii=False)

    def _value_of(self, name: str, template: str) -> Any:
        if name.startswith(_ENVIRONMENT):
            variable = name.removeprefix(_ENVIRONMENT)
            if variable not in os.environ:
                raise ConfigurationError(
                    (
                        f"The environment has no {variable}, which the target's file asks for by "
                        f"${{{name}}}. Set it before the run.",
                    )
                )
            self.secrets.add(os.environ[variable])
            return os.environ[variable]
        if name not in self.values:
            known = ", ".join(sorted(self.values))
            shown = template if len(template) <= 80 else f"{template[:80]}…"  # noqa: PLR2004
            raise ConfigurationError(
                (f"Nothing is known as ${{{name}}} in {shown!r}. Known here: {known}.",)
            )
        return self.values[name]
