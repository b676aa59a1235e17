/* NumPy's random numbers: default_rng(seed), so that a network of this page is
   the one that rnnlib.init makes of the same seed. SeedSequence and PCG64
   (O'Neill 2014); normals by a ziggurat of 256 layers (Marsaglia and Tsang
   2000). tests/site/test_playground.py compares them with NumPy's. */

const LONG = (1n << 128n) - 1n, WORD = (1n << 64n) - 1n;
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
const TAIL = 3.6541528853610088;          // where the tail begins
const AREA = 0.004928673233974655;        // of each layer
const FULL = 2 ** 52;
const LAYERS = layers();

/* Each value it is asked for is mixed with another constant. */
function hasher(constant, factor) {
  return (value) => {
    value ^= constant;
    constant = Math.imul(constant, factor);
    value = Math.imul(value, constant);
    return value ^ (value >>> 16);
  };
}

function mix(x, y) {
  const z = Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y) | 0;
  return z ^ (z >>> 16);
}

/* Four 64-bit words from a seed below 2^32. */
function words(seed) {
  const hash = hasher(0x43b0d7e5, 0x931e8875);
  const pool = [seed, 0, 0, 0].map(hash);
  for (let from = 0; from < 4; from++)
    for (let to = 0; to < 4; to++)
      if (from !== to) pool[to] = mix(pool[to], hash(pool[from]));
  const draw = hasher(0x8b51f9dd, 0x58f38ded);
  const halves = [...pool, ...pool].map((one) => BigInt(draw(one) >>> 0));
  return [0, 2, 4, 6].map((i) => halves[i] | halves[i + 1] << 32n);
}

/* Edges, heights and quick limits of the layers, from the tail upwards. */
function layers() {
  const height = (x) => Math.exp(-0.5 * x * x);
  const edge = Array(256).fill(AREA / height(TAIL)), f = Array(256).fill(1);
  edge[255] = TAIL;
  for (let i = 254; i > 0; i--)
    edge[i] = Math.sqrt(-2 * Math.log(AREA / edge[i + 1]
                                      + height(edge[i + 1])));
  for (let i = 1; i < 256; i++) f[i] = height(edge[i]);
  const quick = edge.map((x, i) => i === 1 ? 0
    : Math.floor((i ? edge[i - 1] : TAIL) / x * FULL));
  return {edge, f, quick};
}

export class Generator {
  constructor(seed) {
    const [high, low, incHigh, incLow] = words(seed);
    this.inc = ((incHigh << 64n | incLow) << 1n | 1n) & LONG;
    this.state = (this.inc + (high << 64n | low)) & LONG;
    this.word();
  }

  /* 64 random bits. */
  word() {
    const s = this.state = (this.state * MULTIPLIER + this.inc) & LONG;
    const x = (s >> 64n ^ s) & WORD, turn = s >> 122n;
    return (x >> turn | x << (64n - turn)) & WORD;
  }

  /* Uniform in [0, 1). */
  uniform() {
    return Number(this.word() >> 11n) / 2 ** 53;
  }

  normal() {
    for (;;) {
      const r = this.word(), i = Number(r & 255n), sign = r >> 8n & 1n;
      const place = Number(r >> 9n & 0xfffffffffffffn);
      const size = place * (LAYERS.edge[i] / FULL);
      if (place < LAYERS.quick[i] || (i > 0 && this.below(i, size)))
        return sign ? -size : size;
      if (i === 0) return this.far(r >> 17n & 1n);
    }
  }

  /* Whether a point of layer i, drawn at this height, is under the curve. */
  below(i, x) {
    const {f} = LAYERS;
    return (f[i - 1] - f[i]) * this.uniform() + f[i] < Math.exp(-0.5 * x * x);
  }

  /* From the tail. */
  far(sign) {
    for (;;) {
      const x = -Math.log1p(-this.uniform()) / TAIL;
      const y = -Math.log1p(-this.uniform());
      if (y + y > x * x) return sign ? -(TAIL + x) : TAIL + x;
    }
  }

  normals(count, scale = 1) {
    return Float64Array.from({length: count}, () => scale * this.normal());
  }
}
