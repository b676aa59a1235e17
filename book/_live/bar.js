/* The bar: what can be done with all cells, and what is going on. It stays in
   sight once Python is asked for. */
import { button, element, write } from "./dom.js";

const SECOND = 1000;
// Pixels between the bar and what is scrolled to. Of an editor that is the line
// with the cursor: the room holds what its frame adds above.
const ROOM = 20;

export class Bar {
  constructor({ start, runAll, stop, go }) {
    this.node = element("div", "live-bar");
    this.starter = button("Live code", "Live code: run Python in this page",
      start);
    this.all = button("Run all", "Run all cells that are out of date", runAll);
    this.stopper = button("Stop", "Stop and restart Python", stop);
    this.clock = element("span", "live-clock");
    this.clock.setAttribute("aria-hidden", "true");  // else read each second
    this.meter = element("progress", "live-progress");
    this.meter.setAttribute("aria-label", "Progress");
    this.progress(0, 0);
    this.node.append(this.starter, this.all, this.stopper,
      this.said(go), this.clock, this.meter);
    this.header = document.querySelector(".bd-header-article");
    const measured = new ResizeObserver(() => this.measure());
    for (const one of [this.node, this.header]) if (one) measured.observe(one);
  }

  /* The status: text, or a button that leads to the cell it speaks of. */
  said(go) {
    this.status = element("span", "live-status");
    this.status.setAttribute("role", "status");
    this.text = element("span", "");
    this.leads = element("button", "live-go");
    this.leads.type = "button";
    this.leads.addEventListener("click", () => go(this.cell));
    this.status.append(this.text, this.leads);
    return this.status;
  }

  /* The bar stops below the theme's; whatever is scrolled to, below both. */
  measure() {
    const top = this.header?.offsetHeight ?? 0;
    this.node.style.top = `${top}px`;
    document.documentElement.style.scrollPaddingTop = this.state === "idle"
      ? "" : `${top + this.node.offsetHeight + ROOM}px`;
  }

  /* Where the bar ends, in pixels from the top of the window. */
  covers() {
    const { bottom } = this.node.getBoundingClientRect();
    return this.state === "idle" ? 0 : Math.max(0, bottom);
  }

  get state() {
    return this.node.dataset.state;
  }

  show(state) {
    this.node.dataset.state = state;
    this.starter.hidden = !["idle", "failed"].includes(state);
    this.all.hidden = !this.starter.hidden;
    this.stopper.hidden = state !== "running";
    if (state !== "running") this.count(false);
  }

  /* Say something, of a cell if one is given. */
  say(text, cell) {
    this.cell = cell;
    this.text.hidden = Boolean(cell);
    this.leads.hidden = !cell;
    write(cell ? this.leads : this.text, text);
    write(cell ? this.text : this.leads, "");
  }

  /* Count the seconds from now on, or no longer. */
  count(on) {
    clearInterval(this.timer);
    const start = Date.now();
    const tick = () => write(this.clock,
      on ? `${Math.round((Date.now() - start) / SECOND)} s` : "");
    if (on) this.timer = setInterval(tick, SECOND);
    tick();
  }

  progress(done, total) {
    this.meter.hidden = !total;
    this.meter.max = total || 1;
    this.meter.value = done;
  }
}
