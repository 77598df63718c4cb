"""No place rather than a wrong one: what stands for a party is not where it happened."""

from __future__ import annotations

import pytest

from pourparler.pipeline import Tools, read_document
from pourparler.readers import document_from_text
from pourparler.settings import Settings


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load(Settings(record=":memory:"))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Norway hosted talks between Chile and Peru.", [None]),
        ("Tehran suggested a ceasefire to Baghdad.", [None]),
        ("The two ministers met in Oslo.", ["Oslo"]),
        ("The envoy flew to Cairo.", ["Cairo"]),
        ("Russian missiles struck Odesa.", ["Odesa"]),
    ],
)
def test_places(tools, text, places):
    events = read_document(document_from_text(text), tools).events
    assert [e.place.name if e.place else None for e in events] == places
