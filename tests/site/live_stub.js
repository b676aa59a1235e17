/* A worker as live-worker.js is one, without Python: quick, and it does what
   a cell's comments say. "# print A", "# part A" (a picture), "# doing A",
   "# wait 1" (seconds), "# refuse A" (a claim that fails), "# fail A",
   "# recap A" (statements of other pages, lines between bars). The output
   says which run it was, and of which cell. */
"use strict";

let count = 0;
const pause = (seconds) =>
  new Promise((done) => setTimeout(done, 1000 * seconds));
const picture = (text) => ["text/html", `<svg role="img" aria-label="${text}"
  width="200" height="50"><rect width="200" height="50"/></svg>`];

async function run(id, code, number) {
  const outputs = [];
  let error = "";
  for (const [, what, written] of code.matchAll(/^# (\w+) (.*)$/gm)) {
    const text = written.replaceAll("\\r", "\r");
    if (what === "wait") await pause(Number(text));
    if (what === "doing") postMessage({ id, doing: text });
    if (what === "print") {
      outputs.push(["text/plain", text + "\n"]);
      postMessage({ id, printed: text + "\n" });
    }
    if (what === "part") {
      outputs.push(picture(text));
      postMessage({ id, part: picture(text) });
    }
    if (what === "refuse") outputs.push(["text/markdown", text]);
    if (what === "recap")
      outputs.push(["text/markdown", text.replaceAll("|", "\n")]);
    if (["refuse", "fail"].includes(what))
      error = `Cell ${number}, line 1: ${text}`;
    if (what === "die") throw new Error(text);
  }
  count += 1;
  return { outputs: error ? outputs
    : [...outputs, ["text/plain", `run ${count}, cell ${number}`]], error };
}

self.onmessage = async ({ data: { id, call, args } }) => {
  try {
    const result = call === "run" ? await run(id, ...args) : null;
    postMessage({ id, result });
  } catch (error) {
    postMessage({ id, failed: error.message });
  }
};
