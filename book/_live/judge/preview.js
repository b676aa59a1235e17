/* The lines of a text as they look, while the reader types. Where a line ends
   Python decides; this is near enough to see a slip of the pen. */
import { element } from "../dom.js";
import { forget, formula } from "./typeset.js";

const NAMES = "(?:align|aligned|alignat|flalign|gather|gathered|equation"
  + "|eqnarray|multline|split)\\*?";
const BLOCK = new RegExp(String.raw`\$\$([^]*?)\$\$|\\\[([^]*?)\\\]`
  + String.raw`|\\begin\{(${NAMES})\}([^]*?)\\end\{\3\}`
  + String.raw`|\$([^$]+)\$|\\\(([^]*?)\\\)`, "g");
const FRAME = new RegExp(String.raw`\\(?:begin|end)\{${NAMES}\}(?:\{\d+\})?`
  + String.raw`|\\(?:label|tag)\*?\{[^}]*\}|\\(?:nonumber|notag)(?![a-z])`, "g");
const END = /\\\\(?:\s*\[[^\]]*\])?/;
const MOST = 60;
const WAIT = 250;              // milliseconds after the last key

/* A row without what only says where it stands. */
export function tidy(row) {
  return row.replace(FRAME, " ").replace(/(?<!\\)&/g, " ").trim();
}

/* The rows of a text. Between dollars and in environments only \\ ends one. */
export function rows(text) {
  const plain = text.replace(/(?<!\\)%.*$/gm, "");
  const blocks = [...plain.matchAll(BLOCK)].map((found) =>
    found.slice(1).filter((part, place) => part && place !== 2).join(""));
  const found = blocks.length ? blocks.flatMap((block) => block.split(END))
    : plain.split("\n").flatMap((line) => line.split(END));
  return found.map(tidy).filter((row) => row).slice(0, MOST);
}

export class Preview {
  constructor() {
    this.node = element("div", "judge-preview");
    this.node.setAttribute("role", "group");
    this.node.setAttribute("aria-label", "Preview");
    this.list = element("ol", "judge-rows");
    this.node.append(element("p", "judge-caption", "Preview"), this.list);
    this.shown = null;
  }

  /* Show a text, now or when the reader has paused. */
  show(text, wait = WAIT) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(rows(text)), wait);
  }

  /* Only rows that differ are made anew. */
  draw(wanted) {
    const old = [...this.list.children];
    const gone = old.filter((item, place) => item.dataset.tex !== wanted[place]);
    forget(...gone);
    wanted.forEach((tex, place) => {
      if (old[place]?.dataset.tex === tex) return;
      const item = element("li", "");
      item.dataset.tex = tex;
      item.append(formula(tex));
      if (old[place]) old[place].replaceWith(item);
      else this.list.append(item);
    });
    for (const item of old.slice(wanted.length)) item.remove();
    this.node.hidden = !wanted.length;
  }
}
