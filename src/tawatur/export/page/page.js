"use strict";
// Words are lit up by ranges over the untouched text: an element inside a word would break its letters apart.
(() => {
  const ROLES = ["chain", "place", "time", "number", "target", "actor", "trigger"]; // the last one lies on top
  const cards = [...document.querySelectorAll(".claim")];
  const findings = [...document.querySelectorAll("[data-finding]")];
  let chosen = null;

  const textOf = (card) => card.closest(".report").querySelector(".text");

  const spansOf = (card) => card.dataset.spans.split(" ").map((item) => {
    const [role, start, end] = item.split(/[:-]/);
    return { role, start: Number(start), end: Number(end) };
  });

  const spanOf = (item) => {
    const [start, end] = item.dataset.finding.split("-").map(Number);
    return { start, end };
  };

  const rangeOf = (text, { start, end }) => {
    const range = document.createRange();
    range.setStart(text.firstChild, start);
    range.setEnd(text.firstChild, end);
    return range;
  };

  // What is lit: name -> ranges. Of the chosen claim all roles, of the others the trigger in the type's colour.
  const lit = () => {
    const names = new Map();
    const add = (name, range) => {
      if (!names.has(name)) names.set(name, []);
      names.get(name).push(range);
    };
    for (const card of cards) {
      const text = textOf(card);
      if (chosen && text === textOf(chosen)) continue;
      for (const span of spansOf(card)) {
        if (span.role === "trigger") add(`type-${card.dataset.type}`, rangeOf(text, span));
      }
    }
    for (const item of findings) add("finding", rangeOf(textOf(item), spanOf(item)));
    if (chosen) for (const span of spansOf(chosen)) add(`role-${span.role}`, rangeOf(textOf(chosen), span));
    return names;
  };

  const paintHighlights = () => {
    CSS.highlights.clear();
    for (const [name, ranges] of lit()) {
      const highlight = new Highlight(...ranges);
      highlight.priority = ROLES.indexOf(name.replace("role-", "")) + 1;
      CSS.highlights.set(name, highlight);
    }
  };

  // Browsers without the Custom Highlight API: boxes laid over the words.
  const paintOverlays = () => {
    for (const box of document.querySelectorAll(".overlay")) box.remove();
    for (const [name, ranges] of lit()) for (const range of ranges) {
      const text = range.startContainer.parentElement;
      const frame = text.getBoundingClientRect();
      for (const rect of range.getClientRects()) {
        const box = document.createElement("span");
        box.className = name === "finding" ? "overlay finding" : "overlay";
        box.style.left = `${rect.left - frame.left - text.clientLeft + text.scrollLeft}px`;
        box.style.top = `${rect.top - frame.top - text.clientTop + text.scrollTop}px`;
        box.style.width = `${rect.width}px`;
        box.style.height = `${rect.height}px`;
        box.style.background = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);
        text.append(box);
      }
    }
  };

  const paint = globalThis.CSS?.highlights ? paintHighlights : paintOverlays;

  const reveal = (card) => {
    const text = textOf(card);
    const trigger = spansOf(card).find((span) => span.role === "trigger");
    const rect = rangeOf(text, trigger).getBoundingClientRect();
    const frame = text.getBoundingClientRect();
    if (text.scrollHeight > text.clientHeight) {
      text.scrollBy({ top: rect.top - frame.top - text.clientHeight / 2 });
    } else if (rect.bottom < 0 || rect.top > innerHeight) {
      scrollBy({ top: rect.top - innerHeight / 3 });
    }
  };

  const choose = (card) => {
    chosen?.removeAttribute("aria-current");
    chosen?.querySelector("button").setAttribute("aria-pressed", "false");
    chosen = card === chosen ? null : card;
    chosen?.setAttribute("aria-current", "true");
    chosen?.querySelector("button").setAttribute("aria-pressed", "true");
    if (chosen) reveal(chosen);
    paint();
  };

  const offsetAt = (text, { clientX, clientY }) => {
    const caret = document.caretPositionFromPoint?.(clientX, clientY);
    const range = caret ? null : document.caretRangeFromPoint?.(clientX, clientY);
    const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [range?.startContainer, range?.startOffset];
    return node === text.firstChild ? offset : null;
  };

  for (const text of document.querySelectorAll(".text")) {
    text.normalize(); // long texts come from the parser in pieces
    // What does not agree is explained where the pointer rests on it.
    text.addEventListener("pointermove", (event) => {
      const offset = offsetAt(text, event);
      const holds = (item) => offset !== null && spanOf(item).start <= offset && offset <= spanOf(item).end;
      const under = findings.filter((item) => textOf(item) === text && holds(item));
      text.title = under.map((item) => item.querySelector("p").textContent).join("\n");
      for (const item of findings) item.toggleAttribute("aria-current", under.includes(item));
    });
    text.addEventListener("click", (event) => {
      const offset = offsetAt(text, event);
      if (offset === null || String(getSelection())) return;
      const holds = (span) => span.role === "trigger" && span.start <= offset && offset <= span.end;
      const card = cards.find((one) => textOf(one) === text && spansOf(one).some(holds));
      if (!card) return;
      if (card !== chosen) choose(card);
      card.scrollIntoView({ block: "nearest" });
    });
  }
  for (const card of cards) {
    card.addEventListener("click", () => { if (!String(getSelection())) choose(card); });
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape" && chosen) choose(chosen); });
  addEventListener("hashchange", () => open(location.hash));
  const open = (hash) => {
    const card = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (card?.classList.contains("claim") && card !== chosen) choose(card);
  };
  if (paint === paintOverlays) addEventListener("resize", paint);
  paint();
  open(location.hash);
})();
