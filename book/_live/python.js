/* Python in a worker, see live-worker.js. It answers calls; while one is under
   way it may send news of it: what has been printed, an output that is ready,
   what it is doing. Ended, it fails the calls that are under way. */
export class Python {
  constructor(script, progress) {
    this.waiting = new Map();
    this.calls = 0;
    this.worker = new Worker(script);
    this.worker.onerror = (event) => this.end(event.message);
    this.worker.onmessage = ({ data }) => {
      if (data.received) progress(data.received);
      else if (data.lost) this.end(data.lost);
      else this.receive(data);
    };
  }

  receive(data) {
    const call = this.waiting.get(data.id);
    if (!call) return;                // news of what has ended
    if ("failed" in data) call.reject(new Error(data.failed));
    else if ("result" in data) call.resolve(data.result);
    else return call.news(data);
    this.waiting.delete(data.id);
  }

  call(call, args, news = () => {}) {
    const id = this.calls++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, news });
      this.worker.postMessage({ id, call, args });
    });
  }

  end(reason) {
    this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
  }
}
