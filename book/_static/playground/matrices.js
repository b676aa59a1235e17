/* Linear algebra for square matrices of up to 64 rows, in Float64Arrays, row
   after row. */

export function identity(n) {
  const I = new Float64Array(n * n);
  for (let i = 0; i < n; i++) I[i * n + i] = 1;
  return I;
}

export function transpose(A, n) {
  const B = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) B[j * n + i] = A[i * n + j];
  return B;
}

/* out = A x, for A of rows x cols. */
export function times(A, x, out) {
  const rows = out.length, cols = x.length;
  for (let i = 0, p = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += A[p++] * x[j];
    out[i] = sum;
  }
  return out;
}

/* out = A^T x. */
export function timesTransposed(A, x, out) {
  const cols = out.length;
  out.fill(0);
  for (let i = 0, p = 0; i < x.length; i++) {
    const z = x[i];
    for (let j = 0; j < cols; j++) out[j] += A[p++] * z;
  }
  return out;
}

/* C = A B, in tiles of four rows and two columns: twice as fast. */
export function product(A, B, C, n) {
  const rows = n - n % 4, cols = n - n % 2;
  for (let i = 0; i < rows; i += 4)
    for (let j = 0; j < cols; j += 2) tile(A, B, C, n, i, j);
  for (let i = 0; i < n; i++)
    for (let j = i < rows ? cols : 0; j < n; j++) entry(A, B, C, n, i, j);
}

function tile(A, B, C, n, i, j) {
  const p = i * n, q = p + n, r = q + n, s = r + n;
  let p0 = 0, p1 = 0, q0 = 0, q1 = 0, r0 = 0, r1 = 0, s0 = 0, s1 = 0;
  for (let k = 0, m = j; k < n; k++, m += n) {
    const x = B[m], y = B[m + 1];
    const a = A[p + k], b = A[q + k], c = A[r + k], d = A[s + k];
    p0 += a * x; p1 += a * y;
    q0 += b * x; q1 += b * y;
    r0 += c * x; r1 += c * y;
    s0 += d * x; s1 += d * y;
  }
  C[p + j] = p0; C[p + j + 1] = p1;
  C[q + j] = q0; C[q + j + 1] = q1;
  C[r + j] = r0; C[r + j + 1] = r1;
  C[s + j] = s0; C[s + j + 1] = s1;
}

function entry(A, B, C, n, i, j) {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += A[i * n + k] * B[k * n + j];
  C[i * n + j] = sum;
}

function dot(A, p, q, from, to) {
  let sum = 0;
  for (let k = from; k < to; k++) sum += A[p + k] * A[q + k];
  return sum;
}

/* Householder's QR of Y, which comes and is overwritten as its transpose, so
   that columns are contiguous. Writes Q^T and R, with a diagonal >= 0. */
export function qr(Yt, Qt, R, n) {
  const beta = new Float64Array(n), diagonal = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const p = j * n, length = Math.sqrt(dot(Yt, p, p, j, n));
    diagonal[j] = Yt[p + j] > 0 ? -length : length;
    if (length === 0) continue;
    Yt[p + j] -= diagonal[j];
    beta[j] = -1 / (diagonal[j] * Yt[p + j]);
    for (let c = j + 1; c < n; c++) reflect(Yt, p, Yt, c * n, beta[j], j, n);
  }
  Qt.fill(0);
  for (let i = 0; i < n; i++) Qt[i * n + i] = 1;
  for (let j = n - 1; j >= 0; j--)
    for (let c = j; c < n; c++) reflect(Yt, j * n, Qt, c * n, beta[j], j, n);
  signed(Yt, Qt, R, diagonal, n);
}

/* x -= beta v (v.x), in the entries from..n of the rows at p and q. */
function reflect(V, p, X, q, beta, from, n) {
  let sum = 0;
  for (let k = from; k < n; k++) sum += V[p + k] * X[q + k];
  if (sum === 0) return;
  sum *= beta;
  for (let k = from; k < n; k++) X[q + k] -= sum * V[p + k];
}

/* R from what is left of Y; rows of Q^T and R change sign together. */
function signed(Yt, Qt, R, diagonal, n) {
  R.fill(0);
  for (let i = 0; i < n; i++) {
    const sign = diagonal[i] < 0 ? -1 : 1;
    R[i * n + i] = sign * diagonal[i];
    for (let j = i + 1; j < n; j++) R[i * n + j] = sign * Yt[j * n + i];
    if (sign < 0) for (let k = 0; k < n; k++) Qt[i * n + k] *= -1;
  }
}

const NOTHING = 1e-290;      // a squared length below it counts as zero
const HIGH = 2 ** 500;       // to which rows are scaled: room for small ones

/* The singular values, descending, by one-sided Jacobi on the rows of A, which
   is overwritten. Where A is a diagonal matrix, however graded, times a
   well-conditioned one, each value is right to a few roundings of itself, not
   only of the largest (Demmel and Veselic 1992). Below 1e-295 of the largest
   they count as zero. close: rows whose cosine is below are orthogonal. */
export function singularValues(A, n, close = 1e-15) {
  const top = A.reduce((m, z) => Math.max(m, Math.abs(z)), 0);
  if (top === 0) return new Float64Array(n);
  const scale = HIGH / 2 ** Math.ceil(Math.log2(top));
  for (let k = 0; k < n * n; k++) A[k] *= scale;
  const squares = new Float64Array(n);
  for (let turned = true, sweep = 0; turned && sweep < 40; sweep++) {
    measure(A, squares, n);
    turned = turn(A, squares, n, close);
  }
  measure(A, squares, n);
  return squares.map((z) => z > NOTHING ? Math.sqrt(z) / scale : 0)
    .sort((a, b) => b - a);
}

function measure(A, squares, n) {
  for (let i = 0; i < n; i++) squares[i] = dot(A, i * n, i * n, 0, n);
}

/* Every pair of rows once; whether any had to be turned. */
function turn(A, squares, n, close) {
  let turned = false;
  for (let i = 0; i < n - 1; i++)
    for (let j = i + 1; j < n; j++)
      if (squares[i] > NOTHING && squares[j] > NOTHING)
        turned = rotate(A, squares, i, j, n, close) || turned;
  return turned;
}

/* Make rows i and j orthogonal; whether they were not. */
function rotate(A, squares, i, j, n, close) {
  const p = i * n, q = j * n, along = dot(A, p, q, 0, n);
  if (Math.abs(along) <= close * Math.sqrt(squares[i]) * Math.sqrt(squares[j]))
    return false;
  const zeta = (squares[j] - squares[i]) / (2 * along);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t), s = c * t;
  for (let k = 0; k < n; k++) {
    const x = A[p + k], y = A[q + k];
    A[p + k] = c * x - s * y;
    A[q + k] = s * x + c * y;
  }
  squares[i] -= t * along;
  squares[j] += t * along;
  if (!(squares[i] > 0.01 * t * t * squares[j]))
    squares[i] = dot(A, p, p, 0, n);
  if (!(squares[j] > 0.01 * t * t * squares[i]))
    squares[j] = dot(A, q, q, 0, n);
  return true;
}
