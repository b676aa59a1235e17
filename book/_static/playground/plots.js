/* Drawings on canvases: curves over time, a fan of them, points in a plane. */

import {FAINTEST} from "./sonnet.js";

const FONT = "12px system-ui, sans-serif";
const LEFT = 46, RIGHT = 12, TOP = 12, BOTTOM = 36;

export function colours(element) {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    ["ink", "burn", "norm", "grid", "text", "fan", "shade", "paper"].map((name) =>
      [name, style.getPropertyValue(`--play-${name}`).trim()]));
}

/* A context in CSS pixels, cleared. */
function fresh(canvas) {
  const dense = devicePixelRatio || 1;
  const [w, h] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(w * dense)
      || canvas.height !== Math.round(h * dense)) {
    canvas.width = Math.round(w * dense);
    canvas.height = Math.round(h * dense);
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(dense, 0, 0, dense, 0, 0);
  pen.clearRect(0, 0, w, h);
  pen.font = FONT;
  pen.lineJoin = "round";
  return {pen, w, h};
}

/* Decades that hold the values: wide, and in steps, so that they seldom
   change while something is moved. */
export function decades(low, high, floor = -24) {
  const ends = (z) => [1, 2, 4, 8, 16, 24, 32, 48, 64].find((d) => d >= z);
  return [Math.max(floor, -(ends(-low) ?? 64)), ends(high - 0.02) ?? 64];
}

const power = (d) => d === 0 ? "1" : "10" + [...String(d)].map((c) =>
  c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]).join("");

function line(pen, colour, width, points, dash = []) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.beginPath();
  points.forEach(([x, y], i) => i ? pen.lineTo(x, y) : pen.moveTo(x, y));
  pen.stroke();
  pen.setLineDash([]);
}

/* Axes of time against decades; the way from values to pixels. */
function frame(canvas, T, [low, high], c) {
  const {pen, w, h} = fresh(canvas), height = h - TOP - BOTTOM;
  const x = (k) => LEFT + k / T * (w - LEFT - RIGHT);
  const y = (d) => TOP + (high - d) / (high - low) * height;
  const step = [1, 2, 4, 8, 16, 32].find(
    (one) => (high - low) / one * 20 <= height) ?? 64;
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (let d = step * Math.ceil(low / step); d <= high; d += step) {
    line(pen, d ? c.grid : c.text, 1, [[x(0), y(d)], [x(T), y(d)]]);
    pen.fillStyle = c.text;
    pen.fillText(power(d), LEFT - 6, y(d));
  }
  steps(pen, T, x, h, c);
  pen.save();
  pen.beginPath();
  pen.rect(LEFT, TOP, w - LEFT - RIGHT, height);
  pen.clip();
  return {pen, x, y, w};
}

/* Ticks of time, the loss at the right end. */
function steps(pen, T, x, h, c) {
  pen.textBaseline = "top";
  pen.fillStyle = c.text;
  const step = T > 50 ? 20 : T > 20 ? 10 : 5, last = `${T}: the loss`;
  const free = x(T) - pen.measureText(last).width - 15;
  for (let k = 0; x(k) < free; k += step) {
    pen.textAlign = k ? "center" : "left";
    pen.fillText(String(k), x(k), h - BOTTOM + 5);
  }
  pen.textAlign = "right";
  pen.fillText(last, x(T), h - BOTTOM + 5);
  pen.textAlign = "center";
  pen.fillText("step k", x(T / 2), h - 14);
}

const log = (z) => z > 0 ? Math.log10(z) : -400;

/* Credit, solid, and norms of the Jacobians, dashed: [k, decades]. */
export function norms(canvas, T, credit, jacobian, c) {
  const all = [...credit, ...jacobian].map(([, d]) => d);
  const range = decades(Math.min(...all), Math.max(...all));
  const {pen, x, y} = frame(canvas, T, range, c);
  pen.fillStyle = c.shade;
  pen.fillRect(x(0), y(FAINTEST), x(T) - x(0), 1e4);
  const place = ([k, d]) => [x(k), y(d)];
  line(pen, c.norm, 2, jacobian.map(place), [6, 4]);
  line(pen, c.ink, 2.5, credit.map(place));
  label(pen, "below: no ink", x(0) + 6, y(FAINTEST) + 4, c);
  pen.restore();
}

function label(pen, text, x, y, {text: colour, paper}) {
  pen.lineWidth = 4;
  pen.strokeStyle = paper;
  pen.fillStyle = colour;
  pen.textAlign = "left";
  pen.textBaseline = "top";
  pen.strokeText(text, x, y);
  pen.fillText(text, x, y);
}

/* All singular values: one line for each, over time. */
export function fan(canvas, T, found, c) {
  const high = Math.max(...found.map(([, s]) => log(s[0])));
  const low = Math.min(...found.map(([, s]) => log(s.at(-1))));
  const {pen, x, y} = frame(canvas, T, decades(low, high), c);
  const n = found[0][1].length;
  for (let i = n - 1; i >= 0; i--) {
    pen.globalAlpha = i ? 0.55 : 1;
    line(pen, i ? c.fan : c.norm, i ? 1 : 2,
         found.map(([k, s]) => [x(k), y(log(s[i]))]), i ? [] : [6, 4]);
  }
  pen.globalAlpha = 1;
  pen.restore();
}

/* Points of the plane, and the unit circle. */
export function plane(canvas, points, c) {
  const {pen, w, h} = fresh(canvas);
  const far = Math.max(...points.map(([re, im]) => Math.hypot(re, im)));
  const reach = [1.25, 2, 3, 4, 6, 9, 12].find((r) => far <= r * 0.97) ?? far;
  const unit = (Math.min(w, h) / 2 - 6) / reach, x0 = w / 2, y0 = h / 2;
  line(pen, c.grid, 1, [[x0 - reach * unit, y0], [x0 + reach * unit, y0]]);
  line(pen, c.grid, 1, [[x0, y0 - reach * unit], [x0, y0 + reach * unit]]);
  pen.strokeStyle = c.text;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(x0, y0, unit, 0, 2 * Math.PI);
  pen.stroke();
  for (const [re, im] of points) {
    pen.fillStyle = Math.hypot(re, im) > 1 + 1e-9 ? c.burn : c.ink;
    pen.beginPath();
    pen.arc(x0 + re * unit, y0 - im * unit, 3.5, 0, 2 * Math.PI);
    pen.fill();
  }
  label(pen, "1", x0 + unit + 5, y0 + 5, c);
  label(pen, "i", x0 + 6, y0 - unit - 17, c);
}
