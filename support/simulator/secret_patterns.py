"""What the sanitiser takes out, as data, and how a text may end that is about to become one.

Each repetition is bounded or starts where a word starts, so that no text, whoever made it, costs
more than a few passes over it. What is costly to try is tried only where it can begin at all.
"""

import re
from typing import Final, NamedTuple

_SECRET_NAMES: Final = (
    r"pass(?:word|wd|phrase)|passwort|kennwort|pwd|secret|credentials?|token|"
    r"(?:api|access|account|private|secret|signing)[ _-]?key"
)
_ROOTS: Final = (
    "Applications|Library|System|Users|Volumes|app|apps|bin|boot|code|data|dev|etc|home|lib|lib64|"
    "media|mnt|nix|opt|private|proc|root|run|sbin|snap|srv|sys|tmp|usr|var|work|workspace"
)
_SOURCES: Final = "cpp|cs|go|java|js|kt|mjs|php|py|pyc|rb|rs|sh|so|sql|ts|tsx"
_CONFIGURATION: Final = "bak|cfg|conf|crt|db|env|ini|json|key|lock|log|pem|sqlite3?|toml|ya?ml"
_PACKAGES: Final = (
    "aiohttp|anthropic|asyncio|builtins|httpx|openai|psycopg2?|pydantic|requests|sqlalchemy|"
    "sqlite3|urllib3|websockets"
)
_NO_TABLE: Final = "a|all|an|any|each|it|its|my|our|that|the|their|them|these|this|those|us|your"
_TABLE: Final = r"[\w.\"`]+"
_PATH: Final = r"[^\s\"',;)]"
_VALUE: Final = r"[\"']?[^\s\"',;&]"


class Kind(NamedTuple):
    """One kind of what must not be read, and how it is found.

    One of the `signs` is in every text that holds it, in small letters: without them the pattern
    need not be tried. What has no sign is a word of 20 letters or more.
    """

    name: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


def _kind(name: str, signs: tuple[str, ...], pattern: str, *, begins: str = "") -> Kind:
    """`begins` holds wherever the pattern can match, and costs little where it cannot."""
    return Kind(name, signs, re.compile(f"{begins}(?:{pattern})" if begins else pattern))


SECRETS: Final = (
    _kind(
        "a private key",
        ("-----begin",),
        r"(?s:-----BEGIN [A-Z0-9 ]{2,40}-----.*?(?:-----END [A-Z0-9 ]{2,40}-----|\Z))",
    ),
    _kind(
        "who logs in, in an address",
        ("://",),
        r"(?<=://)[^\s/?#@:]{0,256}:(?!\d{1,5}/)\S{0,256}@(?=[\w.\[-])",
    ),
    _kind(
        "a header",
        ("authorization", "cookie"),
        r"(?i:(?<=authorization)([\"']?\s{0,9}[:=]\s{0,9}[\"']?(?:[a-z]{3,12}\s{1,9})?)"
        r"[^\s\"',;]+|(?<=cookie)([\"']?\s{0,9}:\s{0,9})\w[^\n=]{0,200}=[^\n]{0,2000})",
    ),
    _kind(
        "a bearer token",
        ("bearer",),
        r"(?i:(?<=bearer)(\s{1,9})(?=\S{0,200}[\d._~+/=-]|\S{20})[\w.~+/=-]{8,})",
    ),
    _kind(
        "a basic login",
        ("basic",),
        r"(?<=Basic)(\s{1,9})(?=\S{0,200}(?:[\d=+/]|[a-z][A-Z]))[\w+/=]{8,}",
    ),
    _kind(
        "a named secret",
        ("pass", "kennwort", "pwd", "secret", "credential", "token", "key", "sig", "code="),
        rf"(?i:((?:{_SECRET_NAMES})[\w-]{{0,20}}[\"']?\s{{0,9}}(?:=>?|:=)\s{{0,9}})"
        rf"{_VALUE}{{3,}}|((?:{_SECRET_NAMES})[\w-]{{0,20}}[\"']?(?:\s{{0,9}}:|\s{{1,9}}"
        rf"(?:is|ist|lautet))\s{{0,9}})(?=[^\s,;&]{{0,200}}[\d!#$%^*+]){_VALUE}{{4,}}|"
        r"(?<=[?&])((?:key|sig|signature|code)=)[^&\s]{6,})",
        begins=r"(?i:(?=[ackpst]))",
    ),
    _kind(
        "a key that its issuer marks",
        (*("_", "sk-", "akia", "asia", "glpat-", "xox", "aiza", "sg.", "ya29.", "ssh-"),),
        r"(?<![A-Za-z0-9])(?:sk-(?=[\w-]{0,200}\d)[\w-]{6,}|"
        r"sk-[A-Za-z]{20,}|[prs]k_(?:live|test)_\w{6,}|A(?:KIA|SIA)[0-9A-Z]{12,}|"
        r"gh[opsur]_\w{10,}|github_pat_\w{10,}|glpat-[\w-]{10,}|xox[abeprs]-[\w-]{8,}|"
        r"AIza[\w-]{20,}|hf_\w{16,}|npm_\w{20,}|SG\.[\w-]{8,}\.[\w-]{8,}|ya29\.[\w-]{8,}|"
        r"whsec_\w{8,}|dop_v1_\w{8,}|ssh-(?:rsa|ed25519|dss) AAAA[\w+/=]+)",
    ),
    _kind("a JSON web token", ("eyj",), r"(?<![A-Za-z0-9])eyJ[\w-]{6,}(?:\.[\w-]+)*"),
    _kind(
        "an e-mail address",
        ("@",),
        r"(?<![\w.%+-])[\w.%+-]+@(?:[\w-]+(?:\.[\w-]+)+|[a-z]{3,20}host\b)",
    ),
    _kind(
        "a long random word",
        (),
        r"(?<![\w-])(?=[\w-]{32})(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{32,}(?![\w-])",
    ),
)
"""Credentials, keys, tokens and addresses: nobody may read them, our operators neither.

A group is the name of a secret, which stays: `password=[removed]`.
"""

INTERNALS: Final = (
    _kind(
        "a traceback",
        ("(", 'file "', "above exception", "goroutine", "panic:"),
        r"Traceback \(most recent call last[^\n]{0,200}(?:\n[ \t]+[^\n]*)*(?:\n\S[^\n]*)?|"
        r"\bFile \"[^\"\n]{1,500}\", line \d+(?:, in \S+)?|"
        r"(?:During handling of the|The) above exception[^\n]*|"
        r"\bgoroutine \d+ \[\w+\]|\bpanic: [^\n]+|\([\w$]+\.java:\d+\)|"
        r"(?m:^[ \t]+at [\w.$<>]+ ?\([^)\n]{0,300}:\d+\))",
        begins=r"(?=[TFDgp(\t ])",
    ),
    _kind(
        "a class",
        (
            *("error", "exception", "fault", "warning", "interrupt", "stopi", "stopa", "exit"),
            *("<", "0x", *(f"{name}." for name in _PACKAGES.replace("2?", "").split("|"))),
            "psycopg2.",
        ),
        r"(?<![\w.])(?:[a-z_]\w*\.)*[A-Z][A-Za-z0-9]+"
        r"(?:Error|Exception|Fault|Warning|Interrupt)\b|"
        r"\b(?:StopIteration|StopAsyncIteration|SystemExit|GeneratorExit|ExceptionGroup)\b|"
        rf"\b(?:{_PACKAGES})\.[A-Za-z_][\w.]*|<class '[^'\n]*'>?|\b0x[0-9a-fA-F]{{8,}}\b|"
        r"\bobject at 0x[0-9a-fA-F]+",
        begins=r"(?:(?<!\w)|(?=<))",
    ),
    _kind(
        "a path",
        ("/", "\\", ":", "site-packages"),
        rf"(?<![\w/:.])/(?:{_ROOTS})/{_PATH}+|(?<![\w/:.])/tmp\b|\bsite-packages\b|"
        rf"(?<![\w/:.])(?:/[\w.@+~-]+)+\.(?:{_SOURCES}|{_CONFIGURATION})\b(?::\d+)?|"
        rf"(?<![\w/.-])[\w.-]+(?:/[\w.-]+)+\.(?:{_SOURCES})\b(?::\d+)?|\bfile://{_PATH}*|"
        rf"(?<![\w.-])[\w-]+\.(?:{_SOURCES}):\d+\b|(?<![\w.])~/[\w.]{_PATH}*|"
        rf"(?<![\w./])\.\.?/[\w.-]+/{_PATH}*|(?<![\w.])(?:\.\./){{2,}}{_PATH}*|"
        rf"(?<![A-Za-z0-9])[A-Za-z]:(?:\\+|/(?!/)){_PATH}+|(?<![\w\\])\\\\[\w.-]+\\+{_PATH}*",
        begins=r"(?<![A-Za-z0-9])(?=[\w/\\~.-])",
    ),
    _kind(
        "SQL",
        (
            *("select", "insert", "update", "delete", "drop", "truncate", "create", "alter"),
            *("union", "pragma"),
        ),
        r"\bSELECT\b[^;\n]{1,300}?\bFROM\s[^;\n]*|\b(?:INSERT\s+INTO|DELETE\s+FROM)\s[^;\n]*|"
        r"\bUPDATE\s+\S{1,80}\s+SET\b[^;\n]*|(?i:\bselect\s+(?:\*|[\w.]+(?:\s*,\s*[\w.]+)+|"
        rf"count\([^)\n]{{0,40}}\))\s+from\s+(?!(?:{_NO_TABLE})\b)\w[^;\n]*|"
        rf"\bselect\s+[\w.]+\s+from\s+{_TABLE}\s*(?:;|where\s+[\w.]+\s*(?:[=<>!]|like\b|in\s*\(|"
        r"is\s)|limit\s+\d|order\s+by\b)[^;\n]*|"
        rf"\binsert\s+into\s+{_TABLE}\s*(?:\(|values\b|select\b)[^;\n]*|"
        rf"\bupdate\s+{_TABLE}\s+set\s+{_TABLE}\s*=[^;\n]*|"
        rf"\bdelete\s+from\s+{_TABLE}\s*(?:;|where\s+[\w.]+\s*[=<>])[^;\n]*|"
        r"\b(?:drop|truncate)\s+(?:table|database|schema)\s+\w[^;\n]*|"
        rf"\b(?:create|alter)\s+table\s+(?:if\s+not\s+exists\s+)?{_TABLE}\s*"
        r"(?:\(|(?:add|drop|rename|alter|modify)\b)[^;\n]*|"
        r"\bunion\s+(?:all\s+)?select\b[^;\n]*|\bpragma\s+\w+\s*[=;(][^;\n]*)",
        begins=r"\b(?i:(?=[acdipstu]))",
    ),
    _kind(
        "a database's complaint",
        ("sqlstate", "ora-", "no such", "does not exist", "syntax error", "constraint"),
        r"(?i:\bSQLSTATE\b[^\n]{0,80}|\bORA-\d{5}\b[^\n]{0,80}|"
        r"\bno such (?:table|column):[^\n]{0,80}|\brelation \"[^\"\n]{0,80}\" does not exist|"
        r"\bnear \"[^\"\n]{0,80}\": syntax error|\bviolates \w+ (?:key )?constraint[^\n]{0,80}|"
        r"\b(?:unique|foreign key|not null|check) constraint failed[^\n]{0,80})",
        begins=r"\b(?i:(?=[cfnorsuv]))",
    ),
    _kind(
        "a prompt",
        ("<|", "inst]", "sys>>", "system", "you are a", '"role"'),
        r"<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>|(?i:\bsystem[ _]prompt\s{0,9}[:=][^\n]*|"
        r"\byou are an? (?:[\w-]{1,40} ){0,4}(?:assistant|agent|chatbot|language model)\b[^.\n]*)|"
        r"\"role\"\s{0,9}:\s{0,9}\"(?:system|developer)\"",
        begins=r"(?i:(?=[<\[\"sy]))",
    ),
)
"""How we are built: an operator needs it, a customer must not read it."""

OF_A_WORD: Final = r"\x21-\x7e\u00a0-\u024f\u200b-\u200f\u2060\ufeff\uff01-\uff5e"
"""A text that ends in them may go on: its word has not ended.

Letters of languages that put no spaces between words are not among them, nor held back.
"""

_STATEMENTS: Final = "select|insert|update|delete|drop|truncate|create|alter|union|pragma"
_OPENERS: Final = (
    rf"(?:{_SECRET_NAMES})|authorization|bearer|basic|cookie|ssh-|(?:{_STATEMENTS})\s+\S|"
    r"system[ _]prompt|you are an?\b"
)
_FIRST_WORDS: Final = (
    rf"access|account|api|private|secret|signing|system|traceback|{_STATEMENTS}|you\s+are"
)

OPENING: Final = (
    *("pass", "kennwort", "pwd", "secret", "credential", "token", "key", "authorization"),
    *("bearer", "basic", "cookie", "ssh-", "access", "account", "api", "private", "signing"),
    *("system", "traceback", *_STATEMENTS.split("|"), *"\u0131\u017f\u0307"),
)
"""One of them, or "you", is in each sentence that may go on, in small letters.

The last three are what is left of the letters that a pattern takes for an i or s, in any case.
"""

SENTENCE_MAY_GO_ON: Final = re.compile(
    rf"\b(?i:(?=[abcdikpstuy])(?:(?:{_OPENERS})(?:[^\n.!?]|[.!?](?=\S)){{0,300}}|"
    rf"(?:{_FIRST_WORDS})\s+[{OF_A_WORD}]*|you\s+(?:a(?:re?)?)?))\Z"
)
"""The end of a text that its next piece may turn into one of the above.

A sentence with a word in it that announces a secret; the word that it ends in may go on anyway.
"""

LONGEST_TO_GO_ON: Final = 1_000
"""So many letters of the end are enough to find it; but for a word without an end."""

BLOCKS: Final = (
    ("-----BEGIN", re.compile(r"(?s:-----BEGIN.*?-----END [A-Z0-9 ]{2,40}-----)")),
    ("Traceback (", re.compile(r"Traceback \([^\n]*(?:\n[ \t]+[^\n]*)*\n\S[^\n]*\n")),
)
"""How what has several lines begins, and what it is when it is whole."""
