/* Formulas of the reader's, typeset by the page's own MathJax; one request
   after the other, since MathJax does one at a time. */
import { element } from "../dom.js";

// What leads elsewhere, styles, or means something from then on in all of the
// page's formulas. A link may bring a text that the reader did not write.
const REFUSED = new RegExp(String.raw`\\(href|url|class|style|cssId|data|bbox`
  + String.raw`|mmlToken|unicode|require|[egx]?def|let|(re)?newcommand`
  + String.raw`|(re)?newenvironment|DeclareMathOperator|toggle|mathchoice`
  + String.raw`|(math|text)?tip|includegraphics)(?![A-Za-z])`);
const LONGEST = 3000;

let last = Promise.resolve();

/* How many { are open at the end; below 0 if one closes that none opened. */
function open(tex) {
  let depth = 0;
  for (const [sign] of tex.replace(/\\./g, "").matchAll(/[{}]/g)) {
    depth += sign === "{" ? 1 : -1;
    if (depth < 0) return depth;
  }
  return depth;
}

/* Why a formula is not shown, or nothing. */
function refused(tex) {
  const [, name] = REFUSED.exec(tex) ?? [], depth = open(tex);
  if (name) return `This line is not shown here, since it has \\${name}.`;
  if (depth > 0) return "A { is open here, and no } closes it.";
  if (depth < 0) return "A } closes here, and no { opened it.";
  return tex.length > LONGEST ? "This line is too long to be shown here." : "";
}

/* MathJax's own words for what it could not read, as a sentence. */
function faulty(node) {
  const why = node.querySelector("mjx-merror")
    ?.getAttribute("data-mjx-error") ?? "";
  return why && `LaTeX cannot show this line: ${why.replace(/\.$/, "")}.`;
}

/* Delimiters would end the formula. */
const bare = (tex) => tex.replace(/\\[()[\]]|\$/g, " ");

async function typeset(node, tex) {
  const { MathJax } = window;
  await MathJax?.startup?.promise;
  if (!MathJax?.typesetPromise || !node.isConnected) return;
  await MathJax.typesetPromise([node]).catch(() => {});
  const why = faulty(node);
  for (const one of node.querySelectorAll("[href]")) one.removeAttribute("href");
  if (why) explain(node, why, tex);
}

function explain(node, why, tex) {
  node.replaceChildren(element("span", "judge-fault", why), " ",
    element("code", "", tex));
  node.classList.remove("math");
}

/* An element for a formula; it is typeset once it stands in the page. */
export function formula(tex, tag = "div", display = true) {
  const text = bare(tex).trim();
  const node = element(tag, "math judge-formula",
    display ? `\\[${text}\\]` : `\\(${text}\\)`);
  const why = refused(text);
  if (why) explain(node, why, tex);
  else last = last.then(() => typeset(node, tex));
  return node;
}

/* Forget formulas that are about to leave the page. */
export function forget(...nodes) {
  last = last.then(() => window.MathJax?.typesetClear?.(nodes));
}

/* What stands between dollars; letters with something below or above; and
   bounds of times, such as t >= 1. */
const INLINE = new RegExp([/\$([^$]+)\$/,
  /(?<![\w\\])([A-Za-z](?:_\w+|\^\w+)+)(?!\w)/,
  /(?<![\w\\])(\w+ (?:[<>]=?) \w+(?: [-+] \w+)?)(?!\w)/,
].map(({ source }) => source).join("|"));
const SIGNS = { ">=": "\\ge", "<=": "\\le" };

/* A letter or a bound as LaTeX. */
function latex(part) {
  return part.replace(/(\w)_hat/, "\\hat $1").replace(/_(\w{2,})/, "_{$1}")
    .replace(/[<>]=/, (sign) => SIGNS[sign]);
}

/* Words in which formulas stand, as nodes. */
export function words(text) {
  return text.split(INLINE).filter((part) => part !== undefined).map(
    (part, place) => place % 2 ? formula(latex(part), "span", false) : part);
}
