/* What Sphinx finds, in a better order, and with formulas to be read. */
"use strict";

const FORMULA = 0xe000;  // one private letter each: an excerpt never cuts one
const UNSEEN = ".headerlink, .onlyprint, .prev-next-footer, nav, script, style";
const stems = new Stemmer();
let formulas = [];

/* The stems of a title's words; chapters have their numbers in a tag. */
const titleStems = (title) => title.replace(/<.*?>/g, "").toLowerCase()
  .split(/[^\p{L}\d_]+/u).map((word) => stems.stemWord(word));

/* A page's title found as one of its headings: the page itself is there. */
const again = ([, title]) => {
  const [page, part] = title.split(" > ");
  return part && page.replace(/^<.*?>.*?<.*?>/, "") === part;
};

/* Titles with all that was asked for go first, which here is last. */
const find = Search._performSearch;
Search._performSearch = (query, terms, ...rest) => {
  const results = find(query, terms, ...rest).filter((one) => !again(one));
  const named = new Set(results.filter((result) => {
    const found = titleStems(result[1]);
    return [...terms].every((term) => found.includes(term));
  }));
  return [...results.filter((result) => !named.has(result)), ...named];
};

const letter = (place) => String.fromCharCode(FORMULA + place);

/* The text of a page or a part of it, each formula a letter of its own. */
const text = Search.htmlToText;
Search.htmlToText = (html, anchor) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll(".math").forEach((math) => {
    const number = math.querySelector(".eqno")?.textContent ?? "";
    formulas.push(math.textContent.trim().slice(number.length).trim()
      .slice(2, -2));  // without \( and \), or \[ and \]
    math.textContent = `${number} ${letter(formulas.length - 1)}`;
  });
  page.querySelectorAll(UNSEEN).forEach((part) => part.remove());
  if (anchor?.startsWith("#term-")) {  // a term of the glossary: what it means
    const term = page.querySelector(anchor);
    term.append(": ", term.nextElementSibling.textContent);
  }
  return text(page.documentElement.outerHTML, anchor);
};

/* A formula of an excerpt, which stands in a line even if it did not. */
const typeset = (place) => {
  const shown = document.createElement("span");
  shown.className = "math";
  shown.textContent = `\\(${formulas[place]}\\)`;
  return shown;
};

const summarise = Search.makeSearchSummary;
Search.makeSearchSummary = (...given) => {
  formulas = [];
  const summary = summarise(...given);
  if (!summary) return "";
  summary.replaceChildren(...summary.textContent.replace(/^\.{3}(?=\()/, "")
    .split(/([\ue000-\uf8ff])/).map((part, count) =>
      count % 2 ? typeset(part.charCodeAt(0) - FORMULA) : part));
  MathJax.startup?.promise.then(() => MathJax.typesetPromise([summary]));
  return summary;
};
