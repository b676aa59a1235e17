/* What is seen, in words. */

import {MENUS} from "./controls.js";

export function number(z) {
  if (z === 0) return "under 10^-295";
  if (!(z > 0)) return "…";
  if (z >= 0.01 && z < 1000) return String(Number(z.toPrecision(3)));
  const [digits, power] = z.toExponential(1).split("e");
  return `${digits} × 10^${Number(power)}`;
}

/* The same, typeset: with the power raised. */
export function typeset(z) {
  const [digits, power] = number(z).split("^");
  if (!power) return [digits];
  const sup = document.createElement("sup");
  sup.textContent = power.replace("-", "−");
  return [digits, sup];
}

/* How many of the characters still get ink. */
export function inked(lengths) {
  const T = lengths.length - 1;
  return lengths.slice(1).filter((z) => z > 1e-8 * lengths[T]).length;
}

export function sentence(s, seen) {
  const kind = MENUS.start.choices[s.start];
  const units = MENUS.activation.choices[s.activation];
  return `W ${kind}, gain ${s.gain}, ${s.units} ${units} units, inputs times `
    + `${s.inputs}, draw ${s.seed}. Of the credit at step ${s.length} the `
    + `state at step 0 gets ${number(seen.left)}; ${seen.inked} of `
    + `${s.length} characters get ink. The Jacobian's norm from step 0 is `
    + `${number(seen.norm)}, its smallest singular value `
    + `${number(seen.least)}. The largest eigenvalue of W has absolute value `
    + `${number(seen.radius)}, the norm of W is ${number(seen.size)}.`;
}

/* The drawings' own texts. */
export function describe(parts, s, seen) {
  const tell = (part, said) => parts[part].setAttribute("aria-label", said);
  tell("norms", `Lengths against step k, on a log scale. From the loss at `
    + `step ${s.length} back to step 0 the credit goes to `
    + `${number(seen.left)} of itself, the Jacobian's norm to `
    + `${number(seen.norm)}.`);
  tell("plane", `The ${s.units} eigenvalues of W and the unit circle. The `
    + `largest has absolute value ${number(seen.radius)}.`);
  tell("fan", `The ${s.units} singular values of the running Jacobian, on a `
    + `log scale. At step 0 they go from ${number(seen.norm)} down to `
    + `${number(seen.least)}; the middle one is ${number(seen.middle)}.`);
}
