"""The TOML file that describes a real server, key by key.

Every text may hold `${names}`, see `filling.py`; `${env:NAME}` is read from the environment and is
never written anywhere. An unknown key is refused, and every refusal names the file, the key and
what would mend it.
"""

import difflib
from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from support.contract.defaults import PlatformSettings
from support.contract.events import EVENTS
from support.targets.real_server.expressions import BadExpression, Expression

Framing = Literal["json", "sse", "json-rpc", "mixed"]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Port = Annotated[int, Field(ge=1, le=65535)]
Json = Any
"""A text, or a table that is sent as JSON; its texts may hold `${names}`."""
REQUEST: Final = "request_id"
"""May be told of any event: it says whose run it is, where a server repeats what it was sent."""


def _is_an_address_of(*schemes: str) -> AfterValidator:
    def check(url: str) -> str:
        if not url.startswith(("${", *(f"{scheme}://" for scheme in schemes))):
            raise ValueError(f"an address that begins with {' or '.join(schemes)}:// is wanted")
        return url

    return AfterValidator(check)


WebSocketUrl = Annotated[str, _is_an_address_of("ws", "wss")]
HttpUrl = Annotated[str, _is_an_address_of("http", "https")]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Connection(_Table):
    """`[server]`: where customers connect, and how frames are written.

    `framing`: `json`, one JSON value a frame; `sse`, server-sent events as the text of a frame;
    `json-rpc`, JSON-RPC 2.0, whose batches are taken apart; `mixed`, any of these.
    `one_request_a_line`: the server closes the line after each request, so that the next takes a
    new one.
    """

    url: WebSocketUrl
    framing: Framing = "json"
    headers: dict[str, str] = {}
    origin: str | None = None
    subprotocols: tuple[str, ...] = ()
    one_request_a_line: bool = False


class Before(_Table):
    """`[[before]]`: an HTTP request before each conversation; `save` maps names to JMESPath."""

    method: Literal["GET", "POST", "PUT", "DELETE"] = "POST"
    url: HttpUrl
    headers: dict[str, str] = {}
    body: Json | None = None
    save: dict[str, str] = {}


class Says(_Table):
    """`[open]`, `[ask]`, `[cancel]`, `[resume]`, `[fetch_result]`: what the customer's app sends.

    `send` lists frames, each a text or a table; an empty list sends nothing, which for `[resume]`
    means that to connect again with the same `${conversation}` is enough.
    """

    send: tuple[Json, ...] = ()


class Field_(_Table):  # noqa: N801 - `Field` is pydantic's
    """One field of an event of ours: `from` a place in the frame, or a `value` of your own."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    place: Annotated[str | None, Field(alias="from")] = None
    value: Json | None = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> "Field_":
        if (self.place is None) == (self.value is None):
            raise ValueError("either `from` or `value` is wanted")
        return self


class Event(_Table):
    """`[[event]]`: a frame for which `when` (JMESPath) is true is this event of ours.

    The first row that fits counts. A field is a JMESPath, or `{ value = … }`, which is derived: so
    is whatever an expression makes up by itself.
    """

    when: str
    kind: Annotated[str, Field(alias="is")]
    fields: dict[str, str | Field_] = {}

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="after")
    def _fits_the_contract(self) -> "Event":
        if self.kind not in EVENTS:
            raise ValueError(f"is = {self.kind!r} is no event of ours{guess(self.kind, EVENTS)}")
        known = [*EVENTS[self.kind].model_fields, REQUEST]
        for name in self.fields:
            if name not in known or name == "type":
                raise ValueError(f"{self.kind} has no field {name!r}{guess(name, known)}")
        for text in (self.when, *(place for place in self.places() if place is not None)):
            try:
                Expression(text)
            except BadExpression as wrong:
                raise ValueError(str(wrong)) from None
        return self

    def places(self) -> tuple[str | None, ...]:
        return tuple(f if isinstance(f, str) else f.place for f in self.fields.values())


class Capabilities(_Table):
    """`[capabilities]`: what the server declares. What it does not declare is not judged.

    `vocabulary`: it speaks this contract's vocabulary, which puts the promises of profile V to the
    test; without any [[event]] it takes the contract's frames, too, and [ask] and its like are only
    for what it wants otherwise. `any_text`: whatever is no JSON object is a request, not a mistake.
    """

    vocabulary: bool = False
    any_text: bool = False


class Launch(_Table):
    """`[launch]`: the server as a process of ours, started once for the run.

    Ready when `ready_url` answers, `ready_line` (a regular expression) is written, or else when
    its port is open. `${port}` is a free port, `${second_port}` another one, for a server that
    wants two; `${llm}` is the base URL of the failing model.
    `${scratch}` is an empty folder, gone with the run, with what `files` names and holds in it;
    `${servers}` is where `python -m support install-server` installs.
    """

    command: Annotated[tuple[str, ...], Field(min_length=1)]
    cwd: str = "."
    env: dict[str, str] = {}
    files: dict[str, str] = {}
    ready_url: str | None = None
    ready_line: str | None = None
    within: Seconds = 30.0


class Llm(_Table):
    """`[llm]`: the language model of ours that fails. `port` 0 is a free one.

    `pace` is how many seconds of the script one real second holds; `retry_after` is what replaces
    the shorter waits that it asks for.
    """

    port: Annotated[int, Field(ge=0, le=65535)] = 0
    pace: Seconds = 10.0
    retry_after: Seconds = 2.0


class LinkTable(_Table):
    """`[[link]]`: a TCP proxy of ours before something that the server depends on.

    `${name}` is `host:port` of the proxy, for the server to connect to in place of `to`, which may
    be `${llm_root}`, the failing model. `port` is
    what it depends on there, as the scenarios call it: `primary` or `secondary`, its models;
    `store`, its records; `tools`. Its line can then be refused, drop, or fall silent.
    """

    name: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
    to: Annotated[str, Field(min_length=1)]
    port: Literal["primary", "secondary", "store", "tools"] = "primary"


class Customers(_Table):
    """`[customers]`: `token` for everybody, or `tokens` by person: `{ maya = "…", tom = "…" }`."""

    token: str | None = None
    tokens: dict[str, str] = {}


class Backchannel(_Table):
    """`[backchannel]`: the four routes of `backchannel.py` under this address."""

    url: HttpUrl
    headers: dict[str, str] = {}


class Limits(_Table):
    """`[limits]` in real seconds.

    `answer`: until a request has its ending. `pause`: the longest that a scenario waits where it
    says "60 seconds pass". `grace`: after the last ending, for what must not come. `step` and `run`
    end what hangs.
    """

    answer: Seconds = 30.0
    pause: Seconds = 2.0
    grace: Seconds = 0.2
    step: Seconds = 120.0
    run: Seconds = 900.0


class Description(_Table):
    """The whole file. `expected_to_fail` maps a promise or a scenario's name to the reason.

    `extends` names another file, from this one's folder: its keys hold where this one has none, and
    its [[event]] rows come after this one's. `install` lists what pip is to install.

    `settings` are the numbers that the server keeps where they are not the contract's defaults, by
    the names that `python -m support validate-config` lists.

    `own_secrets` are places (JMESPath) of what a customer may read of their own, such as a session
    token. `python` names a class of your own, see `own_class.py`.
    """

    name: str = ""
    install: tuple[str, ...] = ()
    server: Connection
    customers: Customers = Customers()
    before: tuple[Before, ...] = ()
    open: Says | None = None
    ask: Says | None = None
    cancel: Says | None = None
    resume: Says | None = None
    fetch_result: Says | None = None
    event: tuple[Event, ...] = ()
    own_secrets: tuple[str, ...] = ()
    capabilities: Capabilities = Capabilities()
    launch: Launch | None = None
    llm: Llm | None = None
    link: tuple[LinkTable, ...] = ()
    backchannel: Backchannel | None = None
    limits: Limits = Limits()
    settings: PlatformSettings = PlatformSettings()
    expected_to_fail: dict[str, Annotated[str, Field(min_length=1)]] = {}
    python: str | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> "Description":
        if not self.event and not self.capabilities.vocabulary and self.python is None:
            raise ValueError(
                "without [[event]] rows nothing that it says is understood; write some, or "
                "[capabilities] vocabulary = true where it speaks this contract"
            )
        if self.ask is None and not self.speaks_the_contract:
            raise ValueError("[ask] is missing; write the frame that asks: send = [...]")
        if self.ask is not None and not self.ask.send:
            raise ValueError("[ask] send = [] asks nothing; write the frame that asks")
        return self

    @property
    def speaks_the_contract(self) -> bool:
        """Its frames are those of the contract, and so are those that it takes."""
        return self.capabilities.vocabulary and not self.event

    @property
    def llm_settings(self) -> Llm:
        return self.llm or Llm()

    @property
    def kinds(self) -> frozenset[str]:
        """The events of ours that its frames can be."""
        return frozenset(EVENTS) if not self.event else frozenset(e.kind for e in self.event)


def guess(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; perhaps {near[0]!r} is meant" if near else ""
