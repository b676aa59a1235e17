/* What the reader fills in: lines, letters, examples, and the buttons. */
import { button, element, write } from "../dom.js";
import { fromLink, keep, read, toLink } from "./kept.js";
import { Letters, menu } from "./letters.js";
import { Preview } from "./preview.js";

const KEPT = "Your text is kept in this browser only.";
const NOT_KEPT = "This browser does not keep your text: it is lost when you "
  + "leave this page.";
const BROUGHT = "This text came with the link. Your own is still here.";
const REPLACED = "The example stands where your text was.";
const COPIED = "A link that holds this text is copied, and stands in the "
  + "address bar. The text is in the link itself; nothing was sent.";
const IN_BAR = "The link that holds this text stands in the address bar now.";

function labelled(text, field, hint = "") {
  const made = element("div", "judge-field"), label = element("label", "", text);
  label.htmlFor = field.id;
  made.append(label, field);
  if (hint) {
    const said = element("p", "judge-hint", hint);
    said.id = `${field.id}-hint`;
    field.setAttribute("aria-describedby", said.id);
    made.append(said);
  }
  return made;
}

export class Form {
  constructor(config, { judge, stop, edited }) {
    Object.assign(this, { examples: config.examples, edited, own: null });
    this.node = element("form", "judge-form");
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      judge();
    });
    this.text = this.makeText(judge);
    this.letters = new Letters(config, () => this.change());
    this.preview = new Preview();
    this.note = element("p", "judge-note");
    this.kept = element("p", "judge-hint");
    this.node.append(
      labelled("Examples", this.makeExamples()),
      labelled("Your lines, in LaTeX", this.text,
        "One equation a line, or a whole align. Control and Enter judges."),
      this.note, this.preview.node,
      labelled("Whose letters", this.letters.menu), this.letters.own,
      this.letters.table, this.makeSummed(), this.makeButtons(stop),
      this.kept);
    this.restore();
  }

  makeText(judge) {
    const made = element("textarea", "judge-text");
    Object.assign(made, { id: "judge-text", rows: 7, spellcheck: false,
      autocapitalize: "off", autocomplete: "off" });
    made.addEventListener("input", () => this.change());
    made.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      judge();
    });
    return made;
  }

  makeExamples() {
    const made = menu("judge-example", [["", "Choose one \u2026"],
      ...this.examples.map(({ title }, place) => [place, title])]);
    made.addEventListener("change", () => {
      const chosen = this.examples[made.value];
      if (!chosen) return;
      made.value = "";
      this.take({ base: "", letters: [], summed: false, ...chosen }, REPLACED);
    });
    return made;
  }

  makeSummed() {
    const made = element("label", "judge-summed");
    this.summed = element("input", "");
    this.summed.type = "checkbox";
    this.summed.addEventListener("change", () => this.change());
    made.append(this.summed, "Repeated letters are summed");
    return made;
  }

  makeButtons(stop) {
    const made = element("div", "judge-buttons");
    this.judge = element("button", "live-button judge-go", "Judge");
    this.judge.type = "submit";
    this.stop = button("Stop", "Stop judging", stop);
    this.share = button("Copy a link", "Copy a link that holds this text",
      () => this.link());
    this.stop.hidden = true;
    made.append(this.judge, this.stop, this.share);
    return made;
  }

  get value() {
    return { text: this.text.value, ...this.letters.value,
      summed: this.summed.checked };
  }

  set value(said) {
    this.text.value = said.text;
    this.summed.checked = said.summed;
    this.letters.value = said;
    this.preview.show(said.text, 0);
  }

  /* What Python is asked. */
  get asked() {
    const { text, alphabet, base, letters, summed } = this.value;
    const own = alphabet === "mine";
    return { text, alphabet: own ? base : alphabet,
      letters: own ? Object.fromEntries(letters) : null,
      summed: summed || null };
  }

  /* The text as the link brings it, else as it was, else an example. */
  restore() {
    const linked = fromLink(location.hash), kept = read();
    this.value = kept ?? { base: "", letters: [], summed: false,
      ...this.examples[0] };
    write(this.kept, KEPT);
    if (linked) this.take(linked, BROUGHT, kept !== null);
    addEventListener("hashchange", () => {
      const said = fromLink(location.hash);
      if (said && said.text !== this.text.value) this.take(said, BROUGHT);
    });
  }

  /* Put another text here; the reader's own can be taken back. */
  take(said, why, had = true) {
    const before = this.value, mine = had && before.text.trim()
      && before.text !== said.text
      && !this.examples.some(({ text }) => text === before.text);
    if (mine) this.own = before;
    this.value = said;
    this.note.replaceChildren();
    if (mine) this.note.append(`${why} `, button("Take mine back", "", () => {
      this.value = this.own;
      this.note.replaceChildren();
      this.change();
      this.text.focus();
    }));
    if (!mine || why !== BROUGHT) this.save();
    this.edited();
  }

  change() {
    this.preview.show(this.text.value);
    this.save();
    this.edited();
  }

  save() {
    write(this.kept, keep(this.value) ? KEPT : NOT_KEPT);
  }

  async link() {
    const address = toLink(this.value);
    history.replaceState(null, "", address);
    const copied = navigator.clipboard
      ? await navigator.clipboard.writeText(address).then(() => true,
        () => false) : false;
    write(this.kept, copied ? COPIED : IN_BAR);
  }

  /* Put a line in the place of another. */
  replace(start, end, line) {
    const { value } = this.text;
    this.text.value = value.slice(0, start) + line + value.slice(end);
    this.change();
  }

  select(start, end) {
    this.text.focus();
    this.text.setSelectionRange(start, end);
  }

  busy(on) {
    if (!on && document.activeElement === this.stop) this.judge.focus();
    this.stop.hidden = !on;
  }
}
