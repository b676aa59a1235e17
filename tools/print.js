/* Readies the one page for printing, once MathJax is done; says what it saw. */
(() => {
  const TEX = /\\([([]|frac|sum|partial|begin|hat|mathrm)/;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const scales = [1];

  /* A formula and a figure's frame each become a picture with a text, since
     Chromium takes that over into the PDF, and not what MathJax provides. */
  function describe(element, text) {
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", text);
  }

  for (const { typesetRoot, math } of MathJax.startup.document.math) {
    describe(typesetRoot, math);
    typesetRoot.querySelector("mjx-assistive-mml")?.remove();
    typesetRoot.append("\u2060");  // MathJax's letters do not count as text
  }
  for (const frame of all(".explore-frame")) {
    frame.removeAttribute("role");
    frame.parentElement.setAttribute("role", "group");
    describe(frame.querySelector("svg"), frame.ariaLabel);
  }

  /* Make letters smaller until `inner` fits into `room` pixels, or nearly:
     places are rounded. MathJax has given its formulas a size already. */
  function shrink(element, inner, room) {
    const scale = (room + 0.5) / inner.getBoundingClientRect().width;
    if (scale >= 1) return;
    scales.push(scale);
    const size = parseFloat(element.style.fontSize) || 100;
    element.style.fontSize = `${0.99 * scale * size}%`;
  }

  /* How wide a formula may be: as the block that it stands in. */
  function room(element) {
    const inline = getComputedStyle(element).display.startsWith("inline");
    return inline ? room(element.parentElement) : element.clientWidth;
  }

  all("mjx-container").map((one) => [one, room(one)]).forEach(
    ([one, width]) => shrink(one, one.querySelector("mjx-math"), width));
  all("table:not(.ledger)").map((one) => [one, one.parentElement.clientWidth])
    .forEach(([one, width]) => shrink(one, one, width));

  const edge = (element) => element.getBoundingClientRect().right;
  const limit = (element) => 1 + edge(
    element.closest("table.ledger") ?? document.documentElement);
  const ids = new Set(all("[id]").map((element) => element.id));
  const links = all('a[href^="#"]').map((link) => link.hash.slice(1));
  const prose = all("main :not(pre, pre *, code, code *)")
    .flatMap((element) => [...element.childNodes])
    .filter((node) => node.nodeType === Node.TEXT_NODE);
  return {
    raw: [...prose.map((node) => node.data).filter((text) => TEX.test(text)),
          ...all("mjx-merror").map((error) => error.textContent)],
    numbers: all(".eqno").map((number) => number.firstChild.data),
    wide: all("main *").filter((one) => edge(one) > limit(one))
      .map((one) => `${one.tagName}: ${one.textContent.slice(0, 60)}`),
    lost: links.map(decodeURIComponent).filter((id) => !ids.has(id)),
    smallest: Math.min(...scales),
  };
})();
