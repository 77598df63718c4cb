"""Marks drawn under a passage: each under its own words, whatever overlaps or wraps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pourparler.project import Mark
from pourparler.records import Span
from pourparler.views.marked import draw, wrap

TEXT = "Berg offered Tal talks in Oslo if the blockade ends."


def mark(label, words, note=""):
    start = TEXT.index(words)
    return Mark(label, Span(start, start + len(words), words), note)


def test_each_mark_lies_under_its_words():
    marks = (mark("actor", "Berg"), mark("anchor", "offered", "offer"), mark("recipient", "Tal"))
    lines = [line.plain for line in draw(Span(0, len(TEXT), TEXT), marks, 80)]
    assert lines == [TEXT, "━━━━ ━━━━━━━ ━━━", "actor", "     anchor: offer", "             recipient"] or lines == [
        TEXT, "━━━━ ━━━━━━━ ━━━", "actor        recipient", "     anchor: offer",
    ]  # fmt: skip


def test_marks_that_overlap_get_lanes_of_their_own():
    marks = (mark("content", TEXT), mark("condition", "if the blockade ends"))
    lines = [line.plain for line in draw(Span(0, len(TEXT), TEXT), marks, 80)]
    assert lines[1].strip() == "━" * len("if the blockade ends")
    assert lines[3] == "━" * len(TEXT)


def test_a_label_stands_once_though_the_words_wrap():
    lines = [line.plain for line in draw(Span(0, len(TEXT), TEXT), (mark("content", TEXT),), 20)]
    assert sum("content" in line for line in lines) == 1
    assert sum("━" in line for line in lines) == 3


@given(st.text(max_size=200), st.integers(5, 60))
def test_wrapping_loses_nothing_but_blanks(text, width):
    pieces = [text[a:b] for a, b in wrap(text, width)]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(cell_len(piece) <= width for piece in pieces)
