"""A page in headless Chromium, and all that it said and asked for while it was open."""

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any, Final, Literal, TypeVar
from urllib.parse import urlsplit

from behave import fixture, use_fixture

from support.blame import SuiteAtFault
from support.self_check.browser.tools import chromium

T = TypeVar("T")
Scheme = Literal["light", "dark"]
DESK: Final = 1280
PHONE: Final = 390
LONGEST_WAIT: Final = 20_000
"""Milliseconds until what a page is waited for counts as missing."""
_HARMLESS: Final = ("data", "blob", "about")
_QUIET: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


class Opened:
    """One page; `said` is what its console complained of, `asked` each address that it asked."""

    def __init__(self, browser: "Browser", page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.said: list[str] = []
        self.asked: list[str] = []
        self._browser = browser
        page.set_default_timeout(LONGEST_WAIT)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self._browser.do(work)

    def run(self, script: str, argument: Any = None) -> Any:
        """What a function of JavaScript returns in the page."""
        return self.do(self.page.evaluate(script, argument))

    def wear(self, scheme: Scheme) -> None:
        self.do(self.page.emulate_media(color_scheme=scheme))

    def settle(self) -> None:
        """Lets it do what it does once it is drawn, and hears all of that."""
        self.run("() => new Promise((go) => requestIdleCallback(go, { timeout: 500 }))")

    def strangers(self) -> list[str]:
        """What it asked that is neither itself nor of its own host."""
        own = urlsplit(self.address)
        return [url for url in self.asked if not self._is_own(url, own.scheme, own.hostname)]

    def _is_own(self, url: str, scheme: str, host: str | None) -> bool:
        other = urlsplit(url)
        if other.scheme in _HARMLESS or url.partition("#")[0] == self.address.partition("#")[0]:
            return True
        return scheme == "http" and other.hostname == host

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.said.append(f"{message.type}: {message.text}")


class Browser:
    """The system's Chromium, on an event loop of its own, so that a scenario's is left alone."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._playwright: Any = None
        self._chromium: Any = None

    def start(self) -> None:
        try:
            from playwright.async_api import async_playwright
        except ImportError:
            raise SuiteAtFault(
                "Playwright is needed to drive the browser: run make test-web, or "
                "pip install -e '.[web]'."
            ) from None
        program = chromium()
        self._playwright = self.do(async_playwright().start())
        launching = self._playwright.chromium.launch(executable_path=program, args=[*_QUIET])
        self._chromium = self.do(launching)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)

    def open(
        self, address: str, *, width: int = DESK, scheme: Scheme = "light", scripts: bool = True
    ) -> Opened:
        """The page in a context that knows nothing of any earlier one."""
        context = self.do(
            self._chromium.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                java_script_enabled=scripts,
                is_mobile=width == PHONE,
            )
        )
        opened = Opened(self, self.do(context.new_page()), address)
        self.do(opened.page.goto(address))
        return opened

    def close(self) -> None:
        try:
            if self._chromium is not None:
                self.do(self._chromium.close())
            if self._playwright is not None:
                self.do(self._playwright.stop())
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()


@fixture
def browser(_context: Any) -> Iterator[Browser]:
    one = Browser()
    try:
        one.start()
        yield one
    finally:
        one.close()


def browser_of(context: Any) -> Browser:
    """The scenario's browser, started at first use."""
    context.world.watchdog.disarm()  # a browser has limits of its own
    if "browser" not in context.world.notes:
        context.world.notes["browser"] = use_fixture(browser, context)
    one: Browser = context.world.notes["browser"]
    return one
