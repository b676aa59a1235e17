/* The page "A playground without Python". A frame: the network runs, the credit
   goes back, all is drawn. Singular values come from a worker, when they come:
   rough ones while something moves, then exact ones. */

import {chain} from "./playground/chain.js";
import {controls} from "./playground/controls.js";
import {build} from "./playground/form.js";
import {credit, run} from "./playground/network.js";
import * as plots from "./playground/plots.js";
import {Sonnet} from "./playground/sonnet.js";
import {describe, inked, sentence, typeset} from "./playground/words.js";

const QUIET = 700;           // milliseconds without a change before it is said
const text = JSON.parse(
  document.getElementById("playground-config").textContent);
const place = document.getElementById("playground");
const stats = {frames: 0, milliseconds: 0, rough: 0, exact: 0};

/* All numbers of these settings, exactly: for tests, and for the curious. */
function measure(settings) {
  const made = run(settings, text), singular = [];
  for (const [k, values] of chain(made)) singular[k] = [...values];
  return {
    credit: [...credit(made)], jacobian: singular.map((values) => values[0]),
    singular, eigenvalues: eigenvalues(made),
    norm: made.gain * made.made.norm,
    states: made.h.map((h) => [...h])};
}

const eigenvalues = ({made, gain}) =>
  made.eigenvalues.map(([re, im]) => [gain * re, gain * im]);

const parts = build(place);
const sonnet = new Sonnet(parts.sonnet, text.shown);
const worker = new Worker(new URL("./playground/worker.js", import.meta.url),
                          {type: "module"});
let waiting = false, moved = true, id = 0, seen = null, found = null;
let colours = null, fanned = null;
let timer = null;
const panel = controls(parts.controls, () => {
  moved = true;
  later();
});

function later() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(frame);
}

function frame() {
  const begun = performance.now();
  waiting = false;
  if (moved) calculate();
  draw();
  stats.frames += 1;
  stats.milliseconds += performance.now() - begun;
}

function calculate() {
  moved = false;
  seen = run(panel.settings, text);
  seen.credit = credit(seen);
  const {n, T, W, D} = seen;
  worker.postMessage({id: ++id, n, T, W, D});
  clearTimeout(timer);
  timer = setTimeout(say, QUIET);
}

worker.onmessage = ({data}) => {
  found = data;
  stats[data.exact ? "exact" : "rough"] += 1;
  later();
  if (data.exact) timer ??= setTimeout(say, 0);
};

/* Ratios of lengths, in decades, at their steps. */
function relative(lengths) {
  const top = Math.log10(lengths.at(-1));
  return [...lengths].map((z, k) => [k, Math.log10(z) - top])
    .filter(([, d]) => Number.isFinite(d));
}

function draw() {
  const {T} = seen;
  const c = colours ??= plots.colours(place);
  const late = T - (found?.T ?? T);      // of another length: aligned by lag
  const jacobian = (found?.values ?? [[T, [1]]])
    .map(([k, s]) => [k + late, Math.log10(s[0])])
    .filter(([, d]) => Number.isFinite(d));
  sonnet.show(seen.credit);
  plots.norms(parts.norms, T, relative(seen.credit), jacobian, c);
  plots.plane(parts.plane, eigenvalues(seen), c);
  if (found !== fanned) plots.fan(parts.fan, found.T, found.values, c);
  fanned = found;
  tell();
}

/* The numbers of the moment. */
function numbers() {
  const {T, gain, made} = seen, last = found?.values.at(-1)[1] ?? [NaN];
  return {
    left: seen.credit[0] / seen.credit[T], inked: inked(seen.credit),
    norm: last[0], middle: last[last.length >> 1], least: last.at(-1),
    radius: Math.max(...eigenvalues(seen).map((z) => Math.hypot(...z))),
    size: gain * made.norm};
}

function tell() {
  const now = numbers();
  for (const [name, value] of Object.entries(now))
    parts[name].replaceChildren(...typeset(value));
  parts.of.textContent = seen.T;
}

/* What is seen, for those who hear the page: when nothing moves any more. */
function say() {
  timer = null;
  if (found?.id !== id || !found.exact) return;
  const now = numbers(), said = sentence(panel.settings, now);
  parts.said.textContent = said;
  describe(parts, panel.settings, now);
}

for (const button of document.querySelectorAll("[data-play]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const asked = Object.fromEntries(new URLSearchParams(button.dataset.play));
    panel.put({...panel.first, ...asked});
    place.scrollIntoView({block: "start"});
  });
}
/* Another size or another theme: all is drawn anew. */
function renew() {
  colours = fanned = null;
  later();
}

new ResizeObserver(renew).observe(place);
new MutationObserver(renew).observe(
  document.documentElement, {attributeFilter: ["data-theme"]});
later();
window.playground = {measure, put: panel.put, settings: panel.settings, stats};
