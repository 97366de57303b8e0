"""Values that nobody expects where they stand, and texts that ask much of who looks into them."""

from typing import Any, Final

from support.fuzzing import draw as st

FORBIDDEN: Final = ("planted-Kd83hf", "hunter", 's3cr€t "quoted"')
SECRETS: Final = (
    *FORBIDDEN,
    "sk-live-4f9a8b7c6d5e4f3a2b1c",
    "AKIAIOSFODNN7EXAMPLE",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
)
"""No sentence may repeat one of them in full; the first ones are told to the validator as such."""

_TEXTS: Final = (
    *("", "a", "42", "true", "null", "NaN", "2026-03-02T09:00:00.200Z"),
    *("\0", "\n", "a\nb", "\x1b[31mred\x1b[0m", "\x7f", "\x9b2J", "\u2028", "\u202eabc", "\ufeff"),
    *(
        "\ud800",
        "\udc00x",
        "😀",
        "é" * 40,
        "ﬀ" * 300,
        "İ" * 129,
        "\u0301" * 99,
        "\uff11\uff12\uff13",
    ),
    *("0000-00-00T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z"),
    *(
        "2026-02-30T09:00:00.000Z",
        "\u0662\u0660\u0662\u0666-03-02T09:00:00.000Z",
        "1.99999999999999999999",
        "2.0",
    ),
    *("²", "1.²", "1.\u0663", "a" * 128, "a" * 129, "a" * 501, "b" * 5_000, *SECRETS),
    *(
        "' OR 1=1; --",
        "../../etc/passwd",
        "{{7*7}}",
        "%s%s%n",
        "<b>",
        "Traceback (most recent call",
    ),
)
MOMENTS: Final = tuple(text for text in _TEXTS if text.endswith("Z"))
NUMBERS: Final = (
    *(0, -1, 1, 2, 4, 63, 10**6, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 2**64, 2**1024, 10**400),
    *(10**4298, 10**4300 - 1, 1e308, 1.8e308, -1e308, 5e-324, -0.0, 0.1, 0.5, 1.0, 1e16),
    *(float("inf"), float("-inf"), float("nan")),
)
_NESTED: Final[tuple[Any, ...]] = (
    [],
    {},
    [[]],
    {"a": {}},
    [None] * 50,
    {"a": [1, {"b": "c"}]},
    {"": ""},
    [""],
)


def _deep(levels: int, in_lists: bool) -> Any:
    inner: Any = 1
    for _ in range(levels):
        inner = [inner] if in_lists else {"a": inner}
    return inner


DEEP: Final = tuple(_deep(levels, lists) for levels in (150, 300, 490) for lists in (True, False))

value: Final[st.Strategy[Any]] = st.one_of(
    st.sampled_from((None, True, False, *NUMBERS, *_TEXTS, *_NESTED, *DEEP)),
    st.text(max_size=12),
    st.any_integer(),
    st.any_float(),
)
name: Final[st.Strategy[str]] = st.one_of(
    st.sampled_from(("more", "__proto__", "password", "type", *(t for t in _TEXTS))),
    st.text(max_size=8),
)

PIECES: Final = (
    *(
        "a",
        " ",
        "/",
        "\\",
        ".",
        "-",
        "_",
        "@",
        "=",
        "&",
        "%",
        "\n",
        "\t",
        "0",
        "A",
        "é",
        "'",
        "[",
        "(",
    ),
    *("a/", "/a", "a.", ".a@", "a@", "&a", "&#", "&amp;", "&lt", "%4", "%41", "\\u00", "\\u0041"),
    *(
        "\\\\",
        "./",
        "../",
        "~/",
        "://",
        "a://",
        "a:b@",
        ":@",
        "C:\\",
        "select ",
        "select a, ",
        "a, ",
    ),
    *("from ", "SELECT", "update a ", "delete from ", "union ", "create table ", "a(", 'near "'),
    *("password", "password=", "token", "?token", "&key=", "secret_", "api_key:", "Bearer ", "sk-"),
    *("eyJ", "eyJabcdef", ".eyJ", "xoxb-", "SG.", "ya29.", "-----BEGIN ", "<|", "[INST", '"role"'),
    *("Traceback", " at ", "\n  at a", 'File "', "(a.java:", "a.py:", "goroutine ", "Error", "0x"),
    *(
        "you are a ",
        "system prompt",
        "violates ",
        'relation "',
        "c2VjcmV0",
        "736563726574",
        "\uff50",
    ),
    *("\u200b", "authorization: a ", "cookie: a", "insert into a ", "aA1", '"a":', '{"a":', "[["),
)
grown: Final[st.Strategy[str]] = st.builds(
    lambda before, pieces, times, after: before + "".join(pieces) * (times // 10) + after,
    st.sampled_from(("", *PIECES)),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3),
    st.sampled_from((100, 1_000, 10_000, 60_000)),
    st.sampled_from(("", "!", *PIECES)),
)
"""One to three pieces, over and over: what a careless pattern takes for ever to refuse."""
