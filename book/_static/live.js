/* Live code: Python in the reader's browser. One click loads it; then every
   cell of the page can be edited, run and reset. The page talks to
   live-worker.js, which runs rnnlib.live. */
"use strict";

const MEGABYTE = 1e6;
const FOLDER = "This page was opened from a folder, where browsers let no "
  + "Python start. Run \u201cpython3 -m http.server\u201d in the folder of the "
  + "whole site and open http://localhost:8000.";

/* A worker that answers calls; ended, it fails what is under way. */
class Python {
  constructor(script, progress) {
    this.waiting = new Map();
    this.calls = 0;
    this.worker = new Worker(script);
    this.worker.onerror = (event) => this.end(event.message);
    this.worker.onmessage = ({ data }) => {
      if (data.received) return progress(data.received);
      if (data.lost) return this.end(data.lost);
      const { resolve, reject } = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ("failed" in data) reject(new Error(data.failed));
      else resolve(data.result);
    };
  }

  call(call, ...args) {
    const id = this.calls++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, call, args });
    });
  }

  end(reason) {
    this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
  }
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(text, label, action) {
  const made = element("button", "live-button", text);
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", action);
  return made;
}

/* Maths as MathJax reads it, from the little Markdown that claims and answers
   write; what stands in backquotes is code. */
function markdown(text) {
  const holder = element("div", "", text);
  return holder.innerHTML.split("`").map((part, place) => place % 2
    ? `<code>${part}</code>` : part
    .replace(/\$\$([^$]+)\$\$ ?(?:\(([\w-]+)\))?/g, (_, maths, label) =>
      `<div class="math">\\[${maths.trim()}${
        label ? `\\tag{${label}}` : ""}\\]</div>`)
    .replace(/\$([^$]+)\$/g, '<span class="math">\\($1\\)</span>')
    .replace(/\*(\w[\w ]*)\*/g, "<em>$1</em>")).join("")
    .split("\n\n").map((part) => part.includes("<div") ? part
      : `<p>${part}</p>`).join("");
}

const show = {
  "text/html": (text) => text,
  "text/markdown": markdown,
  "text/latex": (text) => markdown(text.replace(/^\$([^$].*)\$$/s, "$$$$$1$$$$")),
  "text/plain": (text) => element("pre", "", text).outerHTML,
};

/* One cell of the page: its editor, its buttons, its output. */
class Cell {
  constructor(page, node, number) {
    Object.assign(this, { page, node, number, ran: false });
    const code = node.querySelector(".cell_input pre");
    this.original = code.textContent.trimEnd();
    this.editor = element("textarea", "live-editor");
    this.editor.spellcheck = false;
    this.editor.setAttribute("aria-label", `Code of cell ${number}`);
    this.editor.addEventListener("input", () => this.edited());
    this.editor.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.shiftKey || event.ctrlKey)) {
        event.preventDefault();
        page.runTo(this);
      }
    });
    this.reset = button("Reset", `Reset cell ${number}`, () => {
      this.editor.value = this.original;
      this.edited();
      this.editor.focus();
    });
    const tools = element("div", "live-tools");
    tools.append(button("Run", `Run cell ${number}`,
      () => page.runTo(this)), this.reset);
    code.closest(".highlight").hidden = true;
    code.closest(".cell_input").append(this.editor, tools);
    this.editor.value = this.original;
    this.edited();
    if (node.classList.contains("tag_answer"))
      this.output().setAttribute("role", "status");
  }

  edited() {
    this.ran = false;
    this.reset.hidden = this.editor.value === this.original;
    this.editor.rows = this.editor.value.split("\n").length;
  }

  output() {
    let output = this.node.querySelector(".cell_output");
    if (!output) {
      output = element("div", "cell_output docutils container");
      this.node.append(output);
    }
    return output;
  }

  async run() {
    this.node.setAttribute("aria-busy", "true");
    try {
      const { outputs, error } =
        await this.page.python.call("run", this.editor.value);
      await this.show(outputs, error);
      this.ran = error === "";
    } finally {
      this.node.removeAttribute("aria-busy");
    }
    return this.ran;
  }

  async show(outputs, error) {
    const output = this.output();
    const link = output.querySelector(":scope > .headerlink");
    output.replaceChildren(...outputs.map(([mime, text]) => {
      const part = element("div", `output live-output ${mime.replace("/", "_")}`);
      part.innerHTML = show[mime](text);
      return part;
    }));
    if (error) {
      const message = element("pre", "live-error", error);
      message.setAttribute("role", "alert");
      output.append(message);
    }
    if (link) output.append(link);
    for (const figure of output.querySelectorAll("figure.explore"))
      bind(figure, (key, places) =>
        this.page.python.call("redraw", key, places));
    await window.MathJax?.typesetPromise?.([output]);
  }
}

/* The bar at the top of a page, and all of its cells. */
class Page {
  constructor(config) {
    this.config = config;
    this.cells = [];
    this.bar = element("div", "live-bar");
    this.status = element("span", "live-status");
    this.status.setAttribute("role", "status");
    this.starter = button("Live code",
      "Live code: run Python in this page", () => this.start());
    this.all = button("Run all", "Run all cells of this page",
      () => this.runTo(this.cells.at(-1)));
    this.stopper = button("Stop", "Stop and restart Python",
      () => this.stop());
    this.bar.append(this.starter, this.all, this.stopper, this.status);
    this.invitations = [...document.querySelectorAll(".cell.tag_answer")]
      .map((node) => this.invitation(node));
    this.state("idle");
  }

  /* A button that starts Python where the reader's answer is waited for. */
  invitation(node) {
    const invited = button("Answer", "Answer: start Python, then type here",
      async () => {
        await this.start();
        const cell = this.cells.find((one) => one.node === node);
        (cell?.editor ?? this.starter).focus();
      });
    const tools = element("div", "live-tools");
    tools.append(invited);
    node.querySelector(".cell_input").append(tools);
    return tools;
  }

  state(name, text = "") {
    this.bar.dataset.state = name;
    this.status.textContent = text;
    this.starter.hidden = !["idle", "failed"].includes(name);
    for (const one of this.invitations) one.hidden = this.starter.hidden;
    this.all.hidden = !["ready", "running"].includes(name);
    this.all.disabled = name === "running";
    this.stopper.hidden = name !== "running";
  }

  async start() {
    if (location.protocol === "file:") return this.state("failed", FOLDER);
    try {
      await this.load();
      if (!this.cells.length) this.edit();
      this.state("ready", "Python is ready. Edit a cell and run it: "
        + "cells above it run first.");
    } catch (error) {
      this.python.end("not loaded");
      this.state("failed", `Python could not be loaded: ${error.message}`);
    }
  }

  load() {
    let received = 0;
    const total = Math.ceil(this.config.bytes / MEGABYTE);
    const progress = (bytes) => {
      received += bytes;
      const done = Math.min(Math.floor(received / MEGABYTE), total);
      if (this.bar.dataset.state === "loading")
        this.status.textContent = `Loading Python, ${done} of ${total} MB`;
    };
    this.state("loading", `Loading Python, 0 of ${total} MB`);
    this.python = new Python(this.url("worker"), progress);
    return this.python.call("load", {
      core: this.url("core"), lock: this.url("lock"),
      packages: this.config.packages,
    });
  }

  url(name) {
    return new URL(this.config[name], document.baseURI).href;
  }

  edit() {
    this.cells = [...document.querySelectorAll("div.cell")]
      .filter((node) => node.querySelector(".cell_input pre"))
      .map((node, place) => new Cell(this, node, place + 1));
  }

  /* Run a cell, and before it those above that have not run as they stand. */
  async runTo(cell) {
    if (this.bar.dataset.state !== "ready") return;
    const above = this.cells.slice(0, cell.number - 1)
      .filter((one) => !one.ran);
    try {
      for (const one of [...above, cell]) {
        this.state("running", `Running cell ${one.number}`);
        if (!await one.run()) {
          this.state("ready", `Cell ${one.number} raised an error.`);
          one.editor.focus();
          return;
        }
      }
      this.state("ready", `Cell ${cell.number} has run.`);
    } catch (error) {
      if (this.bar.dataset.state === "running")
        this.state("failed", `Python has stopped: ${error.message}`);
    }
  }

  async stop() {
    this.state("loading");
    this.python.end("stopped");
    for (const cell of this.cells) cell.ran = false;
    await this.start();
    if (this.bar.dataset.state === "ready")
      this.status.textContent = "Stopped, and Python has restarted. "
        + "Variables are lost, your edits are kept.";
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const config = document.getElementById("live-config");
  const heading = document.querySelector("article h1");
  if (!config || !heading || !document.querySelector("div.cell pre")) return;
  heading.after(new Page(JSON.parse(config.textContent)).bar);
});
