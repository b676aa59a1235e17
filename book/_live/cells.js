/* The cells of a page before Python is asked for. */
import { button, element } from "./dom.js";

/* Each with its number, the book's code, and a name for what is kept of it:
   that code, and which one of several it is. */
export function listing() {
  const same = {};
  return [...document.querySelectorAll("div.cell")]
    .filter((node) => node.querySelector(".cell_input pre"))
    .map((node, place) => {
      const code = node.querySelector(".cell_input pre");
      const original = code.textContent.trimEnd();
      const nth = same[original] = (same[original] ?? 0) + 1;
      return { node, original, number: place + 1,
        name: nth === 1 ? original : `${original}\n# ${nth}` };
    });
}

function invitation(node, said, label, action) {
  const tools = element("div", "live-tools");
  if (label === "Go on")
    tools.append(element("span", "live-number", "You edited this cell."));
  tools.append(button(label, said, action));
  node.querySelector(".cell_input").append(tools);
  return tools;
}

/* A button that starts Python where the reader's answer is waited for, and
   where the reader has edited a cell before. */
export function invite(listed, edited, start) {
  return listed.flatMap(({ node, name }, place) => {
    const action = () => start(place);
    if (edited.includes(name)) return [invitation(node,
      "Go on: start Python, then type here", "Go on", action)];
    return node.classList.contains("tag_answer") ? [invitation(node,
      "Answer: start Python, then type here", "Answer", action)] : [];
  });
}
