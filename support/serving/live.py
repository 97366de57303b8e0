"""The live page: one file, and the rules that its browser has to keep for it."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("live.html")
_INLINE: Final = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


@cache
def page() -> bytes:
    return _FILE.read_bytes()


def content_security_policy(customers_connect_to: str) -> str:
    """Allows the page's own script and style, this endpoint, and the one place of the customers."""
    inline = {
        kind: f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for kind, text in _INLINE.findall(page().decode())
    }
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {inline['script']}",
            f"style-src {inline['style']}",
            "img-src data:",
            f"connect-src 'self' {customers_connect_to.rstrip('/')}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )
