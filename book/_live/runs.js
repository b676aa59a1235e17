/* The cells that are to run: one request at a time, in the order of asking. */
export class Runs {
  constructor(page) {
    this.page = page;
    this.wanted = [];
    this.plan = [];
    this.cell = null;
    this.busy = false;
  }

  /* Run a cell, and before it those above that are out of date; with all, and
     where none is, all of them again. */
  want(cell, all = false) {
    if (!this.wanted.some((one) => one.cell === cell))
      this.wanted.push({ cell, all });
    this.page.update();
    if (this.page.bar.state === "ready") this.work();
    else if (["idle", "failed"].includes(this.page.bar.state))
      this.page.start();
  }

  takeBack(cell) {
    this.wanted = this.wanted.filter((one) => one.cell !== cell);
    this.page.update();
  }

  /* Forget all that waits; the cells it was asked for. */
  clear() {
    const cells = this.wanted.map(({ cell }) => cell);
    this.wanted = [];
    this.plan = [];
    this.cell = null;
    return cells;
  }

  waits(cell) {
    return this.plan.includes(cell) || this.asked(cell);
  }

  asked(cell) {
    return this.wanted.some((one) => one.cell === cell);
  }

  async work() {
    if (this.busy) return;
    this.busy = true;
    const { session } = this.page;
    let said = "";
    try {
      while (this.wanted.length) said = await this.next(said);
      this.page.ready(said, this.about);
    } catch (error) {
      if (session === this.page.session) this.page.lost(error);
    } finally {
      this.busy = false;
    }
  }

  /* Fulfil the first request; what to say when all is done. */
  async next(said) {
    this.page.update();          // the run before may have changed what is due
    const { cell, all } = this.wanted.shift();
    const above = this.page.cells.slice(0, cell.number - 1);
    const due = above.filter((one) => one.due);
    this.plan = [...(all && !due.length && !cell.due ? above : due), cell];
    this.total = this.plan.length;
    while (this.plan.length) {
      this.cell = this.plan.shift();
      this.page.running(this.cell);
      if (!await this.cell.run()) return this.failed(this.cell);
    }
    this.cell = null;
    if (said.includes("error")) return said;
    this.about = cell;
    return `Cell ${cell.number} has run.`;
  }

  /* What would run that cell again, unchanged, runs no more. */
  failed(cell) {
    const hopeless = cell.text !== cell.made.text ? [] : this.wanted
      .map((one) => one.cell).filter((one) => one.number > cell.number);
    for (const one of hopeless) this.takeBack(one);
    this.plan = [];
    this.cell = null;
    this.about = cell;
    return `Cell ${cell.number} raised an error.` + hopeless.map((one) =>
      ` Cell ${one.number} did not run.`).join("");
  }
}
