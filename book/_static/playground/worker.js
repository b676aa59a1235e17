/* The slow part, beside the page: singular values of the running product. A
   rough answer for a few lags comes first; then, if nothing newer was asked,
   the exact one for all. */

import {chain} from "./chain.js";

const SLICE = 12;            // milliseconds between looks at what is asked
const channel = new MessageChannel();
let asked = null, busy = false, go = null;

channel.port1.onmessage = () => go();
const breath = () => new Promise((resolve) => {
  go = resolve;
  channel.port2.postMessage(null);
});

/* So few lags that their work is about that of ten lags with 64 units. */
function rough(job) {
  const stride = Math.max(1, Math.round(job.T / 10 * (job.n / 64) ** 2));
  return [...chain(job, {stride, between: stride, close: 0.03})];
}

function answer({id, T}, exact, values) {
  postMessage({id, T, exact, values});
}

/* All values, or null if something newer was asked meanwhile. */
async function exactly(job) {
  const found = [];
  let last = performance.now();
  for (const one of chain(job)) {
    found.push(one);
    if (performance.now() - last < SLICE) continue;
    await breath();
    if (asked) return null;
    last = performance.now();
  }
  return found;
}

async function work() {
  busy = true;
  while (asked) {
    const job = asked;
    asked = null;
    answer(job, false, rough(job));
    await breath();
    const found = asked ? null : await exactly(job);
    if (found) answer(job, true, found);
  }
  busy = false;
}

onmessage = ({data}) => {
  asked = data;
  if (!busy) work();
};
