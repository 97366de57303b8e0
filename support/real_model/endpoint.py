"""Where the real model is: read from the environment, and asked before anything is run."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from openai import AsyncOpenAI

INSTALLABLE: Final = "pip install 'agent-failure-spec[real-llm]'"
_ANSWERS_WITHIN: Final = 10.0
_REFUSED_US: Final = (401, 403)
_NO_SUCH_PATH: Final = 404


class EndpointError(Exception):
    """The real model cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint, which of its models to ask, and where that is to stop.

    Small models often do not stop by themselves.
    """

    url: str
    key: str = field(repr=False)
    model: str
    stop: tuple[str, ...] = ()

    @classmethod
    def found(cls, environment: Mapping[str, str], *, stop: tuple[str, ...] = ()) -> Self:
        """The endpoint of OPENAI_BASE_URL and OPENAI_API_KEY, which must answer.

        The model is OPENAI_MODEL, or the first that the endpoint lists. Raises EndpointError, and
        ModuleNotFoundError where the client is not installed.
        """
        _require_client()
        url = _wanted(environment, "OPENAI_BASE_URL", "such as http://127.0.0.1:8080/v1").rstrip(
            "/"
        )
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise EndpointError(
                f"OPENAI_BASE_URL is {url!r}: it must begin with http:// or https://."
            )
        key = _wanted(environment, "OPENAI_API_KEY", "or any word where none is needed")
        listed = _models(url, key)
        named = environment.get("OPENAI_MODEL", "").strip()
        if not named and not listed:
            raise EndpointError(
                f"{url}/models lists no model. Is OPENAI_BASE_URL right? It often ends with /v1. "
                "If it is, name a model with OPENAI_MODEL."
            )
        return cls(url, key, named or listed[0], stop)

    @property
    def shown(self) -> str:
        """The address without a user or a password."""
        parts = urlsplit(self.url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"

    def client(self) -> "AsyncOpenAI":
        """A client that neither retries nor gives up: both are the platform's to decide."""
        from openai import AsyncOpenAI

        return AsyncOpenAI(base_url=self.url, api_key=self.key, max_retries=0, timeout=None)


def _require_client() -> None:
    try:
        import openai  # noqa: F401
    except ModuleNotFoundError:
        raise ModuleNotFoundError(f"A real model needs the openai client: {INSTALLABLE}") from None


def _wanted(environment: Mapping[str, str], name: str, example: str) -> str:
    value = environment.get(name, "").strip()
    if not value:
        raise EndpointError(f"{name} is not set. A real model needs it: {example}.")
    return value


def _models(url: str, key: str) -> list[str]:
    """The ids of the models that the endpoint lists; empty where it has no such list."""
    from openai import APIConnectionError, APIStatusError, OpenAI

    client = OpenAI(base_url=url, api_key=key, max_retries=0, timeout=_ANSWERS_WITHIN)
    with client:
        try:
            text = client.models.with_raw_response.list().text
        except APIStatusError as refused:
            if refused.status_code == _NO_SUCH_PATH:
                return []
            raise EndpointError(_refusal(url, refused.status_code)) from None
        except APIConnectionError as problem:
            cause = problem.__cause__ or problem
            raise EndpointError(f"Nothing answers at {url} ({cause}). Is it right?") from None
    return _ids(url, text)


def _refusal(url: str, status: int) -> str:
    if status in _REFUSED_US:
        return f"{url} refuses our key ({status}). Is OPENAI_API_KEY the right one?"
    return f"{url}/models was answered with {status}. Is OPENAI_BASE_URL right?"


def _ids(url: str, text: str) -> list[str]:
    try:
        told: Any = json.loads(text)
        return [str(model["id"]) for model in told["data"]]
    except (KeyError, TypeError, ValueError):
        raise EndpointError(
            f"{url}/models did not answer with a list of models. Is OPENAI_BASE_URL that of an "
            "OpenAI-compatible endpoint? It often ends with /v1."
        ) from None
