/* The judge in a worker: live-worker.js, which loads Python and counts bytes,
   with other calls. While lines are judged or proved the page is sent
   {id, line: JSON}, while the prover arrives {id, doing: text}. */
"use strict";

importScripts(`live-worker.js${self.location.search}`);

let turn = 0;                   // grows when what runs is to end
const breath = () => new Promise((done) => setTimeout(done));

/* Send line after line; whether it came to the end. */
async function each(lines) {
  const id = running, mine = ++turn;
  try {
    for (const line of lines) {
      postMessage({ id, line });
      await breath();           // hears whether it shall stop
      if (mine !== turn) return false;
    }
    return true;
  } finally {
    lines.destroy();
  }
}

Object.assign(calls, {
  async load(place) {
    await start(place);
    session = python.runPython("from rnnlib.judge.web import Desk; Desk()");
  },
  judge: (asked) => each(session.judge(asked)),
  async prover() {
    await page.load("sympy");
    python.runPython("import rnnlib.judge.proofs");
  },
  prove: () => each(session.prove()),
  stop() {
    turn += 1;
  },
});

const receive = self.onmessage;
self.onmessage = (event) => {
  if (event.data.call !== "stop") running = event.data.id;
  return receive(event);
};
