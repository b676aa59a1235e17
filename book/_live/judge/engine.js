/* Python for the judge: loaded when it is first asked for, the prover behind
   it. What has begun can be stopped: between lines Python is told so, and if it
   does not hear that within a second it is ended. */
import { Python } from "../python.js";

const PATIENCE = 1000;         // milliseconds
const pause = (time) => new Promise((done) => setTimeout(done, time));

export class Engine {
  constructor(config) {
    this.config = config;
    this.python = null;
  }

  url(name) {
    return new URL(this.config[name], document.baseURI).href;
  }

  /* Load Python, unless it is there; progress(bytes) while it comes. */
  async start(progress) {
    this.progress = progress;
    if (!this.python) {
      this.prover = false;
      this.python = new Python(this.url("worker"),
        (bytes) => this.loading && this.progress(bytes));
      this.loading = this.python.call("load", [{ core: this.url("core"),
        lock: this.url("lock"), packages: this.config.packages }]);
    }
    try {
      await this.loading;
    } catch (error) {
      this.end(error.message);
      throw error;
    } finally {
      this.loading = null;
    }
  }

  /* Judge; line(data) for each that is done. Whether it came to its end. */
  judge(asked, line) {
    return this.python.call("judge", [JSON.stringify(asked)],
      (news) => line(JSON.parse(news.line)));
  }

  /* Look for proofs of what was judged last; doing(text) while that loads. */
  async prove(line, doing) {
    if (!this.prover) await this.python.call("prover", [],
      (news) => doing(news.doing));
    this.prover = true;
    return this.python.call("prove", [],
      (news) => line(JSON.parse(news.line)));
  }

  end(reason) {
    this.python?.end(reason);
    this.python = null;
  }

  /* Stop what is under way; whether Python had to be ended for it. */
  async stop() {
    if (!this.python) return false;
    const { python } = this;
    const heard = this.loading ? pause(0).then(() => false)
      : python.call("stop", []).then(() => true, () => true);
    const ended = !await Promise.race([heard, pause(PATIENCE)]);
    if (ended && this.python === python) this.end("stopped");
    return ended;
  }
}
