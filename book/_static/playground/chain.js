/* The singular values of dh_T/dh_k = J_T ... J_{k+1}, J_k = D_k W, for k from T
   down to 0.

   A product that is multiplied out keeps its large singular values and drowns
   the small ones in their rounding errors. Here the transpose is kept as Q R,
   with Q orthogonal and R triangular, whose rows are the more graded the
   longer the chain. A step is a QR of J^T Q and a product of two triangles.
   The values are those of a chain whose Jacobians have been changed by a few
   roundings each: relative errors of EPS times the sum of their condition
   numbers, for the smallest value as for the largest. */

import {identity, product, qr, singularValues} from "./matrices.js";

/* Yields [k, values] for k = T, T - stride, ... and 0. between: so many steps
   are multiplied out before the next QR; more is faster, and rougher. */
export function* chain({n, T, W, D}, {stride = 1, between = 1, close} = {}) {
  const size = n * n;
  let Qt = identity(n), R = identity(n), rank = n;
  const Y = new Float64Array(size), next = new Float64Array(size);
  const factor = new Float64Array(size);
  yield [T, new Float64Array(n).fill(1)];
  for (let k = T, open = 0; k > 0; k--) {
    const slopes = D.subarray((k - 1) * n, k * n);
    scaled(Qt, slopes, n);
    product(Qt, W, Y, n);                       // (J^T Q)^T
    rank = Math.min(rank, slopes.filter((z) => z !== 0).length);
    const due = (T - k + 1) % stride === 0 || k === 1;
    if (++open < between && !due) {
      Qt.set(Y);
      continue;
    }
    qr(Y, Qt, factor, n);
    triangles(factor, R, next, n);
    [R, open] = [next.slice(), 0];
    if (due) yield [k - 1, values(R, n, rank, close)];
  }
}

/* Each column j of A times d_j. */
function scaled(A, d, n) {
  for (let i = 0, p = 0; i < n; i++)
    for (let j = 0; j < n; j++) A[p++] *= d[j];
}

/* C = A B for upper triangles. */
function triangles(A, B, C, n) {
  C.fill(0);
  for (let i = 0; i < n; i++)
    for (let k = i; k < n; k++) {
      const a = A[i * n + k];
      for (let j = k; j < n; j++) C[i * n + j] += a * B[k * n + j];
    }
}

/* Of a chain through `rank` units that are on, the others are exactly 0. */
function values(R, n, rank, close) {
  return singularValues(R.slice(), n, close).fill(0, rank);
}
