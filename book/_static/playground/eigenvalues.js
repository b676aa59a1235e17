/* Eigenvalues of a real matrix: Householder to Hessenberg form, then Francis's
   implicit double shifts (Golub and Van Loan, 7.5). Right to a few roundings
   of the matrix, times the condition of the eigenvalue. */

const EPS = 2 ** -52;

/* [[real, imaginary], ...] of A, n rows. */
export function eigenvalues(A, n) {
  const H = hessenberg(A.slice(), n), found = [];
  let high = n - 1, tries = 0;
  while (high >= 0) {
    const low = split(H, n, high);
    if (low === high) found.push([H[high * n + high--], 0]);
    else if (low === high - 1) {
      found.push(...pair(H, n, low));
      high -= 2;
    } else {
      if (++tries > 60) throw Error("the eigenvalues did not converge");
      sweep(H, n, low, high, ...shifts(H, n, high, tries));
      continue;
    }
    tries = 0;
  }
  return found;
}

/* The reflector I - beta v v^T that makes x a multiple of e_1. */
function reflector(x) {
  const top = Math.max(...x.map(Math.abs));
  if (top === 0) return null;
  const v = x.map((z) => z / top);
  const length = Math.sqrt(v.reduce((sum, z) => sum + z * z, 0));
  v[0] += v[0] < 0 ? -length : length;
  return {v, beta: 1 / (length * Math.abs(v[0]))};
}

/* H = P H P in rows and columns from `at` on, for rows/columns low..high. */
function similar(H, n, at, {v, beta}, columns, rows) {
  const m = v.length;
  for (let j = columns[0]; j < columns[1]; j++) {
    let sum = 0;
    for (let k = 0; k < m; k++) sum += v[k] * H[(at + k) * n + j];
    sum *= beta;
    for (let k = 0; k < m; k++) H[(at + k) * n + j] -= sum * v[k];
  }
  for (let i = rows[0]; i < rows[1]; i++) {
    let sum = 0;
    for (let k = 0; k < m; k++) sum += v[k] * H[i * n + at + k];
    sum *= beta;
    for (let k = 0; k < m; k++) H[i * n + at + k] -= sum * v[k];
  }
}

function hessenberg(H, n) {
  for (let j = 0; j < n - 2; j++) {
    const below = Array.from({length: n - j - 1},
                             (_, k) => H[(j + 1 + k) * n + j]);
    if (below.slice(1).every((z) => z === 0)) continue;
    similar(H, n, j + 1, reflector(below), [j, n], [0, n]);
    for (let i = j + 2; i < n; i++) H[i * n + j] = 0;
  }
  return H;
}

/* Where the block that ends at `high` begins. */
function split(H, n, high) {
  let k = high;
  for (; k > 0; k--) {
    const size = Math.abs(H[k * n + k]) + Math.abs(H[(k - 1) * n + k - 1]);
    if (Math.abs(H[k * n + k - 1]) <= EPS * size) {
      H[k * n + k - 1] = 0;
      break;
    }
  }
  return k;
}

/* Both eigenvalues of the two rows from `at` on. */
function pair(H, n, at) {
  const p = at * n + at, a = H[p], b = H[p + 1], c = H[p + n], d = H[p + n + 1];
  const half = (a - d) / 2, square = half * half + b * c;
  if (square < 0) {
    const im = Math.sqrt(-square), re = (a + d) / 2;
    return [[re, im], [re, -im]];
  }
  const z = half + (half < 0 ? -1 : 1) * Math.sqrt(square);
  return [[d + z, 0], [z === 0 ? d : d - b * c / z, 0]];
}

/* Sum and product of the two shifts; others, now and then, against loops. */
function shifts(H, n, high, tries) {
  const q = high * n + high, p = q - n - 1;
  if (tries % 10 === 0) {
    const s = Math.abs(H[q - 1]) + Math.abs(H[p - 1]);
    return [2 * H[q] + 1.5 * s, (H[q] + 0.75 * s) ** 2 + 0.4375 * s * s];
  }
  return [H[p] + H[q], H[p] * H[q] - H[p + 1] * H[q - 1]];
}

/* One double step: a bulge of three rows is chased down the diagonal. */
function sweep(H, n, low, high, sum, product) {
  const at = (i, j) => H[i * n + j];
  let x = [at(low, low) * (at(low, low) - sum) + product
             + at(low, low + 1) * at(low + 1, low),
           at(low + 1, low) * (at(low, low) + at(low + 1, low + 1) - sum),
           at(low + 1, low) * at(low + 2, low + 1)];
  for (let k = low; k < high; k++) {
    const P = reflector(x), first = Math.max(low, k - 1);
    if (P) similar(H, n, k, P, [first, high + 1],
                   [low, Math.min(high, k + 3) + 1]);
    if (k > low)
      for (let i = k + 1; i < k + x.length; i++) H[i * n + k - 1] = 0;
    x = [at(k + 1, k)];
    for (let i = k + 2; i <= Math.min(high, k + 3); i++) x.push(at(i, k));
  }
}
