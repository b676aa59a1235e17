/* Python in a worker: loads Pyodide, runs cells, redraws sliders.
   The page sends {id, call, args}; answers are {id, result} or {id, failed},
   {received: n} while files arrive, {lost: why} if one does not.  While a
   cell runs it sends {id, printed: text}, {id, part: [mime, text]} and, while
   packages arrive that it imports, {id, doing: text}. */
"use strict";

const MEGABYTE = 1e6;
let python, session, lock;
let running;                   // the id of the run under way
let adding = null;             // the packages that it waits for

/* Count the bytes of everything that is fetched, as it arrives. */
const plainFetch = self.fetch;
self.fetch = async (...request) => {
  const response = await plainFetch(...request).catch(lose);
  if (!response.ok) lose(`${response.status} ${response.statusText}`);
  if (!response.body) return response;
  if (adding) adding.total += Number(response.headers.get("content-length"));
  const counter = new TransformStream({
    transform(chunk, controller) {
      received(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), {
    headers: response.headers, status: response.status,
  });
};

function received(bytes) {
  if (!adding) return postMessage({ received: bytes });
  adding.done += bytes;
  tell();
}

/* Pyodide waits for ever for a file that does not come: tell the page, or the
   cell that wants it. */
function lose(reason) {
  const why = `a file did not arrive (${reason.message ?? reason})`;
  if (adding) adding.reject(new Error(why));
  else postMessage({ lost: why });
  throw new Error(reason);
}

/* Say how far the packages are that a cell imports. */
function tell() {
  const { names, done, total } = adding;
  const [now, all] = [Math.floor(done / MEGABYTE), Math.ceil(total / MEGABYTE)];
  const doing = `Loading ${names}, ${total < done ? now : `${now} of ${all}`} MB`;
  if (doing === adding.said) return;
  adding.said = doing;
  postMessage({ id: running, doing });
}

/* What a session asks of the page: see rnnlib/live. */
const page = {
  send: (kind, ...texts) => postMessage({
    id: running, [kind]: texts.length > 1 ? texts : texts[0] }),

  async load(names) {
    const lost = new Promise((_, reject) => {
      adding = { names: names.replaceAll(" ", ", "), done: 0, total: 0, reject };
    });
    tell();
    const loaded = python.loadPackage(names.split(" "), {
      messageCallback() {},
      errorCallback: (why) => adding?.reject(new Error(why)),
    });
    try {
      await Promise.race([loaded, lost]);
    } catch (error) {
      throw new Error(error.message);
    } finally {
      adding = null;
    }
  },

  async offered() {
    const { packages } = await (await plainFetch(lock)).json();
    return JSON.stringify({
      imports: Object.fromEntries(Object.entries(packages).flatMap(
        ([name, { imports }]) => imports.map((one) => [one, name]))),
      foreign: Object.values(packages).some(
        ({ file_name }) => file_name.includes("://")),
    });
  },
};

async function load({ core, lock: address, packages }) {
  lock = address;
  importScripts(`${core}pyodide.js`);
  python = await loadPyodide({
    indexURL: core, lockFileURL: lock, packages,
    env: { HOME: "/home", MPLBACKEND: "module://rnnlib.live.backend" },
  });
  session = python.runPython("from rnnlib.live import Session; Session")(page);
}

const calls = {
  load,
  run: async (code, number) => plain(await session.run(code, number)),
  redraw(key, places) {
    const [frame, why] = plain(session.redraw(key, places));
    if (why) throw new Error(why);
    return frame;
  },
};

/* A Python result as JavaScript, its proxy released. */
function plain(value) {
  if (!value?.toJs) return value;
  const result = value.toJs({ dict_converter: Object.fromEntries });
  value.destroy();
  return result;
}

self.onmessage = async ({ data: { id, call, args } }) => {
  if (call === "run") running = id;
  try {
    postMessage({ id, result: await calls[call](...args) });
  } catch (error) {
    postMessage({ id, failed: String(error.message ?? error) });
  }
};
