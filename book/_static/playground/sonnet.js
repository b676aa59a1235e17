/* The characters in ink as strong as the credit that they get, as in
   rnnlib/page/fading.py. */

const BURNING = 4;                   // decades above which all is red
export const FAINTEST = -8;          // decades below which there is no ink
const GHOST = 0.06;                  // what is left for the eye to find

/* How much ink and how much fire for a ratio of lengths. */
export function ink(ratio) {
  const decades = Math.log10(ratio);
  if (ratio > 1.01) return [1, Math.min(1, decades / BURNING)];
  return [Math.max(GHOST, 1 - Math.min(0, decades) / FAINTEST || 0), 0];
}

export class Sonnet {
  constructor(place, text) {
    this.letters = [...text].map((letter) => {
      const span = document.createElement("span");
      span.textContent = letter;
      return span;
    });
    place.replaceChildren(...this.letters);
    this.last = [];
  }

  /* lengths: ||dE_T/dh_k|| for k = 0..T. */
  show(lengths) {
    const T = lengths.length - 1, top = lengths[T];
    this.letters.forEach((span, i) => {
      const [strength, fire] = i < T && top > 0
        ? ink(lengths[i + 1] / top) : [GHOST, 0];
      const said = `${strength.toFixed(3)} ${fire.toFixed(3)} ${i - T}`;
      if (this.last[i] === said) return;
      this.last[i] = said;
      span.hidden = i >= T;
      span.classList.toggle("play-erred", i === T - 1);
      span.style.setProperty("--ink", strength.toFixed(3));
      span.style.setProperty("--fire", `${(100 * fire).toFixed(1)}%`);
    });
  }
}
