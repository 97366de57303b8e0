"""The real model of one run: its endpoint, and all that it wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from support.real_model.endpoint import Endpoint
from support.real_model.provider import RealModel
from support.real_model.tokens import TokenCount


@dataclass(frozen=True)
class RealModelInUse:
    endpoint: Endpoint
    tokens: TokenCount = field(default_factory=TokenCount)
    providers: list[RealModel] = field(default_factory=list)

    @classmethod
    def found(cls, environment: Mapping[str, str], *, ends_with_line: bool) -> Self:
        """Raises EndpointError or ModuleNotFoundError, as `Endpoint.found` does."""
        return cls(Endpoint.found(environment, stop=("\n",) if ends_with_line else ()))

    @property
    def words_for_itself(self) -> str:
        """What is behind the agent, in words."""
        where = f"{self.endpoint.model} at {self.endpoint.shown}"
        return f"with the real model {where}"

    def provider(self, name: str, _replies: object, **parts: Any) -> RealModel:
        """Stands where the platform would make its scripted provider."""
        made = RealModel(self.endpoint, self.tokens, name, parts["clock"], parts["observer"])
        self.providers.append(made)
        return made

    def write_on(self) -> None:
        """Lets the newest platform's model write until somebody stops it."""
        self.providers[-1].stop = ()

    def words(self, key: str) -> str:
        """What the newest platform's model wrote for the request with that idempotency key."""
        return self.providers[-1].words(key)
