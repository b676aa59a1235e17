/* Python in a worker: loads Pyodide, runs cells, redraws sliders.
   The page sends {id, call, args}; answers are {id, result} or {id, failed},
   {received: n} while files arrive, {lost: why} if one does not.  While a
   cell runs it sends {id, printed: text}, {id, part: [mime, text]} and, while
   packages arrive that it imports, {id, doing: text}. */
"use strict";

const MEGABYTE = 1e6;
let python, session, place;     // place: of the core and of the lock
let running;                   // the id of the run under way
let adding = null;             // the packages that it waits for

/* Count the bytes of every file of Python's, as it arrives; what a cell
   fetches is its own affair. */
const plainFetch = self.fetch;
self.fetch = async (...request) => {
  if (session && !adding) return plainFetch(...request);
  const response = await plainFetch(...request).catch(lose);
  if (!response.ok) lose(`${response.status} ${response.statusText}`);
  if (!response.body) return response;
  const counter = new TransformStream({
    transform(chunk, controller) {
      received(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), {
    headers: typed(response), status: response.status,
  });
};

/* The headers of a file: some servers do not know what .wasm is, and then
   Pyodide would wait for ever. */
function typed({ headers, url }) {
  const known = new Headers(headers);
  if (new URL(url).pathname.endsWith(".wasm"))
    known.set("Content-Type", "application/wasm");
  return known;
}

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
  const doing = `Loading ${names}, ${now}${total < done ? "" : ` of ${all}`} MB`;
  if (doing === adding.said) return;
  adding.said = doing;
  postMessage({ id: running, doing });
}

/* The packages that Python could load, and what each rests on. */
async function packages() {
  place.packages ??= (await (await plainFetch(place.lock)).json()).packages;
  return place.packages;
}

/* How many bytes these packages have, with what they rest on and is not yet
   loaded; 0 if a server does not say. The site's lock knows those of its own
   files. */
async function size(names) {
  const known = await packages(), found = new Set(), todo = [...names];
  while (todo.length) {
    const one = known[todo.pop().toLowerCase().replaceAll("_", "-")];
    if (!one || found.has(one) || one.name in python.loadedPackages) continue;
    found.add(one);
    todo.push(...one.depends);
  }
  const sizes = await Promise.all([...found].map(async (one) => one.size
    ?? Number((await plainFetch(new URL(one.file_name, place.core),
      { method: "HEAD" })).headers.get("content-length"))));
  return sizes.includes(0) ? 0 : sizes.reduce((sum, one) => sum + one, 0);
}

/* What a session asks of the page: see rnnlib/page/live. */
const page = {
  send: (kind, ...texts) => postMessage({
    id: running, [kind]: texts.length > 1 ? texts : texts[0] }),

  async load(wanted) {
    const names = wanted.split(" "), total = await size(names).catch(() => 0);
    const lost = new Promise((_, reject) => {
      adding = { names: names.join(", "), done: 0, total, reject };
    });
    tell();
    const loaded = python.loadPackage(names, {
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
    const all = Object.entries(await packages());
    return JSON.stringify({
      imports: Object.fromEntries(all.flatMap(
        ([name, { imports }]) => imports.map((one) => [one, name]))),
      foreign: all.some(([, { file_name }]) => file_name.includes("://")),
    });
  },
};

/* Load Python; judge-worker.js does so, too. */
async function start({ core, lock, packages: names }) {
  place = { core, lock };
  importScripts(`${core}pyodide.js`);
  python = await loadPyodide({
    indexURL: core, lockFileURL: lock, packages: names,
    env: { HOME: "/home", MPLBACKEND: "module://rnnlib.page.live.backend",
           RNNLIB_SITE: "../" },
  });
}

async function load(place) {
  await start(place);
  session = python.runPython("from rnnlib.page.live import Session; Session")(page);
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
