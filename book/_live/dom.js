/* Elements, and what is often done with them. */
export function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

export function button(text, label, action) {
  const made = element("button", "live-button", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", action);
  return made;
}

/* Change a text only where it differs: a screen reader says what changes. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/* "1 cell is", "2 cells are" */
export function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

/* Have a script run once it has come; another try if it did not. */
export function script(address) {
  const made = document.createElement("script");
  made.src = address;
  return new Promise((resolve, reject) => {
    made.onload = resolve;
    made.onerror = () => {
      made.remove();
      reject(new Error("a file did not arrive"));
    };
    document.head.append(made);
  });
}
