/* Whose letters: the menu of alphabets, what the letters of one mean, and a
   small table for the reader's own. */
import { button, element } from "../dom.js";
import { forget, formula } from "./typeset.js";

const ROWS = 3;                // of the reader's own letters, to begin with

function option(value, text) {
  const made = element("option", "", text);
  made.value = value;
  return made;
}

export function menu(id, options) {
  const made = element("select", "judge-menu");
  made.id = id;
  made.append(...options.map((pair) => option(...pair)));
  return made;
}

export class Letters {
  constructor({ alphabets, things }, changed) {
    Object.assign(this, { alphabets, things, changed });
    const named = alphabets.map(({ key, title }) => [key, title]);
    this.menu = menu("judge-alphabet", [["", "Guess"], ...named,
      ["mine", "My own letters"]]);
    this.base = menu("judge-base", named);
    this.table = element("details", "judge-letters");
    this.title = element("summary", "");
    this.table.append(this.title);
    this.own = this.makeOwn();
    this.menu.addEventListener("change", () => this.choose());
    this.base.addEventListener("change", changed);
    this.show();
  }

  makeOwn() {
    const made = element("fieldset", "judge-own");
    const table = element("table", ""), head = element("tr", "");
    this.rows = element("tbody", "");
    head.append(element("th", "", "Your letter"),
      element("th", "", "stands for"));
    for (const one of head.children) one.scope = "col";
    table.append(element("thead", ""), this.rows);
    table.tHead.append(head);
    const label = element("label", "", "All other letters are those of ");
    label.htmlFor = this.base.id;
    const rest = element("p", "");
    rest.append(label, this.base);
    made.append(element("legend", "", "My own letters"), table,
      button("One more letter", "", () => this.row().focus()), rest);
    return made;
  }

  /* One more row; its field. */
  row(letter = "", name = "") {
    const number = this.rows.children.length + 1;
    const field = element("input", ""), cells = [0, 1].map(() =>
      element("td", "")), made = element("tr", "");
    field.value = letter;
    field.setAttribute("aria-label", `Letter ${number}, in LaTeX`);
    Object.assign(field, { spellcheck: false, autocapitalize: "off" });
    const stands = menu(`judge-stands-${number}`, [["", "\u2026"],
      ...this.things.map(([key, words]) => [key, words])]);
    stands.value = name;
    stands.setAttribute("aria-label", `What letter ${number} stands for`);
    for (const one of [field, stands])
      one.addEventListener("input", this.changed);
    cells[0].append(field);
    cells[1].append(stands);
    made.append(...cells);
    this.rows.append(made);
    return field;
  }

  /* {alphabet, base, letters}, as it stands. */
  get value() {
    const letters = [...this.rows.children].map((row) =>
      ["input", "select"].map((one) => row.querySelector(one).value.trim()));
    return { alphabet: this.menu.value, base: this.base.value,
      letters: letters.filter(([letter, name]) => letter && name) };
  }

  set value({ alphabet, base, letters }) {
    this.menu.value = alphabet;
    if (!this.menu.value) this.menu.value = "";
    this.base.value = base || this.alphabets[0].key;
    this.rows.replaceChildren();
    for (const pair of letters) this.row(...pair);
    while (this.rows.children.length < ROWS) this.row();
    this.show();
  }

  choose() {
    this.show();
    this.table.open = !this.table.hidden;
    this.changed();
  }

  /* What the letters of an alphabet mean: the chosen one, or a guess. */
  show(key = this.menu.value) {
    const one = this.alphabets.find((other) => other.key === key);
    this.own.hidden = this.menu.value !== "mine";
    this.table.hidden = !one;
    if (!one || one === this.shown) return;
    this.shown = one;
    forget(this.table);
    this.table.replaceChildren(this.title);
    this.title.textContent = `The letters: ${one.title}`;
    const list = element("ul", "");
    for (const [tex, words] of one.letters) {
      const item = element("li", "");
      item.append(formula(tex, "span", false), element("span", "", words));
      list.append(item);
    }
    this.table.append(list);
    if (one.says.length) this.table.append(
      element("p", "", `Taken for granted: ${one.says.join("; ")}.`));
  }
}
