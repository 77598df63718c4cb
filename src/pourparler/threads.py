"""How many threads matrix products may use: one. Reports are spread over processes instead."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """Return a context in which matrix products use one thread: faster on small ones, and reproducible."""
    return _pools().limit(limits=1, user_api="blas")
