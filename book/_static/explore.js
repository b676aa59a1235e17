/* Sliders over frames drawn when the book was built, or, in a live page, drawn
   by Python when they are asked for: see rnnlib/page/frames.py. Nothing moves by
   itself; Play starts only when it is pressed, and for readers who asked their
   system for less motion it is Next, which shows one frame more. */
"use strict";

const STEP = 250;  // milliseconds a frame stays while playing
const still = matchMedia("(prefers-reduced-motion: reduce)");

/* Calls the slow function for the newest request only. */
function newest(slow) {
  let busy = false, wanted = false;
  return async function again() {
    wanted = true;
    if (busy) return;
    busy = true;
    while (wanted) {
      wanted = false;
      await slow();
    }
    busy = false;
  };
}

function bind(figure, redraw) {
  const frame = figure.querySelector(".explore-frame");
  const controls = figure.querySelector(".explore-controls");
  const inputs = [...controls.querySelectorAll("input")];
  const play = controls.querySelector("button");
  const places = () => inputs.map((input) => Number(input.value));
  const show = redraw ? newest(ask) : pick;
  const frames = [...figure.querySelectorAll("template")]
    .map((template) => template.content.firstElementChild);
  frames.splice(Number(figure.dataset.start), 0, frame.firstElementChild);

  function announce(input) {
    const text = input.dataset.values.split("|")[input.value];
    input.setAttribute("aria-valuetext", text);
    input.nextElementSibling.value = text;
  }

  async function ask() {
    frame.innerHTML = await redraw(Number(figure.dataset.live), places());
  }

  function pick() {
    // Row-major: the last parameter runs fastest.
    const place = inputs.reduce(
      (sum, input) => sum * (Number(input.max) + 1) + Number(input.value), 0);
    frame.replaceChildren(frames[place]);
  }

  let timer = null;

  function stop() {
    clearInterval(timer);
    timer = null;
    play.textContent = still.matches ? "Next" : "Play";
  }

  function move(input, value) {
    input.value = value;
    announce(input);
    show();
  }

  function step() {
    const [input] = inputs;
    if (input.value === input.max) return stop();
    move(input, Number(input.value) + 1);
  }

  function start() {
    const [input] = inputs;
    if (input.value === input.max) move(input, 0);
    else if (still.matches) step();
    if (still.matches) return;
    play.textContent = "Pause";
    timer = setInterval(step, STEP);
  }

  for (const input of inputs) {
    // A browser may have kept an old position: begin where the figure is.
    input.value = input.defaultValue;
    input.addEventListener("input", () => {
      stop();
      announce(input);
      show();
    });
  }
  play.addEventListener("click", () => (timer === null ? start() : stop()));
  still.addEventListener("change", stop);
  stop();
  controls.hidden = false;
}

document.addEventListener("DOMContentLoaded", () => {
  for (const figure of document.querySelectorAll("figure.explore"))
    bind(figure);
});
