"""What opens on the report's page: the frames of a scenario, its pictures, its search."""

from typing import Final

from support.self_check.browser.opened import Opened

_OPEN: Final = """async () => {
  const holds = (one) => [...one.querySelectorAll(".ls li")].length > 3;
  const scenario = [...document.querySelectorAll("details.sc")].find(holds);
  if (!scenario) return null;
  location.hash = "#" + scenario.id;
  const wire = scenario.querySelector("details.wire");
  const ready = () => wire.querySelector(".tools") && scenario.querySelector("svg");
  for (let times = 0; times < 200 && !ready(); times++) await new Promise(requestAnimationFrame);
  wire.open = true;
  return scenario.id;
}"""
_SHOWN: Final = """(id) => {
  const scenario = document.getElementById(id);
  const frames = [...scenario.querySelectorAll(".ls details")];
  frames.forEach((one) => one.open = true);
  return {
    open: scenario.open,
    pictures: scenario.querySelectorAll("svg").length,
    frames: frames.filter((one) => one.innerText.includes('"type"')).length,
    lines: scenario.querySelectorAll(".ls > li").length,
  };
}"""
_SEARCHED: Final = """(id) => {
  const scenario = document.getElementById(id);
  const search = scenario.querySelector(".wire input[type=search]");
  search.value = "session_started";
  search.dispatchEvent(new Event("input"));
  return [...scenario.querySelectorAll(".ls > li")].filter((one) => one.checkVisibility()).length;
}"""


def folded_away(opened: Opened) -> list[str]:
    """What a scenario that a link leads to does not show: picture, frames, a search that finds."""
    scenario = opened.run(_OPEN)
    if scenario is None:
        return ["No scenario on the page has a transcript."]
    shown = opened.run(_SHOWN, scenario)
    wanted = {"open": "is not open", "pictures": "has no picture", "frames": "shows no frame"}
    found = [f"{scenario} {words}." for name, words in wanted.items() if not shown[name]]
    left = opened.run(_SEARCHED, scenario)
    if not 0 < left < shown["lines"]:
        found.append(f"A search shows {left} of {shown['lines']} lines of {scenario}.")
    return found
