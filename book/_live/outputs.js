/* The output of a cell: streamed while the cell runs, whole when it has. */
import { element } from "./dom.js";

const LONGEST = 100_000;  // letters of a text that are shown

/* The steps of a proof: a line of maths and its reason. */
function table(part) {
  const rows = part.split("\n").slice(2).map((row) =>
    `<tr><td>${row.slice(2, -2).split(" | ").join("</td><td>")}</td></tr>`);
  return `<table class="steps"><tbody>${rows.join("")}</tbody></table>`;
}

/* A part of a text: a list, steps, what folds them, a formula by itself, or a
   paragraph. */
function block(part) {
  if (part.includes("<div")) return part;
  if (part.startsWith("| ")) return table(part);
  if (/^&lt;\/?details/.test(part)) return unescaped(part);
  if (!part.startsWith("- ")) return `<p>${part}</p>`;
  const items = part.slice(2).split("\n- ").map((one) => `<li>${one}</li>`);
  return `<ul class="recap">${items.join("")}</ul>`;
}

const FOLD = /&lt;(\/?(?:details|summary)(?: class="steps")?)&gt;/g;
const unescaped = (part) => part.replace(FOLD, "<$1>");

/* Maths as MathJax reads it, from the little Markdown that claims, answers and
   `recall` write; what stands in backquotes is code. */
function markdown(text) {
  const holder = element("div", "", text);
  return holder.innerHTML.split("`").map((part, place) => place % 2
    ? `<code>${part}</code>` : part
    .replace(/\$\$([^$]+)\$\$ ?(?:\(([\w-]+)\))?/g, (_, maths, label) =>
      `<div class="math">\\[${maths.trim()}${
        label ? `\\tag{${label}}` : ""}\\]</div>`)
    .replace(/\$([^$]+)\$/g, '<span class="math">\\($1\\)</span>')
    .replace(/\[([^\][]+)\]\((\.\.\/[\w/.#-]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*(\w[^*]*)\*\*/g, "<strong>$1</strong>")
    .replace(/\*(\w[\w ,:?'-]*)\*/g, "<em>$1</em>")).join("")
    .split("\n\n").map(block).join("");
}

/* What a terminal would show: a line that begins anew replaces itself, and of
   too much text the end is kept. */
function terminal(text) {
  const lines = text.replace(/\r\n/g, "\n").replace(/[^\n]*\r(?=[^\r\n])/g, "");
  return lines.length <= LONGEST ? lines
    : `(${lines.length - LONGEST} letters are left out here)\n`
      + lines.slice(-LONGEST);
}

const plain = (text) => element("pre", "", terminal(text)).outerHTML;

const show = {
  "text/html": (text) => text,
  "text/markdown": markdown,
  "text/latex": (text) => markdown(text.replace(/^\$([^$].*)\$$/s, "$$$$$1$$$$")),
};

function part([mime, text]) {
  const made = element("div", `output live-output ${mime.replace("/", "_")}`);
  made.innerHTML = (show[mime] ?? plain)(text);
  return made;
}

function message(error) {
  const made = element("pre", "live-error", error);
  made.setAttribute("role", "alert");
  return made;
}

export class Output {
  constructor(cell) {
    this.cell = cell;
    this.streamed = "none";
    this.printed = "";
  }

  box() {
    let box = this.cell.querySelector(".cell_output");
    if (!box) {
      box = element("div", "cell_output docutils container");
      this.cell.append(box);
    }
    return box;
  }

  /* Replace all, but for the link that leads here. */
  replace(...parts) {
    const box = this.box();
    const link = box.querySelector(":scope > .headerlink");
    window.MathJax?.typesetClear?.([box]);
    box.replaceChildren(...parts);
    if (link) box.append(link);
    return box;
  }

  /* What a run before has left stays until this one has something to show. */
  begin() {
    this.streamed = "none";
    this.printed = "";
  }

  add(mime, text) {
    if (this.streamed === "none") this.replace();
    if (this.streamed === "print" && mime === "print") {
      this.printed += text;
      this.last.firstElementChild.textContent = terminal(this.printed);
      return;
    }
    this.printed = mime === "print" ? text : "";
    this.last = part([mime === "print" ? "text/plain" : mime, text]);
    this.box().append(this.last);
    this.streamed = mime === "print" ? "print" : "part";
    if (mime !== "print") window.MathJax?.typesetPromise?.([this.last]);
  }

  async end(outputs, error, redraw) {
    const parts = outputs.map(part);
    if (error) parts.push(message(error));
    const box = this.replace(...parts);
    if (this.cell.matches(".tag_steps"))
      for (const one of box.querySelectorAll("details.steps")) one.open = true;
    for (const figure of box.querySelectorAll("figure.explore"))
      window.bind(figure, (key, places) => redraw(figure, key, places));
    await window.MathJax?.typesetPromise?.([box]);
  }
}
