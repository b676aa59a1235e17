"""The lines that save and load parameters, as Params documents them."""
import numpy as np
import pytest
import rnnlib
from rnnlib import gru, lstm

pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.parametrize("module", [rnnlib, lstm, gru])
@pytest.mark.parametrize("dtype", ["f4", "f8", "c16"])
def test_what_was_saved_is_loaded(module, dtype, tmp_path):
    params = module.init(3, 4, 2)
    params = type(params)(*[z.astype(dtype) for z in params])
    np.savez(tmp_path / "params.npz", **params._asdict())
    loaded = type(params)(**np.load(tmp_path / "params.npz"))
    for one, two in zip(params, loaded, strict=True):
        assert one.dtype == two.dtype
        assert one.tobytes() == two.tobytes()
