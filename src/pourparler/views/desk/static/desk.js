// What makes the desk nicer; every page works without it.
"use strict";

// A finding and all its words light up together, from the text and from the margin.
const reading = document.querySelector(".reading");
if (reading) {
  const marked = [...reading.querySelectorAll("[data-of]")];
  const light = (ids, on) => {
    for (const part of marked) {
      if (part.dataset.of.split(" ").some((id) => ids.includes(id))) part.classList.toggle("lit", on);
    }
    for (const id of ids) document.getElementById(id)?.classList.toggle("lit", on);
  };
  const idsOf = (node) => {
    const part = node.closest("[data-of]");
    if (part) return [part.getAttribute("href").slice(1)];
    const card = node.closest(".finding");
    return card ? [card.id] : [];
  };
  for (const [kind, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    reading.addEventListener(kind, (event) => light(idsOf(event.target), on));
  }
}

// Keys: "/" searches, "j" and "k" go down and up the rows, "?" is left to the browser.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q")?.focus();
  }
  if (event.key === "j" || event.key === "k") {
    const links = [...document.querySelectorAll(".row h3 a, .card h3 a, .line p:first-child a, .finding summary")];
    const at = links.indexOf(document.activeElement);
    links[at + (event.key === "j" ? 1 : -1)]?.focus();
  }
});

// Words selected in a report can be added as what was missed: a small bar offers it, a form takes it.
const article = document.querySelector(".article");
if (article) {
  const bar = document.createElement("div");
  bar.className = "picker noprint";
  bar.hidden = true;
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Add the selected words");
  bar.append("Add as ");
  for (const form of document.querySelectorAll("form[data-adds]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = form.dataset.adds;
    button.addEventListener("click", () => fill(form));
    bar.append(button);
    form.elements.words.addEventListener("input", () => { form.elements.start.value = form.elements.end.value = ""; });
  }
  article.after(bar);

  const blockOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-start]");
  const offset = (node, at) => {
    const block = blockOf(node);
    if (!block || !article.contains(block)) return null;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, at);
    return Number(block.dataset.start) + [...before.toString()].length;
  };
  let picked = null;
  document.addEventListener("selectionchange", () => {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    const words = range && !range.collapsed ? range.toString().trim() : "";
    const start = words ? offset(range.startContainer, range.startOffset) : null;
    const end = words ? offset(range.endContainer, range.endOffset) : null;
    if (bar.contains(document.activeElement)) return;
    picked = start !== null && end !== null && end > start ? { words, start, end } : null;
    bar.hidden = !picked;
    if (!picked) return;
    const box = range.getBoundingClientRect();
    bar.style.top = `${box.bottom + scrollY + 6}px`;
    bar.style.left = `${Math.max(8, Math.min(box.left + scrollX, scrollX + innerWidth - bar.offsetWidth - 8))}px`;
  });
  function fill(form) {
    if (!picked) return;
    form.elements.words.value = picked.words;
    form.elements.start.value = picked.start;
    form.elements.end.value = picked.end;
    form.closest("details").open = true;
    bar.hidden = true;
    (form.querySelector("input:not([type=hidden])[required]") ?? form.elements.words).focus();
    form.scrollIntoView({ block: "center" });
  }
}

// A brush on a plot: dragging over months shows what falls into them; a click on a month is a link.
const brushed = document.querySelector("figure[data-brush] svg");
if (brushed) {
  const frame = brushed.parentElement;
  const band = document.createElement("div");
  band.className = "brush";
  band.hidden = true;
  frame.append(band);
  let from = null;
  let dragged = false;
  const draw = (x) => {
    const box = frame.getBoundingClientRect();
    band.style.left = `${Math.min(from, x) - box.left + frame.scrollLeft}px`;
    band.style.width = `${Math.abs(x - from)}px`;
  };
  const within = (one, other) => [...brushed.querySelectorAll("a")].filter((part) => {
    const box = part.getBoundingClientRect();
    const middle = box.left + box.width / 2;
    return middle >= Math.min(one, other) && middle <= Math.max(one, other);
  });
  brushed.addEventListener("dragstart", (event) => event.preventDefault());
  brushed.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    from = event.clientX;
    dragged = false;
  });
  addEventListener("pointermove", (event) => {
    if (from === null || (!dragged && Math.abs(event.clientX - from) < 6)) return;
    dragged = true;
    band.hidden = false;
    draw(event.clientX);
  });
  addEventListener("pointerup", (event) => {
    if (from === null) return;
    const start = from;
    from = null;
    band.hidden = true;
    if (!dragged) return;
    const asked = within(start, event.clientX).map((part) => {
      return new URL(part.getAttribute("href") ?? part.getAttribute("xlink:href"), location).searchParams;
    });
    if (!asked.length) return;
    const to = new URL(location);
    to.hash = "";
    to.searchParams.delete("after");
    to.searchParams.set("since", asked.map((query) => query.get("since")).sort()[0]);
    to.searchParams.set("until", asked.map((query) => query.get("until")).sort().at(-1));
    location.assign(to);
  });
  brushed.addEventListener("click", (event) => {
    if (dragged) event.preventDefault();
    dragged = false;
  }, true);
}
