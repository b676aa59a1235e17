/* The fading text: a slider over its names, and Play, which walks back from the
   loss a character at a time. rnnlib/page/fading.py writes what is shown without
   scripts; the inks here are those there. Nothing moves by itself, and for
   readers who asked their system for less motion Play shows ten more at once. */
"use strict";

(() => {
  const RED = "#d4212b", FAINTEST = -8, BURNING = 4, LEAST = 0.06;
  const TICK = 60;  // milliseconds a character stays the last one while playing
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  function ink(power) {
    if (power > 0.005) {
      const red = Math.floor(100 * Math.min(power / BURNING, 1) + 0.5);
      return `color:color-mix(in srgb,${RED} ${red}%,currentColor)`;
    }
    const left = Math.floor(100 * Math.max(1 - power / FAINTEST, LEAST) + 0.5);
    return left === 100 ? "" : `opacity:${(left / 100).toFixed(2)}`;
  }

  const raised = (text) => text.replace(/[-0-9]/g, (letter) =>
    "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(letter)]);

  /* 10 to a power, with one digit. */
  function short(power) {
    if (power < -900) return "0";
    if (power > -1.3 && power < 1.3) return String(+(10 ** power).toPrecision(2));
    let exponent = Math.floor(power);
    let digit = Math.floor(10 ** (power - exponent) + 0.5);
    if (digit === 10) [digit, exponent] = [1, exponent + 1];
    return `${digit}·10${raised(String(exponent))}`;
  }

  function make(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /* One row: a span for each character, so that each has an ink of its own. */
  class Row {
    constructor(element, text) {
      this.element = element;
      this.name = element.querySelector(".fading-name");
      this.told = element.querySelector(".fading-told");
      const shown = element.querySelector(".fading-text");
      const box = shown.lastElementChild;
      this.letters = [...text].slice(0, -1).map((letter) =>
        letter === "\n" ? make("br") : make("span", {}, letter));
      shown.replaceChildren(...this.letters, box);
    }

    /* powers: hundredths of powers of ten, one a character; `back` of them
       show, and the last, which is boxed. */
    show(name, powers, back) {
      const T = powers.length, at = Math.max(T - 1 - back, 0);
      this.letters.forEach((letter, k) => {
        letter.style.cssText = k < at ? "opacity:0" : ink(powers[k] / 100);
      });
      const where = at ? `${back} back` : "first character";
      const [bold, says] = this.name.children;
      bold.textContent = name;
      says.textContent = `${where}: ${short(powers[at] / 100)}`;
    }
  }

  let serial = 0;

  class Fading extends HTMLElement {
    connectedCallback() {
      if (this.rows) return;
      const {text, rows, start} = JSON.parse(this.dataset.fading);
      const elements = [...this.querySelectorAll(".fading-row")];
      this.names = rows.map(([name]) => name);
      this.powers = Object.fromEntries(rows);
      this.T = rows[0][1].length;
      this.back = this.T - 1;
      if (start !== null) {
        elements.slice(1).forEach((row) => row.classList.add("print-only"));
        elements.splice(1);
      }
      this.rows = elements.map((row) => new Row(row, text));
      this.shown = start === null ? this.names : [start];
      this.controls(start);
      if (start !== null) this.rows[0].told.remove();  // the slider says it
      this.show();
    }

    controls(start) {
      const bar = make("div", {class: "fading-controls"});
      if (start !== null) bar.append(...this.slider(start));
      this.play = make("button", {type: "button"});
      this.play.addEventListener("click", () =>
        this.timer ? this.stop() : this.walk());
      still.addEventListener("change", () => this.stop());
      bar.append(this.play);
      this.querySelector("figcaption").before(bar);
      this.stop();
    }

    slider(start) {
      const id = `fading-${++serial}`, name = start.replace(/[\s:].*/, "");
      const input = make("input", {type: "range", id, min: 0, step: 1,
        max: this.names.length - 1, value: this.names.indexOf(start)});
      const output = make("output", {for: id});
      const announce = () => {
        this.shown = [this.names[input.value]];
        input.setAttribute("aria-valuetext", this.said());
        output.textContent = this.shown[0].replace(name, "").replace(/^:/, "").trim();
      };
      input.addEventListener("input", () => {
        this.stop();
        this.back = this.T - 1;
        announce();
        this.show();
      });
      announce();
      return [make("label", {for: id}, name), input, output];
    }

    said() {
      const [name] = this.shown, powers = this.powers[name];
      return `${name}: the first of ${this.T} characters has `
        + `${short(powers[0] / 100)} of the last one's credit`;
    }

    show() {
      this.rows.forEach((row, n) =>
        row.show(this.shown[n], this.powers[this.shown[n]], this.back));
    }

    stop() {
      clearInterval(this.timer);
      this.timer = null;
      this.play.textContent = still.matches ? "Ten back" : "Play";
    }

    walk() {
      if (this.back === this.T - 1) this.back = 0;
      if (still.matches) return this.step(10);
      this.play.textContent = "Pause";
      this.show();
      this.timer = setInterval(() => this.step(1), TICK);
    }

    step(more) {
      this.back = Math.min(this.back + more, this.T - 1);
      this.show();
      if (this.back === this.T - 1) this.stop();
    }

    disconnectedCallback() {
      clearInterval(this.timer);
    }
  }

  customElements.define("fading-text", Fading);
})();
