"""What must hold of a page in a browser: each check returns what is wrong, a sentence each."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from support.self_check.browser.folded import folded_away
from support.self_check.browser.opened import PHONE, Browser, Opened
from support.self_check.browser.tools import axe

MOST_MILLISECONDS: Final = 1000
_LOADS: Final = 3
_MORE_TABS: Final = 5
_SCENARIOS: Final = "details.sc"
_NONSENSE: Final = "no scenario is called like this 0xfade"
_PROMISE: Final = re.compile(r"\b[A-Z]{2,5}-\d+\b")

_AXE: Final = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap((one) => one.nodes.slice(0, 3).map(
    (node) => `${one.id} (${one.impact}): ${node.target.join(" ")}: ${node.failureSummary}`));
}"""
_WIDER: Final = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll("*")].filter(
    (one) => one.getBoundingClientRect().right > width + 1);
  return [`${document.documentElement.scrollWidth} pixels wide on ${width}: ` +
    wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 100)).join("; ")];
}"""
_LISTEN: Final = """() => {
  const own = "a[href],summary,button,input,select,textarea,[onclick],[role=button],[data-filter]";
  window.reachable = [...document.querySelectorAll(own)].filter(
    (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled);
  window.reached = new Set();
  document.addEventListener("focusin", (event) => window.reached.add(event.target));
  document.activeElement?.blur();
  return window.reachable.length;
}"""
_MISSED: Final = """() => window.reachable.filter((one) => !window.reached.has(one) && !(
    one.type === "radio" && [...window.reached].some((other) => other.name === one.name)
  )).map((one) => "Tab never reaches " + one.outerHTML.slice(0, 120))"""
_FIRST_CLOSED: Final = """() => {
  const one = [...document.querySelectorAll("details:not([open])>summary")].find(
    (summary) => summary.checkVisibility());
  one?.focus();
  return one !== undefined && document.activeElement === one;
}"""
_IS_OPEN: Final = "() => document.activeElement.parentElement.open"
_SHOWN: Final = """(selector) => [...document.querySelectorAll(selector)].filter(
    (one) => one.checkVisibility()).length"""
_FILTER_TAKES: Final = 2000
_TOOK: Final = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
_READ: Final = "() => document.body.innerText"


def complaints(opened: Opened) -> list[str]:
    """What its console said, as an error or a warning."""
    opened.settle()
    return opened.said


def strangers(opened: Opened) -> list[str]:
    """Each address that it asked, but its own and its own host's."""
    opened.settle()
    return opened.strangers()


def inaccessible(opened: Opened) -> list[str]:
    """What axe-core finds, with every part of the page as it is now."""
    opened.run(axe())
    found: list[str] = opened.run(_AXE)
    return found


def wider_than_the_screen(opened: Opened) -> list[str]:
    found: list[str] = opened.run(_WIDER)
    return found


def beyond_the_keyboard(opened: Opened) -> list[str]:
    """What Tab alone does not reach, or Enter does not open."""
    count = opened.run(_LISTEN)
    if not count:
        return ["There is nothing on the page that a keyboard could reach."]
    opened.do(_press_tab(opened.page, count + _scrollers(opened) + _MORE_TABS))
    missed: list[str] = opened.run(_MISSED)
    if opened.run(_FIRST_CLOSED):
        opened.do(opened.page.keyboard.press("Enter"))
        if not opened.run(_IS_OPEN):
            missed.append("Enter does not open what is folded")
    return missed


async def _press_tab(page: Any, times: int) -> None:
    for _ in range(times):
        await page.keyboard.press("Tab")


def _scrollers(opened: Opened) -> int:
    """What takes a Tab besides: whatever scrolls, and what says that it does."""
    count: int = opened.run("""() => [...document.querySelectorAll("*")].filter((one) =>
        one.tabIndex >= 0 || one.scrollHeight > one.clientHeight ||
        one.scrollWidth > one.clientWidth).filter((one) => one.checkVisibility()).length""")
    return count


def idle_filters(opened: Opened) -> list[str]:
    """Filters that hide nothing where nothing fits, or do not give back what they hid."""
    found: list[str] = []
    if not opened.run("() => document.querySelectorAll('[data-filter=text]').length"):
        return ["There is no filter on the page."]
    everything = _scenarios_shown(opened)
    if not everything:
        return ["There is no scenario on the page that could be filtered."]
    text = opened.page.locator("[data-filter=text]").first
    opened.do(text.fill(_NONSENSE))
    if _await_shown(opened, 0):
        found.append("A text that no scenario has hides nothing.")
    opened.do(text.fill(""))
    if _await_shown(opened, everything):
        found.append(f"Without a text {_scenarios_shown(opened)} of {everything} are shown again.")
    return found + _idle_boxes(opened, everything)


def _idle_boxes(opened: Opened, everything: int) -> list[str]:
    """Where each outcome is left out, and with it as many as it says, none may be left."""
    boxes = opened.page.locator("[data-filter=outcome]")
    count = opened.do(boxes.count())
    for at in range(count):
        opened.do(boxes.nth(at).uncheck())
    found = ["Without any outcome something is shown."] if count and _await_shown(opened, 0) else []
    for at in range(count):
        opened.do(boxes.nth(at).check())
    if count and _await_shown(opened, everything):
        found.append("With every outcome not everything is shown again.")
    return found


def _scenarios_shown(opened: Opened) -> int:
    count: int = opened.run(_SHOWN, _SCENARIOS)
    return count


def _await_shown(opened: Opened, count: int) -> bool:
    """Whether it still is another number when a filter has had its time."""
    from playwright.async_api import TimeoutError as NeverThatMany

    waiting = opened.page.wait_for_function(
        f"([selector, count]) => ({_SHOWN})(selector) === count",
        arg=[_SCENARIOS, count],
        timeout=_FILTER_TAKES,
    )
    try:
        opened.do(waiting)
    except NeverThatMany:
        return True
    return False


def unreadable(opened: Opened) -> list[str]:
    """Whether the verdict and the promises are not there to be read; for a page without scripts."""
    shown = text_of(opened)
    missing = [] if _PROMISE.search(shown) else ["no promise is readable"]
    verdict = opened.do(opened.page.locator("#verdict").inner_text())
    return missing if verdict.strip() else [*missing, "the verdict is not readable"]


def slow(opened: Opened) -> list[str]:
    took = milliseconds_to_open(opened)
    return [] if took < MOST_MILLISECONDS else [f"It took {took:.0f} milliseconds to open."]


def milliseconds_to_open(opened: Opened) -> float:
    """From navigation to the end of the load event, by the page's own clock: the best of three.

    What else this machine does at the time is no property of the page.
    """
    took = [opened.run(_TOOK)]
    for _ in range(_LOADS - 1):
        opened.do(opened.page.reload())
        took.append(opened.run(_TOOK))
    return float(min(took))


def text_of(opened: Opened) -> str:
    text: str = opened.run(_READ)
    return text


def open_all(opened: Opened) -> None:
    """Unfolds everything, as a reader might."""
    opened.run("() => document.querySelectorAll('details').forEach((one) => one.open = true)")


NAMED: Final[Mapping[str, Callable[[Opened], list[str]]]] = {
    "a quiet console": complaints,
    "no request": strangers,
    "accessibility": inaccessible,
    "accessibility, dark": inaccessible,
    "the keyboard": beyond_the_keyboard,
    "the phone": wider_than_the_screen,
    "the filters": idle_filters,
    "reading unscripted": unreadable,
    "speed": slow,
}
OF_REPORTS: Final[Mapping[str, Callable[[Opened], list[str]]]] = {
    "what is folded away": folded_away,
}
"""What only a report has."""
HOW: Final[Mapping[str, Mapping[str, Any]]] = {
    "accessibility, dark": {"scheme": "dark"},
    "the phone": {"width": PHONE},
    "reading unscripted": {"scripts": False},
}
"""How a page is opened for a check, where not as on a desk in daylight."""


def found_by(check: str, browser: Browser, address: str) -> list[str]:
    """What the check of that name finds on the page at that address."""
    return {**NAMED, **OF_REPORTS}[check](browser.open(address, **HOW.get(check, {})))
