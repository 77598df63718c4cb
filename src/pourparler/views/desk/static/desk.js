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
