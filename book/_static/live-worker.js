/* Python in a worker: loads Pyodide, runs cells, redraws sliders.
   The page sends {id, call, args}; answers are {id, result} or {id, failed},
   {received: n} while files arrive, {lost: why} if one does not. */
"use strict";

let session;

/* Count the bytes of everything that is fetched, as it arrives. */
const plainFetch = self.fetch;
self.fetch = async (...request) => {
  const response = await plainFetch(...request).catch(lose);
  if (!response.ok) lose(response.statusText);
  if (!response.body) return response;
  const counter = new TransformStream({
    transform(chunk, controller) {
      postMessage({ received: chunk.byteLength });
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), {
    headers: response.headers, status: response.status,
  });
};

/* Pyodide waits for ever for a file that does not come: tell the page. */
function lose(reason) {
  postMessage({ lost: `a file did not arrive (${reason.message ?? reason})` });
  throw new Error(reason);
}

async function load({ core, lock, packages }) {
  importScripts(`${core}pyodide.js`);
  const python = await loadPyodide({
    indexURL: core, lockFileURL: lock, packages,
    env: { HOME: "/home", MPLBACKEND: "agg" },
  });
  session = python.runPython("from rnnlib.live import Session; Session()");
}

const calls = {
  load,
  run: (code) => plain(session.run(code)),
  redraw: (key, places) => plain(session.redraw(key, places)),
};

/* A Python result as JavaScript, its proxy released. */
function plain(value) {
  if (!value?.toJs) return value;
  const result = value.toJs({ dict_converter: Object.fromEntries });
  value.destroy();
  return result;
}

self.onmessage = async ({ data: { id, call, args } }) => {
  try {
    postMessage({ id, result: await calls[call](...args) });
  } catch (error) {
    postMessage({ id, failed: String(error.message ?? error) });
  }
};
