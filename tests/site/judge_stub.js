/* A worker as judge-worker.js is one, without Python: quick, and each line is
   what its comment says. "% wrong", "% right if", "% not read", else it agrees;
   "% wait" waits until it is told to stop, "% hang" does not hear of it,
   "% die" fails, "% unproved" has no proof. */
"use strict";

let lines = [], stopped = () => {};
const WORDS = { agrees: "Right on all networks tried", wrong: "Wrong",
  right: "Right", "right if": "Right if", "not read": "Not read" };
const WHY = { agrees: "Both sides agree on 24 random networks.",
  wrong: "The two sides differ.", "right if": "It is right if y_t sums to 1.",
  "not read": "Dots are refused: write the sum." };

/* What is said of a line that starts there. */
function judged(row, number, start) {
  const [text, said = "agrees"] = row.split(/ *% */);
  const kind = said in WHY ? said : "agrees", wrong = kind === "wrong";
  const equals = text.indexOf("=") + 1;
  return {
    kind, number, text, start, end: start + text.length, word: WORDS[kind],
    why: WHY[kind], said: number > 1 ? "It follows from the line above." : "",
    place: [start + equals, start + text.length], follows: "yes",
    numbers: wrong ? "On a random network with n_h = 2 the left side is 1, "
      + "the right side 2." : "",
    conditions: [], unless: [], notes: said === "note" ? ["q is q_t"] : [],
    repairs: wrong ? [{ latex: "a_t = c_t", words: "c for b", needs: [] }] : [],
    slip: wrong ? { words: "a slip", page: "model", label: "state_x" } : null,
    steps: [], said_by: said,
  };
}

const stop = () => new Promise((done) => { stopped = done; });

async function judge(id, asked) {
  const { text, alphabet, letters, summed } = JSON.parse(asked);
  let start = 0;
  lines = text.split("\n").map((row, place) => {
    const one = judged(row, place + 1, start);
    start += row.length + 1;
    return one;
  });
  const tell = (line) => postMessage({ id, line: JSON.stringify(line) });
  tell({ kind: "head", alphabet: alphabet || "book", title: "This book",
    why: alphabet ? "" : JSON.stringify({ letters, summed }),
    lines: lines.length });
  for (const line of lines) {
    if (line.said_by === "die") throw new Error("it died");
    if (line.said_by === "wait") return stop();
    if (line.said_by === "hang") for (;;);
    tell(line);
  }
}

function prove(id) {
  for (const line of lines.filter(({ kind, said_by: said }) =>
    kind === "agrees" && said !== "unproved")) {
    postMessage({ id, line: JSON.stringify({ kind: "trying",
      number: line.number }) });
    postMessage({ id, line: JSON.stringify({ ...line, kind: "right",
      word: WORDS.right, steps: [["a_t", ""], ["= b_t", "by $a_t = b_t$"]] }) });
  }
}

const calls = { judge, prove, stop: () => stopped(), load: () => {},
  prover: () => {} };

self.onmessage = async ({ data: { id, call, args } }) => {
  try {
    const own = ["judge", "prove"].includes(call) ? [id, ...args] : args;
    postMessage({ id, result: (await calls[call](...own)) ?? null });
  } catch (error) {
    postMessage({ id, failed: error.message });
  }
};
