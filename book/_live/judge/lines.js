/* What is said of each line: the line, a word, the reasons, what is right. */
import { button, element } from "../dom.js";
import { tidy } from "./preview.js";
import { forget, formula, words } from "./typeset.js";

// A sign for each verdict, besides its colour and its word.
const SIGNS = { right: "\u2713", "right if": "if", agrees: "\u2248",
  wrong: "\u2717", "not read": "?" };
const UNDERLINED = ["wrong", "not read"];

/* One sentence for those who listen. */
export function sentence({ number, word, why }) {
  const reason = why ? `: ${why[0].toLowerCase()}${why.slice(1)}` : ".";
  return `Line ${number}, ${word.toLowerCase()}${reason}`;
}

/* Where an equation of the book stands. */
function address({ page, label }) {
  const id = label && `#equation-${label.toLowerCase().replace(/_/g, "-")}`;
  return `${page.replace(/^book\//, "")}.html${id}`;
}

function paragraph(className, ...content) {
  const made = element("p", className);
  made.append(...content);
  return made;
}

/* The line as it was typed, what the verdict is about underlined. */
function typed({ text, start, place }) {
  const made = element("pre", "judge-typed"), code = element("code", "");
  const [from, to] = place.map((at) =>
    Math.min(Math.max(at - start, 0), text.length));
  const mark = element("mark", "judge-place", text.slice(from, to));
  code.append(text.slice(0, from), ...from < to ? [mark] : [],
    text.slice(to));
  made.append(code);
  return made;
}

function steps(rows) {
  const made = element("details", "steps"), table = element("table", "steps");
  const body = element("tbody", "");
  for (const [tex, reason] of rows) {
    const row = element("tr", ""), cells = [0, 1].map(() => element("td", ""));
    const line = element("p", ""), why = element("p", "");
    line.append(formula(tex, "span", false));
    why.append(...words(reason));
    cells[0].append(line);
    cells[1].append(why);
    row.append(...cells);
    body.append(row);
  }
  table.append(body);
  made.append(element("summary", "", "The steps"), table);
  return made;
}

export class Lines {
  constructor({ take, select }) {
    Object.assign(this, { take, select, said: new Map() });
    this.node = element("section", "judge-results");
    this.title = element("h3", "", "Line by line");
    this.title.id = "judge-results";
    this.node.setAttribute("aria-labelledby", this.title.id);
    this.letters = element("p", "judge-hint");
    this.list = element("ol", "judge-lines");
    this.node.append(this.title, this.letters, this.list);
    this.clear();
  }

  clear() {
    forget(...this.list.children);
    this.list.replaceChildren();
    this.letters.textContent = "";
    this.said.clear();
    this.node.hidden = true;
    this.stale(false);
  }

  /* Whether the text is another one by now. */
  stale(on) {
    this.node.dataset.stale = on ? "yes" : "";
  }

  head({ title, why }) {
    this.node.hidden = false;
    this.letters.textContent = why ? `Letters, a guess: ${title} (${why}).`
      : `Letters: ${title}.`;
  }

  /* A line that is judged, or once more, now that it is proved. */
  show(said) {
    const old = this.list.querySelector(`[data-number="${said.number}"]`);
    const made = this.item(said);
    this.said.set(said.number, said);
    if (!old) return this.list.append(made);
    forget(old);
    const held = old.contains(document.activeElement);
    old.replaceWith(made);
    if (held) made.querySelector("button")?.focus();
  }

  item(said) {
    const made = element("li", "judge-line");
    Object.assign(made.dataset, { kind: said.kind, number: said.number });
    const sign = element("span", "judge-sign", SIGNS[said.kind]);
    sign.setAttribute("aria-hidden", "true");
    const body = element("div", "judge-said");
    body.append(this.verdict(said), ...this.shown(said),
      ...this.reasons(said), ...this.nearby(said), ...this.more(said));
    made.append(sign, body);
    return made;
  }

  verdict({ number, word, said }) {
    const made = paragraph("judge-verdict", element("strong", "",
      `Line ${number}: ${word}.`));
    if (said) made.append(` ${said}`);
    return made;
  }

  shown(said) {
    const line = formula(tidy(said.text));
    if (!UNDERLINED.includes(said.kind)) return [line];
    return [line, typed(said), button("Show in the text",
      `Show in the text: line ${said.number}`,
      () => this.select(...said.place))];
  }

  reasons({ why, numbers, unless, conditions }) {
    const rest = unless.map((one) => `It would be right if ${one}.`);
    const found = [why, numbers, ...rest].filter((one) => one);
    const list = conditions.length > 1 ? [this.listed(conditions)] : [];
    return [...found.map((one) => paragraph("", ...words(one))), ...list];
  }

  listed(all) {
    const made = element("ul", "");
    made.append(...all.map((one) => {
      const item = element("li", "");
      item.append(...words(one));
      return item;
    }));
    return made;
  }

  /* Right lines near by, each with a button that puts it into the text. */
  nearby({ number, start, end, repairs, slip }) {
    const made = repairs.map(({ latex, words: changed, needs }, place) => {
      const box = element("div", "judge-repair");
      const needed = needs.length ? `, if ${needs.join(" and ")}` : "";
      box.append(
        paragraph("", ...words(`Right near by (${changed}${needed}):`)),
        formula(latex),
        button("Take it", `Take it: right line ${place + 1} for line ${number}`,
          () => this.take(start, end, latex)));
      return box;
    });
    if (slip) {
      const link = element("a", "", "The chapter that treats it");
      link.href = address(slip);
      made.push(paragraph("judge-slip", ...words(`This looks like a known `
        + `slip: ${slip.words}. `), link, "."));
    }
    return made;
  }

  more(said) {
    const { notes, steps: rows } = said, made = [];
    if (notes.length) made.push(paragraph("judge-hint", ...words(
      `Read so: ${notes.join("; ")}.`)));
    if (rows.length) made.push(steps(rows));
    return made;
  }

  /* Whether a proof would say more of a line. */
  get open() {
    return [...this.said.values()].some(({ kind, steps: rows }) =>
      !rows.length && ["agrees", "right if"].includes(kind));
  }

  /* How many of each kind, and where the first slip is. */
  summary() {
    const all = [...this.said.values()], counted = new Map();
    for (const { word } of all) counted.set(word, (counted.get(word) ?? 0) + 1);
    const parts = [...counted].map(([word, many]) =>
      `${many} ${word.toLowerCase()}`);
    const wrong = all.find(({ kind }) => kind === "wrong");
    const first = wrong ? ` The first that is wrong is line ${wrong.number}.`
      : "";
    return `${all.length} line${all.length === 1 ? "" : "s"}: `
      + `${parts.join(", ")}.${first}`;
  }
}
