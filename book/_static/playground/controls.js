/* What can be moved, and what stands beside it. */

export const SLIDERS = {
  gain: {title: "gain", min: 0.3, max: 3, step: 0.01, start: 1, digits: 2},
  inputs: {title: "input size", min: 0, max: 6, step: 0.05, start: 1,
           digits: 2},
  units: {title: "units", min: 4, max: 64, step: 1, start: 64, digits: 0},
  length: {title: "length T", min: 10, max: 100, step: 1, start: 100,
           digits: 0},
  seed: {title: "draw (seed)", min: 0, max: 19, step: 1, start: 0, digits: 0},
};
export const MENUS = {
  start: {title: "W starts as", start: "orthogonal", choices: {
    orthogonal: "orthogonal", gaussian: "Gaussian", identity: "identity",
    sparse: "sparse"}},
  activation: {title: "activation", start: "tanh", choices: {
    tanh: "tanh", identity: "linear", relu: "ReLU", logistic: "logistic"}},
};

function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

function slider(name, {title, min, max, step, start, digits}, moved) {
  const output = element("output", {});
  const input = element("input", {
    type: "range", min, max, step, value: start, id: `play-${name}`});
  output.htmlFor = input.id;
  input.autocomplete = "off";
  output.setAttribute("aria-live", "off");   // the slider says its value
  function tell() {
    output.value = Number(input.value).toFixed(digits);
  }
  input.addEventListener("input", () => {
    tell();
    moved(name, Number(input.value));
  });
  tell();
  const label = element("label", {htmlFor: input.id}, title);
  const box = element("div", {className: "play-control"}, label, output, input);
  return {box, put(value) {
    input.value = value;
    tell();
    return Number(input.value);
  }};
}

function menu(name, {title, start, choices}, moved) {
  const select = element("select", {id: `play-${name}`},
    ...Object.entries(choices).map(([value, textContent]) =>
      element("option", {value, textContent, selected: value === start})));
  select.autocomplete = "off";
  select.addEventListener("change", () => moved(name, select.value));
  const label = element("label", {htmlFor: select.id}, title);
  return {box: element("div", {className: "play-control"}, label, select),
          put(value) {
            select.value = value;
            return select.value;
          }};
}

/* Fills the place; {settings, put}, where put takes some of the settings. */
export function controls(place, changed) {
  const settings = {}, made = {};
  const moved = (name, value) => {
    settings[name] = value;
    changed();
  };
  for (const [all, make] of [[MENUS, menu], [SLIDERS, slider]])
    for (const [name, one] of Object.entries(all)) {
      settings[name] = one.start;
      made[name] = make(name, one, moved);
    }
  const first = {...settings};
  /* Numbers may come as text: from an address, from an attribute. */
  const put = (some) => {
    for (const [name, value] of Object.entries(some))
      if (made[name]) settings[name] = made[name].put(value);
    changed();
  };
  const button = element("button", {type: "button",
                                    textContent: "Start again"});
  button.addEventListener("click", () => put(first));
  const order = ["gain", "start", "inputs", "activation", "units", "length",
                 "seed"];
  place.append(...order.map((name) => made[name].box),
               element("div", {className: "play-control"}, button));
  return {settings, put, first};
}
