/* The unrolled network, walked through in steps: see book_sweep_drawing.py.
   Every part of the drawing has a letter a step, its look. Play goes on by
   itself, slowly enough to read, until it is stopped or at the end. */
"use strict";

const DWELL = 3000;  // milliseconds a step stays while playing

function walk(figure) {
  const parts = [...figure.querySelectorAll("[data-looks]")];
  const lists = [...figure.querySelectorAll(".sweep-steps")];
  const slider = figure.querySelector("input[type=range]");
  const controls = figure.querySelector(".sweep-controls");
  const [back, play, next] = controls.querySelectorAll("button");
  const picture = figure.querySelector("svg");
  const name = picture.getAttribute("aria-label");
  let at = 0, chosen = lists.findIndex((list) => !list.hidden), timer = null;

  const lines = () => [...lists[chosen].children];
  const last = () => lines().length - 1;

  function draw(step) {
    for (const part of parts)
      part.dataset.look = part.dataset.looks.split(" ")[chosen][step];
  }

  function show(step) {
    at = Math.min(Math.max(step, 0), last());
    draw(at);
    lines().forEach((line, n) => line.toggleAttribute("data-now", n === at));
    slider.max = last();
    slider.value = at;
    slider.setAttribute("aria-valuetext", `${at + 1} of ${last() + 1}`);
    picture.setAttribute("aria-label", `${name}. ${lines()[at].textContent}`);
    // Not "disabled": what has the focus would lose it.
    back.setAttribute("aria-disabled", at === 0);
    next.setAttribute("aria-disabled", at === last());
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    play.textContent = "Play";
  }

  function start() {
    show(at === last() ? 0 : at + 1);
    play.textContent = "Pause";
    timer = setInterval(() => {
      show(at + 1);
      if (at === last()) stop();
    }, DWELL);
  }

  function go(step) {
    stop();
    show(step);
  }

  back.addEventListener("click", () => go(at - 1));
  next.addEventListener("click", () => go(at + 1));
  play.addEventListener("click", () => (timer === null ? start() : stop()));
  controls.addEventListener("keydown", (event) => {
    const way = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (way && event.target.matches("button")) go(at + way);
  });
  slider.addEventListener("input", () => go(Number(slider.value)));
  for (const radio of figure.querySelectorAll("input[type=radio]"))
    radio.addEventListener("change", () => {
      chosen = Number(radio.value);
      lists.forEach((list, n) => { list.hidden = n !== chosen; });
      go(at === 0 ? 1 : at);
    });
  addEventListener("beforeprint", () => draw(last()));
  addEventListener("afterprint", () => draw(at));
  show(0);
}

document.querySelectorAll("figure.sweep").forEach(walk);
