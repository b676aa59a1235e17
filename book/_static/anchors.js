/* A link to a part of a page: pressing it also copies its address. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a.headerlink");
    if (!link || !navigator.clipboard) return;  // file:// has no clipboard
    const copied = await navigator.clipboard.writeText(link.href).then(
      () => true, () => false);  // a reader may forbid it: the link still works
    if (!copied) return;
    link.dataset.copied = "";
    said.textContent = "Link copied";
    setTimeout(() => {
      delete link.dataset.copied;
      said.textContent = "";
    }, 2000);
  });
});
