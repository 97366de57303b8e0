"""The live page of a served platform, used as a person uses it."""

import json
from typing import Any, Final

from support.self_check.browser.opened import Opened

_CHAT: Final = "() => document.getElementById('chat').innerText"
_WIRE: Final = """() => [...document.querySelectorAll('#wire pre')].map((one) => one.textContent)"""
_OFFERED: Final = """() => [...document.querySelectorAll('#fault option')].slice(1).map((one) => {
  document.getElementById('fault').value = one.value;
  one.selected = true;
  document.getElementById('fault').onchange();
  return [one.dataset.port, one.value, document.getElementById('does').textContent];
})"""


_REFUSED: Final = """(address) => new Promise((go) => {
  document.addEventListener("securitypolicyviolation", (event) => go(event.effectiveDirective));
  fetch(address).catch(() => setTimeout(() => go("no rule"), 200));
})"""


class LivePage:
    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self._page = opened.page
        self._see("#state", "Connected")

    def ask(self, fault: str = "", step: str = "") -> None:
        if fault:
            options = self._page.locator("#fault")
            self.opened.do(options.select_option(label=fault))
        if step:
            self.opened.do(self._page.locator("#step").select_option(label=step))
        self._press("Ask the agent")

    def go_away_once_at_work(self) -> None:
        """Disconnects when the first words of the answer are there, and comes back."""
        self._see("#wire", "agent_output")
        self._press("Disconnect")
        self._see("#state", "You are away")
        self._press("Come back")
        self._see("#chat", "You are back")

    def show_what_was_kept(self) -> None:
        self._press("Show what was kept")

    def wait_for_kept(self, text: str) -> None:
        self._see("#chat .said.well", text)

    def read(self, *words: str) -> str:
        """All that the customer's side says, once each of these is there."""
        for one in words:
            self._see("#chat", one)
        text: str = self.opened.run(_CHAT)
        return text

    def received(self) -> list[dict[str, Any]]:
        """The events on the wire's side, without what the page has sent."""
        return [frame for frame in self.frames() if "event_id" in frame]

    def frames(self) -> list[dict[str, Any]]:
        return [json.loads(text) for text in self.opened.run(_WIRE)]

    def offered(self) -> set[tuple[str, str, str]]:
        """Port, fault, and what the page says that it does, for each that can be chosen."""
        return {(port, fault, does) for port, fault, does in self.opened.run(_OFFERED)}

    def rule_that_refuses(self, address: str) -> str:
        """The directive of its content security policy that keeps it from asking there."""
        rule: str = self.opened.run(_REFUSED, address)
        return rule

    def _press(self, name: str) -> None:
        self.opened.do(self._page.get_by_role("button", name=name).click())

    def _see(self, where: str, words: str) -> None:
        self.opened.do(self._page.locator(where, has_text=words).wait_for())


def out_of_order(text: str, words: tuple[str, ...]) -> list[str]:
    """Those of these words that do not come after the ones before them."""
    missing, at = [], 0
    for one in words:
        found = text.find(one, at)
        if found < 0:
            missing.append(one)
        else:
            at = found + len(one)
    return missing
