"""Ids that repeat with the seed, and tokens that never do."""

import hashlib
import secrets
import uuid
from typing import Final, Self

_NAMESPACE: Final = uuid.UUID("6f1d6a54-6f0e-5d0c-9d2a-2b8f3d7c4e11")


class Ids:
    """Unique names for one boot of the platform: the same seed and boot give the same names."""

    def __init__(self, seed: int, boot: int = 1) -> None:
        self._prefix = f"{seed}/{boot}"
        self._given: dict[str, int] = {}

    def next(self, kind: str, within: str = "") -> str:
        """The next id of that kind (`run`, `ses` ...) within a session or other scope."""
        scope = f"{kind}/{within}"
        self._given[scope] = self._given.get(scope, 0) + 1
        name = f"{self._prefix}/{scope}/{self._given[scope]}"
        return f"{kind}-{uuid.uuid5(_NAMESPACE, name).hex[:20]}"


class TokenVerifier:
    """Knows which token belongs to whom. Tokens are random and are compared, never logged."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def issue(self, user_id: str) -> str:
        token = new_token()
        self.accept(token, user_id)
        return token

    def accept(self, token: str, user_id: str) -> None:
        """A token that somebody else gave out."""
        self._owners[token] = user_id

    def user_of(self, token: str) -> str | None:
        return self._owners.get(token)


class ResumeTokens:
    """One session's resume tokens, kept as digests. Each return offers a new one.

    A token is spent once the one offered after it was used, and not before: a customer whose line
    fails again while the offer is on its way still holds one that works.
    """

    def __init__(self) -> None:
        self.first = new_token()
        self._current, self._next = digest(self.first), ""
        self._offered = ""

    @classmethod
    def restore(cls, digests: str) -> Self:
        """The tokens that an earlier server gave out."""
        tokens = cls()
        tokens._current, _, tokens._next = digests.partition(" ")
        return tokens

    def digests(self) -> str:
        """What to record of them."""
        return f"{self._current} {self._next}".strip()

    def redeem(self, token: str) -> bool:
        """Whether the token opens the session."""
        shown = digest(token)
        if secrets.compare_digest(shown, self._next):
            self._current, self._next, self._offered = self._next, "", ""
            return True
        return secrets.compare_digest(shown, self._current)

    def offer(self) -> str:
        """The token for the next return."""
        if not self._offered:
            self._offered = new_token()
            self._next = digest(self._offered)
        return self._offered


def new_token() -> str:
    """256 random bits, as text that is safe in a URL."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token: enough to know it again, too little to show it."""
    return hashlib.sha256(token.encode()).hexdigest()
