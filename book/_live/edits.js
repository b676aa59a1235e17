/* What the reader has edited on a page: kept, brought back, forgotten. */
import { button, count, element, write } from "./dom.js";
import { heir, Kept } from "./kept.js";

const KEPT = "Your edits are kept in this browser only, until you forget them "
  + "or clear its data.";
const NOT_KEPT = "This browser keeps no edits of this page: they are lost "
  + "when you leave it.";
const CHANGED = "The book has changed this cell since you edited it. "
  + "Above is the book\u2019s code; this was yours:";
const ELSEWHERE = "Another tab of this page has another text in this cell:";

/* The same page by any of its addresses. */
function address() {
  return location.pathname.replace(/\/$/, "/index.html");
}

export class Edits {
  constructor(page) {
    this.page = page;
    this.kept = new Kept(`live-code:${address()}`);
    this.forgotten = null;
    this.node = element("div", "live-kept");
    this.said = element("span", "");
    this.forget = button("Forget my edits", "", () => this.clear());
    this.back = button("Bring them back", "", () => this.unforget());
    this.orphans = element("details", "live-orphans");
    this.node.append(this.said, this.forget, this.back, this.orphans);
    this.asks = (event) => event.preventDefault();
    addEventListener("storage", ({ key }) => {
      if (key === null || key === this.kept.key) this.compare();
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.compare();
    });
  }

  /* Keep a cell as it stands now. */
  keep(cell) {
    cell.saved = cell.text;
    cell.disputed = false;
    this.forgotten = null;
    this.kept.change({ [cell.name]: cell.edited
      ? { number: cell.number, text: cell.text } : null });
  }

  names() {
    return Object.keys(this.kept.read());
  }

  /* Give the cells the edits that were kept. */
  restore() {
    const { cells } = this.page, record = this.kept.read();
    for (const cell of cells) {
      const edit = record[cell.name];
      delete record[cell.name];
      if (edit) cell.editor.text = edit.text;
    }
    this.place(record, cells.filter((cell) => !cell.edited));
  }

  /* Edits of code that the book no longer has: to decide on where the code
     is much the same, else to read. */
  place(record, free) {
    for (const [name, { text }] of Object.entries(record)) {
      const cell = heir(name, free), drop = () => this.drop(name);
      free = free.filter((one) => one !== cell);
      if (cell) cell.offer(CHANGED, text, {
        take: "Use mine", keep: "Use the book\u2019s", taken: drop, kept: drop });
      else this.orphan(text);
    }
  }

  drop(name) {
    this.kept.change({ [name]: null });
    this.page.update();
  }

  orphan(text) {
    if (!this.orphans.children.length) this.orphans.append(element("summary",
      "", "Edits of cells that the book no longer has"));
    this.orphans.append(element("pre", "", text));
  }

  /* Another tab has written: offer what it has and this one has not. */
  compare() {
    const record = this.kept.read();
    for (const cell of this.page.cells) {
      const there = record[cell.name]?.text ?? cell.original;
      if ([cell.text, cell.saved].includes(there)
        || this.kept.unsaved.has(cell.name)) continue;
      cell.disputed = cell.edited;
      cell.offer(ELSEWHERE, there, { take: "Use that", keep: "Keep this",
        kept: () => { this.keep(cell); this.page.update(); } });
    }
    this.page.invite();
  }

  clear() {
    const gone = this.kept.read();
    for (const cell of this.page.cells) {
      cell.withdraw();
      if (!cell.edited) continue;
      gone[cell.name] = { number: cell.number, text: cell.text };
      cell.editor.text = cell.original;
    }
    this.change(gone, () => null);
    this.orphans.replaceChildren();
    this.forgotten = gone;
    this.page.invite();
    this.back.focus();
  }

  unforget() {
    this.change(this.forgotten, (edit) => edit);
    for (const cell of this.page.cells)
      if (this.forgotten?.[cell.name])
        cell.editor.text = this.forgotten[cell.name].text;
    this.forgotten = null;
    this.page.invite();
  }

  change(record, made) {
    this.kept.change(Object.fromEntries(Object.entries(record).map(
      ([name, edit]) => [name, made(edit)])));
  }

  /* Whether leaving loses work: then the browser asks. */
  guard() {
    const loses = this.kept.loses()
      || this.page.cells.some((cell) => cell.disputed);
    window[`${loses ? "add" : "remove"}EventListener`](
      "beforeunload", this.asks);
    return loses;
  }

  update() {
    const edits = this.names().length;
    const loses = this.guard(), idle = !this.page.cells.length;
    const edited = `You edited ${count(edits, "cell", "cells")} here`;
    if (!idle) this.works ??= this.kept.works();
    write(this.said, this.kept.loses() || this.works === false ? NOT_KEPT
      : edits ? `${edited}${idle ? ": start Live code to go on" : ""}. ${KEPT}`
        : this.forgotten ? "Your edits are forgotten." : "");
    this.forget.hidden = !edits && !loses;
    this.back.hidden = !this.forgotten;
    this.orphans.hidden = !this.orphans.children.length;
    this.node.hidden = !this.said.textContent && this.orphans.hidden;
  }
}
