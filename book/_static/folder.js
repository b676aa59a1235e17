/* A page opened from a folder, by a file: address. Browsers let such a page
   read no other file; what therefore does not work says so. */
"use strict";

function explainSearch() {
  // Excerpts would be read from the pages that were found.
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  const note = document.createElement("p");
  note.textContent = "This page was opened from a folder: it finds pages, "
    + "but shows no excerpts.";
  document.querySelector("h1").after(note);
}

function explainLite(link) {
  link.removeAttribute("href");
  link.setAttribute("aria-disabled", "true");
  link.classList.add("disabled");
  link.lastElementChild.textContent = "JupyterLite needs a web server";
}

if (location.protocol === "file:") {
  if (document.querySelector("#search-results")) explainSearch();
  document.querySelectorAll('a[href*="/lite/lab/"]').forEach(explainLite);
}
