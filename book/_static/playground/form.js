/* The playground's own elements. */

const canvas = (part, title, key) => `
  <figure class="play-${part}">
    <figcaption><b>${title}</b> ${key}</figcaption>
    <canvas data-play-part="${part}" role="img" aria-label="${title}"></canvas>
  </figure>`;
const line = (kind, said) => `<span class="play-key play-key-${kind}">
  ${said}</span>`;
const row = (said, part) => `<div><dt>${said}</dt>
  <dd data-play-part="${part}"></dd></div>`;

const FORM = `
  <div class="play-controls" data-play-part="controls" role="group"
    aria-label="What can be moved"></div>
  <div class="play-sonnet">
    <p class="play-text" aria-hidden="true" data-play-part="sonnet"></p>
    <p class="play-ramp"><span>Boxed: where the
      error is made.</span> <span>Ink: credit, as a part of the
      last step's.</span>
      <span class="play-scale"><span>10<sup>−8</sup></span><i></i>
      <span>1</span><i class="play-more"></i><span>more</span></span></p>
  </div>
  ${canvas("norms", "Lengths", `${line("credit", "credit")}
    ${line("norm", "norm of ∂h<sub>T</sub>/∂h<sub>k</sub>")}`)}
  ${canvas("plane", "Eigenvalues of W", "in the plane")}
  ${canvas("fan", "Singular values", `of ∂h<sub>T</sub>/∂h<sub>k</sub>, one line each`)}
  <dl class="play-numbers">
    ${row("credit at step 0", "left")}
    ${row(`characters with ink, of <span data-play-part="of"></span>`,
          "inked")}
    ${row("largest in the fan", "norm")}
    ${row("the middle one", "middle")}
    ${row("the smallest", "least")}
    ${row("largest |eigenvalue| of W", "radius")}
    ${row("norm of W", "size")}
  </dl>
  <p class="visually-hidden" role="status" data-play-part="said"></p>`;

/* Fills the place; its parts by name. */
export function build(place) {
  place.innerHTML = FORM;
  place.classList.add("playing");
  return Object.fromEntries([...place.querySelectorAll("[data-play-part]")]
    .map((one) => [one.dataset.playPart, one]));
}
