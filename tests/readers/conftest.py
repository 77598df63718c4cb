"""Text of our own that readers are tried on."""

import pytest

BODY = (
    "The foreign minister of the island said on Tuesday that the talks would go on. "
    "It was the third time this year that both sides had met, and nobody had left the room in anger. "
)


@pytest.fixture
def body():
    return BODY


@pytest.fixture
def write(tmp_path):
    """Write a file of text or bytes and return its path."""

    def put(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return put
