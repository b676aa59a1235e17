/* For those who read with the keyboard: boxes that scroll sideways can be
   reached and have a name, a button that opens a solution is named after it,
   and formulas within a line are not stops on the way. */
"use strict";

const BOXES = {
  "div.math": "Equation",
  "pre:not(.live-error)": "Code",
  ".cell_output > .output": "Output",
  ".pst-scrollable-table-container": "Table",
  "dl.field-list dd > p, table.ledger td > p": "Text",
  "table.steps td > p": "Line",
};

function reach(box, name) {
  const scrolls = box.scrollWidth > box.clientWidth;
  if (scrolls === box.hasAttribute("role")) return;
  if (scrolls) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", `${name}, scrolls sideways`);
  } else {
    for (const attribute of ["tabindex", "role", "aria-label"])
      box.removeAttribute(attribute);
  }
}

function reachAll(article) {
  for (const [selector, name] of Object.entries(BOXES))
    for (const box of article.querySelectorAll(selector)) reach(box, name);
  for (const formula of article.querySelectorAll(
    "mjx-container[tabindex='0']:not([display])")) formula.tabIndex = -1;
}

/* The theme takes the focus from these when they are pressed, to be rid of the
   mouse's tooltip; then it cannot come back when what they open is closed. */
function keepFocus(button) {
  button.blur = () => {
    if (!button.matches(":focus-visible"))
      HTMLElement.prototype.blur.call(button);
  };
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".theme-switch-button, .search-button, "
    + ".primary-toggle, .secondary-toggle").forEach(keepFocus);
  // Whatever is typeset, opened or run changes the size of the article.
  const article = document.querySelector("article");
  if (!article) return;  // such as the page of search
  for (const button of article.querySelectorAll("button.toggle-button"))
    button.setAttribute("aria-label", button.parentElement.textContent.trim());
  new ResizeObserver(() => reachAll(article)).observe(article);
});
