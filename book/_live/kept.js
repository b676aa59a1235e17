/* Edits that this browser keeps: one record for a page, {cell: {number, text}},
   a cell being named by the book's code, so that an edit never comes to stand
   in another cell. Each change reads the record first: another tab may have
   written it. */

function checked(record) {
  return Object.fromEntries(Object.entries(record ?? {}).filter(
    ([, edit]) => typeof edit?.text === "string" && edit.number > 0));
}

export class Kept {
  constructor(key) {
    this.key = key;
    this.unsaved = new Map();   // what could not be written
  }

  /* Whether the browser lets this page keep anything. */
  works() {
    try {
      localStorage.setItem(`${this.key}?`, "");
      localStorage.removeItem(`${this.key}?`);
      return true;
    } catch {
      return false;
    }
  }

  read() {
    try {
      return checked(JSON.parse(localStorage.getItem(this.key)));
    } catch {
      return {};
    }
  }

  write(record) {
    if (Object.keys(record).length)
      localStorage.setItem(this.key, JSON.stringify(record));
    else localStorage.removeItem(this.key);
  }

  /* Change edits, null for none; with them those that failed before. */
  change(edits) {
    for (const [name, edit] of Object.entries(edits))
      this.unsaved.set(name, edit);
    const record = { ...this.read(), ...Object.fromEntries(this.unsaved) };
    try {
      this.write(Object.fromEntries(
        Object.entries(record).filter(([, edit]) => edit)));
      this.unsaved.clear();
    } catch { /* the page says so: see loses() */ }
  }

  /* Whether leaving the page now would lose an edit. */
  loses() {
    return [...this.unsaved.values()].some(Boolean);
  }
}

/* Which share of two texts' lines is in both. */
function likeness(one, other) {
  const [a, b] = [one, other].map((text) => new Set(text.split("\n")));
  const both = [...a].filter((line) => b.has(line)).length;
  return both / (a.size + b.size - both);
}

/* Of these cells the one that most likely was this code; none if no line is. */
export function heir(code, cells) {
  const like = (cell) => likeness(code, cell.original);
  const best = cells.reduce((most, cell) =>
    !most || like(cell) > like(most) ? cell : most, null);
  return best && like(best) > 0 ? best : null;
}
