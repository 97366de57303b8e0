"use strict";
(() => {
  const root = document.documentElement;
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Pictures and frames of scenarios that passed, packed into the page.
  let unpacked;
  const packed = () => {
    unpacked ??= (async () => {
      const block = document.getElementById("packed");
      if (!block || !("DecompressionStream" in window)) return { pictures: {}, frames: {} };
      const bytes = Uint8Array.from(atob(block.textContent.trim()), (c) => c.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      return new Response(stream).json();
    })();
    return unpacked;
  };
  const indented = (text) => {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  };
  const expand = (line, frame) => {
    const findings = all(":scope > .says", line);
    findings.forEach((finding) => finding.remove());
    const summary = make("summary", {}, ...line.childNodes);
    const body = make("pre", { tabindex: "0" }, indented(frame));
    line.append(make("details", {}, summary, body), ...findings);
  };
  const told = (line) => {
    const copy = line.cloneNode(true);
    for (const part of all("pre, .says", copy)) part.prepend("\n");
    return copy.textContent.trim();
  };
  const unfold = async (scenario) => {
    if (scenario.dataset.whole) return;
    scenario.dataset.whole = "yes";
    const wire = scenario.querySelector("details.wire");
    if (!wire) return;
    const lines = all(":scope > ol > li", wire);
    const { pictures, frames } = await packed();
    const parsed = new DOMParser().parseFromString(pictures[scenario.id] ?? "", "text/html");
    scenario.querySelector(".pics")?.append(...parsed.body.childNodes);
    let time = "";
    lines.forEach((line, at) => {
      const own = line.querySelector("b");
      if (own) time = own.textContent;
      else (line.querySelector("summary") ?? line).prepend(make("b", {}, time), " ");
      const frame = frames[scenario.id]?.[at];
      if (frame && !line.querySelector("details")) expand(line, frame);
    });
    const search = make("input", { type: "search", "aria-label": "Search this transcript" });
    search.placeholder = "Search this transcript";
    search.addEventListener("input", () => {
      const wanted = search.value.toLowerCase();
      lines.forEach((line) => {
        line.hidden = !line.textContent.toLowerCase().includes(wanted);
      });
    });
    const words = () => lines.map(told).join("\n");
    wire.querySelector("ol").before(make("div", { class: "tools" }, search, copier("Copy transcript", words)));
  };

  const copier = (label, text) => {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text());
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not allowed to copy here";
      }
      setTimeout(() => (button.textContent = label), 2000);
    });
    return button;
  };
  for (const command of all(".facts code, .broken .note code")) {
    command.after(" ", copier("Copy", () => command.textContent));
  }

  // Whatever a link leads to is open.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let one = target; one; one = one.parentElement) {
      if (one.tagName === "DETAILS") one.open = true;
      one.hidden = false;
    }
    target.scrollIntoView();
  };

  const scenarios = all("details.sc");
  for (const one of scenarios) {
    one.addEventListener("toggle", () => one.open && unfold(one));
    if (one.open) unfold(one);
  }

  // Filters.
  const outcomes = { f: "broken", e: "errors", p: "passed", s: "not run" };
  const known = scenarios.map((one) => {
    const feature = one.closest(".feature");
    const heading = feature?.querySelector("h3")?.textContent ?? "";
    return {
      one,
      outcome: one.querySelector("summary > i")?.className ?? "s",
      priority: feature?.querySelector(".meta b")?.textContent ?? "",
      words: `${heading} ${one.textContent}`.toLowerCase(),
    };
  });
  const tools = make("div", { class: "tools", role: "search", "aria-label": "Filter the scenarios" });
  const boxes = {};
  for (const [outcome, word] of Object.entries(outcomes)) {
    const count = known.filter((each) => each.outcome === outcome).length;
    if (!count) continue;
    boxes[outcome] = make("input", { type: "checkbox", "data-filter": "outcome" });
    boxes[outcome].checked = true;
    tools.append(make("label", {}, boxes[outcome], ` ${word} (${count})`));
  }
  const priorities = [...new Set(known.map((each) => each.priority).filter(Boolean))].sort();
  const priority = make("select", { "aria-label": "Priority", "data-filter": "priority" });
  priority.append(make("option", { value: "" }, "every priority"));
  priority.append(...priorities.map((name) => make("option", { value: name }, name)));
  const words = make("input", { type: "search", "aria-label": "Words in a scenario", "data-filter": "text" });
  words.placeholder = "Words in a scenario";
  const shown = make("output", {});
  tools.append(priority, words, shown);
  const filter = () => {
    const wanted = words.value.toLowerCase();
    let count = 0;
    for (const each of known) {
      const fits =
        boxes[each.outcome].checked &&
        (!priority.value || priority.value === each.priority) &&
        each.words.includes(wanted);
      each.one.hidden = !fits;
      count += fits;
    }
    for (const part of all(".outline, .rule, .feature")) {
      part.hidden = !all("details.sc", part).some((one) => !one.hidden);
    }
    shown.textContent = `${count} of ${known.length} scenarios`;
  };
  tools.addEventListener("input", filter);
  if (known.length) {
    document.getElementById("h-features")?.after(tools);
    filter();
  }

  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", () => scenarios.forEach((one) => one.open && unfold(one)));
  root.classList.add("scripted");
  reveal();
})();
