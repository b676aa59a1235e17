/* A page opened from a folder, by a file: address. Browsers let such a page
   read no other file; what therefore does not work says so. */
"use strict";

function explainLite(link) {
  link.removeAttribute("href");
  link.setAttribute("aria-disabled", "true");
  link.classList.add("disabled");
  (link.lastElementChild ?? link).textContent = "JupyterLite needs a web server";
}

if (location.protocol === "file:") {
  document.querySelectorAll('a[href*="/lite/"]').forEach(explainLite);
}
