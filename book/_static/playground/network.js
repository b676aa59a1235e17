/* The network of rnnlib: its start, its states, and the credit of one loss. */

import {eigenvalues} from "./eigenvalues.js";
import {identity, qr, singularValues, times, timesTransposed, transpose}
  from "./matrices.js";
import {Generator} from "./random.js";

/* As in rnnlib/starts.py: W from a matrix of N(0, 1), before the gain. */
export const STARTS = {
  orthogonal(normal, n) {
    const Qt = new Float64Array(n * n), R = new Float64Array(n * n);
    qr(transpose(normal, n), Qt, R, n);
    return transpose(Qt, n);
  },
  gaussian: (normal, n) => normal.map((z) => z / Math.sqrt(n)),
  identity: (normal, n) => identity(n),
  sparse(normal, n, rng) {
    const W = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      const r = Array.from({length: n}, () => rng.uniform());
      [...r.keys()].sort((a, b) => r[a] - r[b]).forEach((place, j) => {
        if (place < 15) W[i * n + j] = normal[i * n + j];
      });
    }
    const radius = Math.max(...eigenvalues(W, n).map((z) => Math.hypot(...z)));
    return W.map((z) => z / radius);
  },
};

/* name: [h = f(p), f'(p) in terms of h], as in rnnlib/activations.py. */
export const ACTIVATIONS = {
  tanh: [Math.tanh, (h) => 1 - h * h],
  identity: [(p) => p, () => 1],
  relu: [(p) => p > 0 ? p : 0, (h) => h > 0 ? 1 : 0],
  logistic: [(p) => 1 / (1 + Math.exp(-p)), (h) => h * (1 - h)],
};

const kept = new Map();

/* U, V and W at input size 1 and gain 1, with what is known of W. */
export function base(start, n, letters, seed) {
  const name = [start, n, letters, seed].join();
  if (!kept.has(name)) {
    if (kept.size > 200) kept.clear();
    kept.set(name, drawn(start, n, letters, seed));
  }
  return kept.get(name);
}

function drawn(start, n, letters, seed) {
  const rng = new Generator(seed);
  const U = rng.normals(n * letters, 1 / Math.sqrt(letters));
  const V = rng.normals(letters * n, 1 / Math.sqrt(n));
  const W = STARTS[start](rng.normals(n * n), n, rng);
  const norm = singularValues(W.slice(), n)[0];
  return {U, V, W, norm, eigenvalues: eigenvalues(W, n)};
}

/* What the network is with these settings, and what it went through:
   h[0..T], the slopes D of the steps 1..T, one after the other, and the
   output error e of step T. */
export function run(settings, text) {
  const {start, units: n, gain, inputs, length: T, activation} = settings;
  const letters = text.alphabet.length;
  const made = base(start, n, letters, settings.seed ?? 0);
  const W = made.W.map((z) => gain * z);
  const [f, slope] = ACTIVATIONS[activation];
  const h = [new Float64Array(n)], D = new Float64Array(T * n);
  for (let t = 1; t <= T; t++) {
    const p = times(W, h[t - 1], new Float64Array(n)), x = text.codes[t - 1];
    for (let i = 0; i < n; i++) {
      p[i] = f(p[i] + inputs * made.U[i * letters + x]);
      D[(t - 1) * n + i] = slope(p[i]);
    }
    h.push(p);
  }
  const e = outputError(made.V, h[T], text.codes[T], letters);
  return {n, T, W, V: made.V, h, D, e, made, gain};
}

/* softmax(V h) - y. */
function outputError(V, h, target, letters) {
  const q = times(V, h, new Float64Array(letters)), top = Math.max(...q);
  const z = q.map((one) => Math.exp(one - top));
  const sum = z.reduce((a, b) => a + b);
  return z.map((one, i) => i === target ? minusOne(z, i, sum) : one / sum);
}

/* z_i / sum - 1, without cancellation where the answer is nearly sure. */
function minusOne(z, i, sum) {
  return -z.reduce((a, b, j) => j === i ? a : a + b, 0) / sum;
}

/* ||dE_T/dh_k|| for k = 0..T. */
export function credit({n, T, W, V, D, e}) {
  const lengths = new Float64Array(T + 1), a = new Float64Array(n);
  let g = timesTransposed(V, e, new Float64Array(n));
  lengths[T] = length(g);
  for (let k = T; k > 0; k--) {
    for (let i = 0; i < n; i++) a[i] = D[(k - 1) * n + i] * g[i];
    lengths[k - 1] = length(timesTransposed(W, a, g));
  }
  return lengths;
}

/* Scaled, so that no square leaves the range of numbers. */
function length(x) {
  const top = x.reduce((m, z) => Math.max(m, Math.abs(z)), 0);
  return top === 0 ? 0
    : top * Math.sqrt(x.reduce((sum, z) => sum + (z / top) ** 2, 0));
}
