/* One cell of the page: its editor, its buttons, its output. */
import { button, element, write } from "./dom.js";
import { Output } from "./outputs.js";

const HINT = "Tab indents. To leave: Escape, then Tab. Shift+Enter runs.";

export class Cell {
  constructor(page, listed) {
    Object.assign(this, listed, { page, due: true, why: "", reason: "" });
    this.saved = this.original;          // as the browser keeps it
    this.made = { text: this.original, session: 0, time: 0, failed: false };
    this.output = new Output(this.node);
    this.mark = this.makeMark();
    this.tools = this.makeTools();
    this.editor = this.edit();
  }

  /* Take the place of the book's code. A step of its own: an editor is made
     three times as fast outside of the page. */
  insert() {
    const { node } = this, input = node.querySelector(".cell_input");
    input.querySelector(".highlight").hidden = true;
    input.append(this.editor.node, this.tools);
    node.insertBefore(this.mark, node.querySelector(".cell_output"));
    if (node.classList.contains("tag_answer"))
      this.output.box().setAttribute("role", "status");
  }

  edit() {
    return window.LiveEditor.create({
      text: this.original,
      attributes: {
        "aria-label": `Code of cell ${this.number}`,
        "aria-describedby": `live-mark-${this.number} live-hint-${this.number}`,
      },
      edited: () => this.page.edited(this),
      run: () => this.page.runs.want(this),
      covered: () => this.page.bar.covers(),
    });
  }

  makeTools() {
    const made = element("div", "live-tools");
    this.runner = button("Run", "", () => this.page.runs.want(this));
    this.reset = button("Reset", `Reset cell ${this.number}`, () => {
      this.editor.text = this.original;
      this.editor.focus();
    });
    const hint = element("span", "live-hint", HINT);
    hint.id = `live-hint-${this.number}`;
    made.append(element("span", "live-number", `Cell ${this.number}`),
      this.runner, this.reset, hint);
    return made;
  }

  /* What is said of the output, above it. */
  makeMark() {
    const made = element("p", "live-mark");
    this.said = element("span", "");
    this.said.id = `live-mark-${this.number}`;
    this.back = button("Take back", `Take back: do not run cell ${this.number}`,
      () => this.page.runs.takeBack(this));
    made.append(this.said, this.back);
    return made;
  }

  get text() {
    return this.editor.text;
  }

  /* Whether the reader has changed the book's code. */
  get edited() {
    return this.text !== this.original;
  }

  /* What it is doing, and what to say of that. */
  state() {
    const { runs } = this.page;
    if (runs.cell === this) return ["running", this.output.streamed !== "none"
      ? "Running." : "Running. The output is from before."];
    if (runs.waits(this)) return ["waiting", runs.cell
      ? `Waiting for cell ${runs.cell.number}.` : "Waiting for Python."];
    if (!this.why) return ["", ""];
    return [this.reason === "failed" ? "failed" : "stale", this.why];
  }

  /* Show it; alone where no cell above is due to run first. */
  update(alone) {
    const [state, text] = this.state(), asked = this.page.runs.asked(this);
    const all = [state, text, asked, this.edited, alone].join();
    if (all === this.shown) return;             // most cells, most of the time
    this.shown = all;
    this.node.dataset.live = state;
    this.mark.hidden = !text;
    write(this.said, text);
    this.back.hidden = !asked;
    this.reset.hidden = !this.edited;
    write(this.runner, alone ? "Run" : "Run to here");
    this.runner.setAttribute("aria-label", alone ? `Run cell ${this.number}`
      : `Run to here: cell ${this.number}, and what is due above it`);
  }

  async run() {
    const { page, text } = this;
    const { session } = page;
    this.output.begin();
    this.node.setAttribute("aria-busy", "true");
    try {
      const { outputs, error } = await page.python.call("run",
        [text, this.number], (news) => this.receive(news));
      this.made = { text, session, time: page.tick(), failed: error !== "" };
      await this.output.end(outputs, error,
        (...where) => this.redraw(...where));
      return error === "";
    } catch (error) {
      if (this.output.streamed !== "none")
        this.made = { text, session, time: 0, stopped: true };
      throw error;
    } finally {
      this.node.removeAttribute("aria-busy");
    }
  }

  receive({ printed, part, doing }) {
    if (doing) return this.page.doing(this, doing);
    if (printed) this.output.add("print", printed);
    else if (part) this.output.add(...part);
    this.page.update();
  }

  /* A slider's figure, as Python draws it; where it cannot, as it was. */
  async redraw(figure, key, places) {
    const { page, number } = this;
    try {
      if (this.made.session === page.session)
        return await page.python.call("redraw", [key, places]);
      page.say(`Run cell ${number} again to move its slider.`, this);
    } catch (error) {
      page.say(`The slider of cell ${number} did not move: ${error.message}`,
        this);
    }
    return figure.querySelector(".explore-frame").innerHTML;
  }

  /* Bring it into sight, out of whatever it is folded in. */
  show() {
    this.node.dispatchEvent(new Event("unfold"));  // for fold.js
    for (let one = this.node; one; one = one.parentElement) {
      if (one.matches("details")) one.open = true;
      one.querySelector(":scope > .toggle-button-hidden")?.click();
    }
    for (const one of this.node.querySelectorAll("details")) one.open = true;
    this.node.scrollIntoView({ block: "nearest" });
    this.editor.node.scrollIntoView({ block: "nearest" });  // if that is tall
  }

  focus() {
    this.show();
    this.editor.focus();
  }

  /* Another text for this cell: the reader decides which one stays. */
  offer(why, text, { take, keep, taken = () => {}, kept = () => {} }) {
    this.offered?.remove();
    const made = element("div", "live-offer");
    const decide = (action) => () => {
      this.withdraw();
      action();
      this.editor.focus();
    };
    made.append(element("p", "", why), element("pre", "", text),
      button(take, "", decide(() => { this.editor.text = text; taken(); })),
      button(keep, "", decide(kept)));
    this.offered = made;
    this.node.querySelector(".cell_input").append(made);
  }

  withdraw() {
    this.offered?.remove();
    this.offered = null;
  }
}
