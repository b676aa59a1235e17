/* "Text only" folds all code and all proofs of a page and leaves text, equations
   and figures (way.css does the folding). The browser remembers it for the whole
   site. Where readers write, a button opens the cell; so does Live code. */
"use strict";

(() => {
  const KEY = "text-only", root = document.documentElement;
  const WRITTEN = "div.cell:is(.tag_answer, .tag_change-me)";

  /* Without storage the choice holds for this page alone. */
  function remember(on) {
    try {
      if (on) localStorage.setItem(KEY, "1");
      else localStorage.removeItem(KEY);
    } catch { /* the reader forbids it */ }
  }

  function remembered() {
    try {
      return localStorage.getItem(KEY) !== null;
    } catch {
      return "textOnly" in root.dataset;
    }
  }

  /* The first thing in sight that folding leaves. */
  function inSight(article) {
    return [...article.querySelectorAll(
      "section > :is(p, h1, h2, h3, ul, ol), div.math")].find((one) =>
      one.getClientRects().length && one.getBoundingClientRect().bottom > 80);
  }

  function show(button, on) {
    if (on) root.dataset.textOnly = "";
    else delete root.dataset.textOnly;
    button.setAttribute("aria-pressed", String(on));
    button.title = on ? "With code: show code and proofs again"
      : "Text only: fold code and proofs";
  }

  /* What is being read stays where it is. */
  function toggle(button, article) {
    const read = inSight(article), before = read?.getBoundingClientRect().top;
    show(button, !("textOnly" in root.dataset));
    remember("textOnly" in root.dataset);
    if (read) scrollBy({
      top: read.getBoundingClientRect().top - before, behavior: "instant" });
  }

  function makeSwitch(article) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-sm text-only pst-navbar-icon";
    made.innerHTML = '<span class="fa-solid fa-align-left" aria-hidden="true">'
      + "</span> <span>Text only</span>";
    made.addEventListener("click", () => toggle(made, article));
    addEventListener("pageshow", () => show(made, remembered()));
    addEventListener("storage", ({ key }) => {
      if (key === KEY || key === null) show(made, remembered());
    });
    show(made, remembered());
    return made;
  }

  function open(cell, on) {
    if (on) cell.dataset.unfolded = "";
    else delete cell.dataset.unfolded;
    cell.querySelector(".unfold")?.setAttribute("aria-expanded", String(on));
  }

  function makeOpener(cell) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "unfold";
    made.textContent = "Code";
    made.setAttribute("aria-expanded", "false");
    made.setAttribute("aria-label", cell.matches(".tag_answer")
      ? "Code of your answer" : "Code to change");
    made.addEventListener("click",
      () => open(cell, !("unfolded" in cell.dataset)));
    cell.prepend(made);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const article = document.querySelector("article");
    if (!article?.querySelector("div.cell_input, details.steps")) return;
    const bar = document.querySelector(".article-header-buttons");
    bar.prepend(makeSwitch(article));
    article.querySelectorAll(WRITTEN).forEach(makeOpener);
    // Live code brings a cell into sight.
    article.addEventListener("unfold", ({ target }) => open(target, true), true);
  });
})();
