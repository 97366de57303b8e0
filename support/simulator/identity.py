"""Ids that repeat with the seed, and tokens that never do."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final, Self

from support.clock import Clock

BYTES_OF_AN_ID: Final = 10


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
        named = hashlib.blake2b(name.encode(), digest_size=BYTES_OF_AN_ID)
        return f"{kind}-{named.hexdigest()}"


@dataclass(frozen=True, slots=True)
class _Issued:
    user_id: str
    fingerprint: bytes
    expires_ns: int | None


class TokenVerifier:
    """Knows which token belongs to whom, by its fingerprint: the tokens themselves are not kept."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[bytes, _Issued] = {}

    def issue(self, user_id: str, *, valid_for: float | None = None) -> str:
        """A new token for that user; `valid_for` seconds, or until it is revoked."""
        token = new_token()
        self.accept(token, user_id, valid_for=valid_for)
        return token

    def accept(self, token: str, user_id: str, *, valid_for: float | None = None) -> None:
        """A token that somebody else gave out."""
        fingerprint = _fingerprint(token)
        expires = None if valid_for is None else self._clock.now_ns() + int(valid_for * 1e9)
        self._issued[fingerprint] = _Issued(user_id, fingerprint, expires)

    def revoke(self, token: str) -> None:
        """From now on nobody connects with it."""
        self._issued.pop(_fingerprint(token), None)

    def user_of(self, token: str) -> str | None:
        """Whose token it is; None for one that is unknown, expired or revoked, never saying which.

        How long it takes tells nothing of how much of a guess was right: what is looked up is the
        fingerprint, and that is compared in constant time.
        """
        guess = _fingerprint(token)
        found = self._issued.get(guess)
        if found is None or not secrets.compare_digest(found.fingerprint, guess):
            return None
        expired = found.expires_ns is not None and self._clock.now_ns() >= found.expires_ns
        return None if expired else found.user_id


def _fingerprint(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


class ResumeTokens:
    """One session's resume tokens, kept as digests. Each return offers a new one.

    A token is spent once the one offered after it was used, and not before: a customer whose line
    fails again while the offer is on its way still holds one that works.
    """

    def __init__(self) -> None:
        self.first = self.new()
        self._current, self._next = digest(self.first), ""
        self._offered = ""

    @classmethod
    def restore(cls, digests: str) -> Self:
        """The tokens that an earlier server gave out."""
        tokens = cls()
        tokens._current, _, tokens._next = digests.partition(" ")
        return tokens

    def new(self) -> str:
        """One that nobody can guess."""
        return new_token()

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
            self._offered = self.new()
            self._next = digest(self._offered)
        return self._offered


def new_token() -> str:
    """256 random bits, as text that is safe in a URL."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token: enough to know it again, too little to show it."""
    return hashlib.sha256(token.encode()).hexdigest()
