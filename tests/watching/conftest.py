import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from server import Server, serving

from tests.store.conftest import database, fresh, record

__all__ = ["database", "fresh", "record", "server"]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as served:
        yield served
