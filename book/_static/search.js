/* What the book says about words, best first: searchbook.js holds its parts,
   MiniSearch scores them, and what is named as was asked goes first.  Of Sphinx
   it takes Stemmer and stopwords, a page with a place for results, and the root
   of the site: tests/book/test_search.py notices if a release changes them. */
"use strict";

const FIELDS = { words: 3, title: 4, where: 2, text: 1, rest: 0.4 };
const KINDS = { page: 1.3, section: 1, term: 1.2, name: 0.6, equation: 0.6,
  exercise: 0.5, source: 0.6 };
const BEHIND = 0.4;
const LITTLE = 0.2;     // what a word counts that the whole book is about
const ANSWERS = "/reader-questions";
const SHOWN = 30;       // results
const AT_A_TIME = 2;    // of one page, before other pages had their turn
const SHORT = 90;       // letters: such a sentence is not shown alone
const FORMULA = /\\\((.*?)\\\)/s;
const FORMULAS = new RegExp(FORMULA, "gs");
const WORD = /[\p{L}\p{N}_]+(?:[./'’-]+[\p{L}\p{N}_]+)*/gu;
const JOINT = /[_./'’-]+/;
const GREEK = new Set(`alpha beta gamma delta epsilon eta kappa lambda rho sigma
  tau theta Omega tanh log`.split(/\s+/));
// Normalised and initialisation, which others write with a z.
const BRITISH = /(?<=[lrmntdg]i)s(?=(?:ations?|e[dsr]?|ing)$)/;
// Words that ask, and say nothing of what is asked for.
const ASKING = new Set(`why how what when where which who do does did can could
  should my me i we you there have has its from about vs versus get so come mean
  meaning work works use used difference explain explained wrt r intuition
  example understand understanding tutorial please help exactly actually`.split(/\s+/));

const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);

/* TeX as one would type it: h_{t-1} is h_t-1, a derivative dE/dW. */
const plain = (tex) => tex
  .replace(/\\(?:partial|mathrm\{d\})(?:\^\{?\+\}?)?\s*/g, "d")
  .replace(/\\d?frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}/g,
    "$1/$2")
  .replace(/\\([a-zA-Z]+)/g, (_, name) => GREEK.has(name) ? name : " ")
  .replace(/[\\{},]/g, "").replace(/\^/g, " ");

/* Words as they stand, such as W_hh and dL/dW. */
const words = (text) => (text.includes("\\(") ? text.replace(FORMULAS,
  (_, tex) => plain(tex)) : text).match(WORD) ?? [];

/* The parts of a word; one that has none is its own. */
const parts = (word) => word.split(JOINT).filter((part) => part);

/* What is indexed: words whole and in parts, dE_t/dW as dE/dW too. */
const tokens = (text) => words(text).flatMap((word) => {
  const each = parts(word);
  if (each.length < 2) return each;
  const bare = word.replace(/_[^/]*/g, "");
  return [word, ...each, ...bare.includes("/") && bare !== word ? [bare] : []];
});

class Finder {
  constructor({ documents, same, everywhere }) {
    this.stemmer = new Stemmer();
    this.known = new Set();
    this.stems = new Map();
    this.documents = documents.map((one, id) => ({ id, ...one }));
    this.begins = new Map(documents.filter(({ kind }) => kind === "page")
      .map(({ page, text }) => [page, text.slice(0, 1)]));
    this.same = new Map(Object.entries(same).map(([word, others]) =>
      [this.stem(word), tokens(others).map((other) => this.stem(other))]));
    this.everywhere = new Set(everywhere.map((word) => this.stem(word)));
    this.index = new MiniSearch({
      fields: Object.keys(FIELDS),
      extractField: (one, field) =>
        Array.isArray(one[field]) ? one[field].join(" ") : one[field],
      tokenize: tokens,
      processTerm: (word) => this.learn(word),
    });
    this.index.addAll(this.documents);
  }

  /* A word without its ending, in one spelling; nothing if it is small. */
  stem(word) {
    if (!this.stems.has(word)) {
      const low = word.toLowerCase().replace(/['’]s$/, "");
      this.stems.set(word, stopwords.includes(low) ? null
        : this.stemmer.stemWord(low.replace(BRITISH, "z")));
    }
    return this.stems.get(word);
  }

  learn(word) {
    const stem = this.stem(word);
    this.known.add(stem);
    return stem;
  }

  /* Telling words: all but those that ask, unless there are no others. */
  telling(query) {
    const all = words(plain(query)).filter((word) => this.stem(word));
    const some = all.filter((word) => !ASKING.has(word.toLowerCase()));
    return some.length ? some : all;
  }

  /* What is asked for: for each word, all that would do.  The parts of a name
     such as clip_by_norm would each do, those of other words are words. */
  asked(query) {
    return this.telling(query).flatMap((word) => {
      const each = word.split(/[/'’-]+/).filter((part) => part);
      return each.length < 2 ? [[word, ...parts(word)]]
        : each.map((part) => [part, word, ...parts(part)]);
    }).map((group) => {
      const long = group.filter((word, n) => n === 0 || word.length > 1);
      const stems = long.map((word) => this.stem(word)).filter((one) => one);
      return [...new Set(stems.flatMap((one) =>
        [one, ...this.same.get(one) ?? []]))];
    }).filter((group) => group.length);
  }

  /* How well a name fits: as asked, or with all that was asked for. */
  named({ title, words: others }, query) {
    const stems = (text) => new Set(words(text).flatMap(parts)
      .map((word) => this.stem(word)).filter((one) => one));
    const all = stems(this.telling(query).join(" "));
    const some = new Set([...all].filter((one) => !this.everywhere.has(one)));
    const wanted = some.size ? some : all;
    const called = title.replace(/^[\d.]+\s/, "");
    const fits = [called, called.split(":")[0], ...others].map((name) => {
      const has = stems(name);
      return ![...wanted].every((one) => has.has(one)) ? 1
        : has.size <= wanted.size ? 6 : 2;
    });
    return Math.max(...fits);
  }

  /* Results with what each has of the words; a page has those of its parts. */
  matches(asked) {
    const strange = (term) => !this.known.has(term) && /^\p{L}+$/u.test(term);
    const found = this.index.search([...new Set(asked.flat())].join("\n"), {
      tokenize: (text) => text.split("\n"), processTerm: (term) => term,
      boost: FIELDS,
      boostTerm: (term) => this.everywhere.has(term) ? LITTLE : 1,
      prefix: (term) => strange(term) && term.length > 2,
      fuzzy: (term) => strange(term) && term.length > 4 && 0.25,
    }).map(({ id, score, queryTerms }) => ({
      one: this.documents[id], score, has: asked.map((group) =>
        group.some((term) => queryTerms.includes(term))) }));
    const whole = new Map(found.filter(({ one }) => one.kind === "page")
      .map((result) => [result.one.page, result]));
    found.forEach(({ one, has }) => whole.get(one.page)?.has.forEach(
      (_, n, all) => { all[n] ||= has[n]; }));
    return found;
  }

  /* Parts of the book, best first, and whether they have all the words.  A
     rare word that is not there counts for more than one that is everywhere. */
  find(query) {
    const asked = this.asked(query);
    const found = this.matches(asked);
    const rarity = asked.map(([term], n) => {
      const often = found.filter(({ has }) => has[n]).length;
      return often && Math.log(1 + this.documents.length / often)
        * (this.everywhere.has(term) ? LITTLE : 1);
    });
    return found.map(({ one, score, has }) => {
      const share = sum(rarity.filter((_, n) => has[n])) / sum(rarity);
      return { one, all: !has.includes(false), score: score * share ** 2
        * weight(one) * this.named(one, query) };
    }).sort((a, b) => b.score - a.score);
  }

  /* The sentence of a part that has most of what was asked for; of a meaning
     or an answer the first, and where there is none the first of the page. */
  excerpt({ text, kind, page }, query) {
    if (!text.length) return this.begins.get(page).join(" ");
    const asked = this.asked(query);
    const has = text.map((sentence) => {
      const stems = new Set(tokens(sentence).map((word) => this.stem(word)));
      return asked.filter((group) =>
        group.some((one) => stems.has(one))).length;
    });
    const answers = kind === "term" || page.endsWith(ANSWERS);
    const place = answers ? 0 : has.indexOf(Math.max(...has));
    const few = (text[place] ?? "").length < SHORT;
    return text.slice(place, place + (few ? 2 : 1)).join(" ");
  }
}

/* Pages behind the chapters are about something else: other texts, letters,
   the library.  Those with questions of readers are not. */
const weight = ({ kind, where, page }) => KINDS[kind] * (
  ["page", "section"].includes(kind) && !/^\d/.test(where)
  && !page.endsWith(ANSWERS) ? BEHIND : 1);

/* The first of each page before the third of any. */
const inTurn = (results) => {
  const of = new Map();
  const late = new Set(results.filter(({ one }) => {
    of.set(one.page, (of.get(one.page) ?? 0) + 1);
    return of.get(one.page) > AT_A_TIME;
  }));
  return [...results.filter((one) => !late.has(one)), ...late];
};

const element = (tag, name, ...content) => {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...content);
  return made;
};

/* A text with its formulas, which MathJax will typeset. */
const typeset = (text) => text.split(FORMULA).map((part, place) =>
  place % 2 ? element("span", "math", `\\(${part}\\)`) : part);

const item = (one, sentence) => {
  const link = element("a", "", ...typeset(one.title));
  const root = document.documentElement.dataset.content_root;
  link.href = `${root}${one.page}.html${one.anchor && `#${one.anchor}`}`;
  const place = one.kind === "page" ? [] : [
    element("span", "where", ` ${one.where}`)];
  return element("li", "", link, ...place,
    element("p", "context", ...typeset(sentence)));
};

const said = (query, results) => {
  if (!results.length) return `Nothing was found for “${query}”. The glossary `
    + "and the index, at the end of the book, list its words.";
  return !results.some(({ all }) => all)
    ? "No part of the book has all of these words. These have some of them."
    : results.length > SHOWN ? `The best ${SHOWN} of ${results.length} places.`
      : `${results.length} places, the best first.`;
};

/* Show what was found; making the index takes a moment. */
const show = (query, status) => {
  const finder = window.finder = new Finder(BOOK);
  const results = finder.find(query);
  const list = element("ul", "search", ...inTurn(results).slice(0, SHOWN)
    .map(({ one }) => item(one, finder.excerpt(one, query))));
  status.textContent = said(query, results);
  status.after(list);
  MathJax.startup?.promise.then(() => MathJax.typesetPromise([list]));
};

document.addEventListener("DOMContentLoaded", () => {
  const query = new URLSearchParams(location.search).get("q")?.trim();
  if (!query) return;
  document.querySelectorAll('input[name="q"]').forEach((input) => {
    input.value = query;
  });
  const status = element("p", "search-summary", "Searching …");
  status.role = "status";
  document.getElementById("search-results").append(status);
  setTimeout(show, 0, query, status);
});
