/* The page "Is my derivation right?": the form, Python, and what it says. */
import { element, write } from "../dom.js";
import { Engine } from "./engine.js";
import { Form } from "./form.js";
import { Lines, sentence } from "./lines.js";

const MEGABYTE = 1e6;
const SECOND = 1000;
const FOLDER = "This page was opened as a file, and browsers let no file start "
  + "Python. Run \u201cpython3 -m http.server\u201d in the folder of the whole "
  + "site and open http://localhost:8000.";
const NOTHING = "There is no line yet: write one, or choose an example.";
const UNPROVED = "Proofs could not be looked for: what agrees has been tried on "
  + "networks only.";
const ENDED = "Stopped. Python starts anew when you judge again.";
const STALE = "The text has changed since it was judged.";

class Page {
  constructor(config) {
    Object.assign(this, { config, turn: null, trouble: "", unproved: "" });
    this.engine = new Engine(config);
    this.lines = new Lines({
      take: (start, end, latex) => this.take(start, end, latex),
      select: (start, end) => this.form.select(start, end),
    });
    this.makeStatus();
    this.form = new Form(config, { judge: () => this.judge(),
      stop: () => this.stop(), edited: () => this.edited() });
    this.node = element("div", "judge-app");
    this.node.append(this.form.node, this.bar, this.log, this.lines.node);
  }

  /* What is going on, for all; what is said of lines, for those who listen. */
  makeStatus() {
    this.bar = element("div", "judge-bar");
    this.status = element("p", "judge-status");
    this.status.setAttribute("role", "status");
    this.going = element("p", "judge-status");
    this.going.setAttribute("aria-hidden", "true");   // else read each second
    this.meter = element("progress", "live-progress");
    this.meter.setAttribute("aria-label", "Progress");
    this.meter.hidden = true;
    this.bar.append(this.status, this.going, this.meter);
    this.log = element("div", "visually-hidden judge-log");
    this.log.setAttribute("role", "log");
    this.log.setAttribute("aria-live", "polite");
  }

  /* Say what is going on, and from then on for how many seconds. */
  doing(text) {
    clearInterval(this.timer);
    const start = Date.now();
    const tick = () => write(this.going, `${text}, ${Math.round(
      (Date.now() - start) / SECOND)} s`);
    write(this.going, text);
    this.timer = setInterval(tick, SECOND);
  }

  say(text) {
    clearInterval(this.timer);
    write(this.going, "");
    write(this.status, text);
    this.meter.hidden = true;
  }

  edited() {
    if (!this.lines || this.lines.node.hidden) return;
    this.lines.stale(true);
    if (!this.turn) this.say(STALE);
  }

  /* Judge what stands there; what was under way before ends. */
  async judge() {
    if (location.protocol === "file:") return this.say(FOLDER);
    const { asked } = this.form;
    if (!asked.text.trim()) {
      this.say(NOTHING);
      return this.form.text.focus();
    }
    if (this.turn && !this.engine.loading) await this.engine.stop();
    const turn = this.turn = {};
    const mine = (action) => (...all) => this.turn === turn && action(...all);
    this.begin();
    try {
      await this.load(mine);
      await this.work(asked, mine);
      mine(() => this.end())();
    } catch (error) {
      mine(() => this.fail(error))();
    }
  }

  begin() {
    this.lines.clear();
    this.log.replaceChildren();
    this.form.busy(true);
    write(this.status, "");
  }

  /* Load Python, and say how far it is. */
  async load(mine) {
    if (this.engine.python && !this.engine.loading) return;
    const total = Math.ceil(this.config.bytes / MEGABYTE);
    write(this.status, "Loading Python.");
    const tell = mine((bytes) => {
      this.received += bytes;
      const done = Math.min(Math.floor(this.received / MEGABYTE), total);
      write(this.going, `${done} of ${total} MB`);
      Object.assign(this.meter, { hidden: false, max: total, value: done });
    });
    if (!this.engine.loading) this.received = 0;
    tell(0);
    await this.engine.start(tell);
    mine(() => this.say(""))();
  }

  /* Judge, then look for proofs. */
  async work(asked, mine) {
    const going = mine(() => true);
    if (!going()) return;
    this.doing("Judging");
    await this.engine.judge(asked, mine((said) => this.receive(said)));
    if (!going() || !this.lines.open) return;
    this.say(this.lines.summary());
    this.doing("Looking for proofs");
    await this.prove(mine);
  }

  /* Without the prover the numbers still stand. */
  async prove(mine) {
    try {
      await this.engine.prove(mine((said) => this.receive(said)),
        mine((text) => text && this.doing(text)));
    } catch (error) {
      if (!this.engine.python) throw error;
      mine(() => { this.unproved = UNPROVED; })();
    }
  }

  receive(said) {
    if (said.kind === "trouble") this.trouble = said.why;
    else if (said.kind === "head") this.head(said);
    else if (said.kind === "trying")
      this.doing(`Looking for a proof of line ${said.number}`);
    else this.line(said);
  }

  head(said) {
    this.count = said.lines;
    this.lines.head(said);
    this.form.letters.show(said.alphabet);
    this.doing(`Judging line 1 of ${said.lines}`);
  }

  line(said) {
    this.lines.show(said);
    this.log.append(element("p", "", sentence(said)));
    if (said.number < this.count && !said.steps.length)
      this.doing(`Judging line ${said.number + 1} of ${this.count}`);
  }

  rest(said) {
    Object.assign(this, { turn: null, trouble: "", unproved: "" });
    this.form.busy(false);
    this.say(said);
  }

  end() {
    const { trouble, unproved } = this;
    this.rest([trouble || this.lines.summary(), unproved].filter(
      (part) => part).join(" "));
  }

  fail(error) {
    const loaded = Boolean(this.engine.python) || this.lines.said.size > 0;
    this.rest(`${loaded ? "Judging failed" : "Python could not be loaded"}: ${
      error.message}`);
  }

  async stop() {
    this.rest("Stopping \u2026");
    const ended = await this.engine.stop();
    if (this.turn) return;
    const said = this.lines.said.size ? ` ${this.lines.summary()}` : "";
    this.say(`${ended ? ENDED : "Stopped."}${said}`);
  }

  /* Put a right line into the text, and judge that. */
  take(start, end, latex) {
    this.form.replace(start, end, latex);
    this.form.text.focus();
    this.judge();
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const config = document.getElementById("judge-config");
  const place = document.getElementById("judge");
  if (!config || !place) return;
  place.replaceChildren(new Page(JSON.parse(config.textContent)).node);
});
