"""SEC-2 as data: what must never reach a customer, and the signs that ask for a closer look."""

import re
from collections.abc import Mapping
from typing import Final

_SOURCE_FILES: Final = "py|pyc|js|mjs|ts|tsx|go|java|kt|rb|rs|php|cs|cpp|so|sh|sql"
_PRIVATE_FILES: Final = "log|env|pem|key|crt|db|sqlite3?|ini|conf|cfg|toml|ya?ml|json|lock|bak"
_ROOTS: Final = (
    "home|root|usr|var|etc|opt|srv|tmp|mnt|proc|sys|dev|lib|lib64|bin|sbin|boot|media|nix|snap|"
    "app|apps|data|code|workspace|work|run|private|Users|Library|Applications|Volumes|System"
)
_DATABASES: Final = "postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|oracle|sqlite|kafka"
_ARTICLES: Final = "the|an?|your|our|this|these|those|my|their|its|it|us|any|all|each"
_NAME: Final = r"[\w.\"`\[\]]+"

_ROWS: Final = (
    ("a traceback", r"Traceback \(most recent call|\bpanic: |"
        r"^[ \t]*File \"[^\"\n]{1,300}\", line \d+|"
        r"\bgoroutine \d+ \[|^[ \t]+at [\w.$<>]+ ?\([^)\n]{0,300}:\d+\)|\(\w+\.java:\d+\)|"
        rf"(?<![\w-])[\w-]+\.(?:{_SOURCE_FILES}):\d+\b|\b(?:During handling of the above exception|"
        r"The above exception was the direct cause)"),
    ("a class name", r"\b[A-Z][A-Za-z0-9]*(?:Error|Exception|Fault|Warning|Interrupt)\b|"
        r"\b(?:StopIteration|StopAsyncIteration|SystemExit|GeneratorExit|ExceptionGroup)\b|"
        r"<class '|\bobject at 0x[0-9a-fA-F]+|\b0x[0-9a-fA-F]{8,}\b|"
        r"\b(?:asyncio|builtins|httpx|openai|anthropic|aiohttp|urllib3|requests|sqlalchemy|"
        r"psycopg2?|sqlite3|pydantic|websockets)\.[A-Za-z_]+"),
    ("a file path", rf"(?<![\w/:.])/(?:{_ROOTS})/[\w.@+~-]+|(?<![\w/:.])/tmp\b|"
        rf"(?<![\w/:.@+~-])(?:/[\w.@+~-]+)+\.(?:{_SOURCE_FILES}|{_PRIVATE_FILES})\b|"
        rf"(?<![\w/:.-])[\w-]+(?:/[\w.-]+)+\.(?:{_SOURCE_FILES})\b|"
        r"(?<![\w.])~/[\w.]|(?<![\w.])(?:\.\.?/){2,}[\w.]|(?<![\w./])\.\.?/[\w.-]+/[\w.-]+|"
        r"\bfile://|\bsite-packages\b|(?<![A-Za-z0-9])[A-Za-z]:\\+[\w.$]|"
        r"(?<![A-Za-z0-9])[A-Z]:/(?!/)[\w.]|(?<![\w\\])\\\\[\w.-]+\\+[\w.$-]"),
    ("SQL", rf"\bSELECT\b[\s\S]{{1,300}}?\bFROM\s+\S|\bINSERT\s+INTO\s+\S|\bDELETE\s+FROM\s+\S|"
        rf"\bUPDATE\s+{_NAME}\s+SET\b|"
        rf"(?i:\bselect\s+(?:\*|[\w.]+(?:\s*,\s*[\w.]+)+|count\(.{{0,40}}?\))\s+from\s+"
        rf"(?!(?:{_ARTICLES})\b)\w|"
        rf"\bselect\s+[\w.]+\s+from\s+(?!(?:{_ARTICLES})\b){_NAME}\s*"
        rf"(?:;|where\s+[\w.]+\s*(?:[=<>]|!=|like\b|in\s*\(|is\s)|limit\s+\d|order\s+by\b)|"
        rf"\binsert\s+into\s+{_NAME}\s*(?:\(|values\b|select\b)|"
        rf"\bupdate\s+{_NAME}\s+set\s+{_NAME}\s*=|"
        rf"\bdelete\s+from\s+{_NAME}\s*(?:;|where\s+[\w.]+\s*[=<>])|"
        rf"\b(?:drop|truncate)\s+(?:table|database|schema)\s+(?:if\s+exists\s+)?\w|"
        rf"\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?{_NAME}\s*\(|"
        rf"\balter\s+table\s+{_NAME}\s+(?:add|drop|rename|alter|modify)\b|"
        r"\bunion\s+(?:all\s+)?select\b|\bSQLSTATE\b|\bORA-\d{5}\b|\bpragma\s+\w+\s*[=;(]|"
        r"\bnear \".{0,80}?\": syntax error|\bno such (?:table|column):|"
        r"\brelation \".{0,80}?\" does not exist|\bviolates \w+ (?:key )?constraint|"
        r"\b(?:UNIQUE|FOREIGN KEY|NOT NULL|CHECK) constraint failed)"),
    ("a key", r"\bsk-(?=[\w-]{0,80}\d)[\w-]{8,}|\bsk-[A-Za-z0-9]{20,}|"
        r"\b(?:AKIA|ASIA)[0-9A-Z]{12,}|\bgh[pousr]_[A-Za-z0-9]{10,}|\bgithub_pat_\w{10,}|"
        r"\bglpat-[\w-]{10,}|\bxox[abeprs]-[\w-]{10,}|\bAIza[\w-]{20,}|\bhf_[A-Za-z0-9]{16,}|"
        r"\bnpm_[A-Za-z0-9]{20,}|\b[spr]k_(?:live|test)_\w{8,}|\bSG\.[\w-]{10,}\.[\w-]{10,}|"
        r"\bya29\.[\w-]{10,}|\bwhsec_\w{10,}|\bdop_v1_\w{10,}|\bAccountKey=|"
        r"\bssh-(?:rsa|ed25519) AAAA|-----BEGIN [A-Z0-9 ]*(?:PRIVATE KEY|CERTIFICATE)"),
    ("a credential", r"(?i:\bbearer\s+(?=\S{0,80}[\d._~+/=-]|\S{20})[\w.~+/-]{8,}|"
        r"\b(?:proxy-)?authorization\s*:\s*\w+\s+\S+|\b(?:set-)?cookie\s*:\s*\w+=|"
        r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*://[^\s/@:]*:[^\s@/]+@|"
        rf"\b(?:{_DATABASES})(?:\+\w+)?://|"
        r"(?:password|passwd|pwd|passphrase|(?:api|secret|private|access)[_-]?(?:access[_-]?)?key"
        r"|(?:client|shared)[_-]?secret|(?:access|auth|refresh|session|resume|id)[_-]?token)"
        r"[\"']?\s*[=:]\s*[\"']?(?=[^\s\"',;]{0,80}[\d!@#$%^&*+])[^\s\"',;]{5,}|"
        r"\b(?:password|passwd|pwd|secret|token)=[^\s&\"']{4,}|"
        r"[?&](?:\w*token|api_?key|key|sig|signature|password|secret)=[^&\s]{6,})"),
    ("a token", r"\beyJ[\w-]{6,}(?:\.[\w-]*)*"),
    ("an e-mail address", r"(?<![\w.%+-])[\w.%+-]+@(?:localhost\b|[\w-]+(?:\.[\w-]+)+)"),
    ("a prompt", r"<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[/?INST\]|<</?SYS>>|"
        r"\"role\"\s*:\s*\"(?:system|developer)\"|(?i:\bsystem[ _]prompt\s*[:=]|"
        r"\byou are an? (?:[\w-]+ ){0,4}(?:assistant|agent|chatbot|language model)\b)"),
)  # fmt: skip

LEAKS: Final[Mapping[str, re.Pattern[str]]] = {
    name: re.compile(pattern, re.MULTILINE) for name, pattern in _ROWS
}
"""What each leak is called in a sentence, and how it is recognised in a text."""

SECRET_FIELD: Final = "a field that is nobody's business"
SECRET_KEYS: Final = re.compile(
    r"(?i)^(?:\w+[_-])?(?:password|passwd|pwd|passphrase|secret|api[_-]?key|apikey|private[_-]?key|"
    r"secret[_-]?key|access[_-]?key|authorization|cookie|credentials?|token|dsn|traceback|"
    r"stack[_-]?trace|stacktrace|stack|exception|exc_info|prompt|sql)$"
)
"""A field of this name gives something away, whatever its text."""

SIGNS: Final[Mapping[str, tuple[str, ...]]] = {
    "a traceback": (
        "traceback", "file ", "  at ", "\tat ", "goroutine", "panic: ", "above exc",
        *(f".{ending}:" for ending in _SOURCE_FILES.split("|")),
    ),
    "a class name": (
        "error", "exception", "fault", "warning", "interrupt", "stopi", "stopa", "exit", "<class",
        "0x", "asyncio.", "builtins.", "httpx.", "openai.", "anthropic.", "aiohttp.", "urllib3.",
        "requests.", "sqlalchemy.", "psycopg", "sqlite3.", "pydantic.", "websockets.",
    ),
    "a file path": ("/", "\\", "site-packages"),
    "SQL": (
        "select", "insert", "update", "delete", "drop", "truncate", "create", "alter",
        "sqlstate", "ora-", "pragma", "syntax error", "no such", "does not exist", "constraint",
    ),
    "a key": (
        "sk-", "akia", "asia", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat", "glpat", "xox",
        "aiza", "hf_", "npm_", "k_live", "k_test", "sg.", "ya29", "whsec", "dop_v1", "accountkey",
        "ssh-", "-----",
    ),
    "a credential": (
        "bearer", "authorization", "cookie", "://", "password", "passwd", "pwd", "passphrase",
        "api_key", "api-key", "apikey", "secret", "private", "access", "token", "?", "&",
    ),
    "a token": ("eyj",),
    "an e-mail address": ("@",),
    "a prompt": ("<|", "inst]", "sys>>", "\"role", "prompt", "you are a"),
}  # fmt: skip
"""What a text must contain, in small letters, before the exact rule is tried on it."""
