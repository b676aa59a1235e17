"""One small problem for all programs, in double precision."""
import numpy as np

T, B, n_x, n_h, n_y = 6, 2, 3, 4, 5
rng = np.random.default_rng(0)
U, W, V = [rng.normal(size=size) / 2
           for size in ((n_h, n_x), (n_h, n_h), (n_y, n_h))]
b_h, b_y = rng.normal(size=n_h) / 2, rng.normal(size=n_y) / 2
x, h_0 = rng.normal(size=(T, B, n_x)), rng.normal(size=(B, n_h)) / 2
y = rng.integers(n_y, size=(T, B))
# The four gates of an LSTM below one another, as PyTorch has them: i, f, g, o.
U_4, W_4 = [rng.normal(size=(4 * n_h, n)) / 2 for n in (n_x, n_h)]
b_4 = rng.normal(size=4 * n_h) / 2
ARRAYS = dict(U=U, W=W, V=V, b_h=b_h, b_y=b_y, x=x, y=y, h_0=h_0,
              U_4=U_4, W_4=W_4, b_4=b_4)
