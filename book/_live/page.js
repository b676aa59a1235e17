/* Live code: Python in the reader's browser. One click loads it; then every
   cell of the page can be edited, run and reset. The page talks to
   live-worker.js, which runs rnnlib.page.live. book_bundle.py makes one file,
   live.js, of this one and those it names. */
import { Bar } from "./bar.js";
import { Cell } from "./cell.js";
import { invite, listing } from "./cells.js";
import { count, script } from "./dom.js";
import { Edits } from "./edits.js";
import { judge } from "./order.js";
import { Python } from "./python.js";
import { Runs } from "./runs.js";

const MEGABYTE = 1e6;
const FOLDER = "This page was opened from a folder, where browsers let no "
  + "Python start. Run \u201cpython3 -m http.server\u201d in the folder of the "
  + "whole site and open http://localhost:8000.";
const READY = "Python is ready: edit a cell and run it.";
const STOPPED = "Stopped, and Python has restarted. Variables are lost, your "
  + "edits are kept.";

class Page {
  constructor(config) {
    Object.assign(this, { config, cells: [], session: 0, time: 0 });
    this.bar = new Bar({
      start: () => this.start(), stop: () => this.stop(),
      runAll: () => this.runs.want(this.cells.at(-1), true),
      go: (cell) => cell.show(),
    });
    this.runs = new Runs(this);
    this.edits = new Edits(this);
    this.listed = listing();
    this.invitations = [];
    this.bar.show("idle");
    this.said = { text: "", cell: null };
    this.invite();
  }

  /* Invite to start Python at the cells where the reader's work is. */
  invite() {
    for (const one of this.invitations) one.remove();
    this.invitations = this.cells.length ? [] : invite(this.listed,
      this.edits.names(), (place) => this.startAt(place));
    this.update();
  }

  /* Start Python for a cell that the reader wants to type in. */
  async startAt(place) {
    const started = this.start();
    await this.editable?.catch(() => {});    // start() says what went wrong
    (this.cells[place] ?? this.bar.starter).focus();
    await started;
  }

  state(name, text, cell) {
    this.bar.show(name);
    this.bar.progress(0, 0);
    for (const one of this.invitations)
      one.hidden = this.bar.starter.hidden;
    this.say(text, cell);
  }

  /* Say something in the bar, of a cell if one is given. */
  say(text, cell = null) {
    this.said = { text, cell };
    this.update();
  }

  /* Show all that depends on what has been edited, run and asked for. */
  update() {
    judge(this.cells, this.session, this.time > 0 || this.session > 1);
    let alone = true;
    for (const cell of this.cells) {
      cell.update(alone);
      alone &&= !cell.due;
    }
    this.edits.update();
    const { text, cell } = this.said;
    const rest = this.rest();
    this.bar.say(rest ? `${text}${/\w$/.test(text) ? "." : ""} ${rest}` : text,
      cell);
  }

  /* What the status says besides: who waits; how much is out of date. */
  rest() {
    const waiting = this.runs.wanted.map(({ cell, all }) => all
      ? "All cells are waiting." : `Cell ${cell.number} is waiting.`);
    const stale = this.cells.filter((cell) => cell.why).length;
    if (waiting.length) return waiting.join(" ");
    return this.bar.state === "ready" && stale
      ? `${count(stale, "cell is", "cells are")} out of date.` : "";
  }

  edited(cell) {
    this.typed = true;
    this.edits.keep(cell);
    if (cell.offered?.querySelector("pre").textContent === cell.text)
      cell.withdraw();
    this.update();
  }

  tick() {
    return ++this.time;
  }

  async start(said = READY) {
    if (location.protocol === "file:") return this.state("failed", FOLDER);
    this.session += 1;
    this.state("loading", this.megabytes(0));
    try {
      const loaded = this.load();
      this.editable = this.edit();
      await Promise.all([loaded, this.editable]);
      this.state("ready", said);
      this.runs.work();
    } catch (error) {
      this.python.end("not loaded");
      this.runs.clear();
      this.state("failed", `Python could not be loaded: ${error.message}`);
    }
  }

  megabytes(received) {
    const total = Math.ceil(this.config.bytes / MEGABYTE);
    const done = Math.min(Math.floor(received / MEGABYTE), total);
    this.bar.progress(done, total);
    return `Loading Python, ${done} of ${total} MB`;
  }

  load() {
    let received = 0;
    this.python = new Python(this.url("worker"), (bytes) => {
      received += bytes;
      if (this.bar.state !== "loading") return;
      const text = this.megabytes(received);
      if (text !== this.said.text) this.say(text);
    });
    return this.python.call("load", [{
      core: this.url("core"), lock: this.url("lock"),
      packages: this.config.packages,
    }]);
  }

  url(name) {
    return new URL(this.config[name], document.baseURI).href;
  }

  /* Make the cells editable, while Python is on its way. */
  async edit() {
    if (!window.LiveEditor) await script(this.url("editor"));
    if (this.cells.length) return;
    this.cells = this.listed.map((one) => new Cell(this, one));
    for (const cell of this.cells) cell.insert();
    this.edits.restore();
    this.typed = false;
    this.invite();
  }

  running(cell) {
    const { plan, total } = this.runs;
    this.typed = false;
    this.state("running", `Running cell ${cell.number}`, cell);
    this.bar.count(true);
    this.bar.progress(total - plan.length - 1, total > 1 ? total : 0);
  }

  doing(cell, what) {
    this.say(`Running cell ${cell.number}: ${what}`, cell);
  }

  /* All that was asked for has run; a cell that failed gets the focus, unless
     the reader has begun to type elsewhere. */
  ready(said, cell) {
    if (!said) return;
    this.state("ready", said, cell);
    if (cell.made.failed && !this.typed) cell.focus();
  }

  /* Python has gone, and nobody has stopped it. */
  lost(error) {
    this.runs.clear();
    this.session += 1;
    this.state("failed", `Python has stopped: ${error.message}`);
  }

  async stop() {
    const waited = this.runs.clear();
    this.python.end("stopped");
    await this.start([STOPPED, ...waited.map(
      (cell) => `Cell ${cell.number} did not run.`)].join(" "));
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const config = document.getElementById("live-config");
  const heading = document.querySelector("article h1");
  if (!config || !heading || !document.querySelector("div.cell pre")) return;
  const page = new Page(JSON.parse(config.textContent));
  heading.after(page.bar.node, page.edits.node);
});
