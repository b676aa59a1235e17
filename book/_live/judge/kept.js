/* What the reader has written: kept in this browser, and as a link. A link
   holds all of it behind the #, which browsers send to nobody. */
const LONGEST = 30000;

/* {text, alphabet, base, letters, summed}, whatever came in. */
function checked(said) {
  if (typeof said?.text !== "string") return null;
  const letters = Array.isArray(said.letters) ? said.letters : [];
  return {
    text: said.text.slice(0, LONGEST), alphabet: String(said.alphabet ?? ""),
    base: String(said.base ?? ""), summed: said.summed === true,
    letters: letters.filter((pair) => Array.isArray(pair) && pair.length === 2)
      .map((pair) => pair.map(String)),
  };
}

/* The same page by any of its addresses. */
const key = () => `judge:${location.pathname.replace(/\/$/, "/index.html")}`;

export function read() {
  try {
    return checked(JSON.parse(localStorage.getItem(key())));
  } catch {
    return null;
  }
}

/* Whether it could be kept. */
export function keep(said) {
  try {
    localStorage.setItem(key(), JSON.stringify(said));
    return true;
  } catch {
    return false;
  }
}

export function toLink({ text, alphabet, base, letters, summed }) {
  const parts = new URLSearchParams({ text });
  if (alphabet) parts.set("alphabet", alphabet);
  if (alphabet === "mine") {
    parts.set("base", base);
    for (const [letter, name] of letters) parts.append(`letter.${name}`, letter);
  }
  if (summed) parts.set("summed", "yes");
  return `${location.origin}${location.pathname}#${parts}`;
}

/* What the address brings; nothing where it points at a part of the page. */
export function fromLink(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const letters = [...parts].filter(([name]) => name.startsWith("letter."))
    .map(([name, letter]) => [letter, name.slice("letter.".length)]);
  return checked({
    text: parts.get("text"), alphabet: parts.get("alphabet") ?? "",
    base: parts.get("base") ?? "", letters, summed: parts.get("summed") === "yes",
  });
}
