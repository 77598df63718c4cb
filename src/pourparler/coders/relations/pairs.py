"""A sentence with two actors marked in it: whose relation is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pourparler.records import Range

MARK = re.compile(r"<(/?)([st])>")


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and the character ranges of its source and of its target, each named once, often or never."""

    text: str
    source: tuple[Range, ...] = ()
    target: tuple[Range, ...] = ()


def from_marks(marked: str) -> Pair:
    """Read ``<s>France</s> met <t>Chad</t>``.

    Marks may be missing, stand twice or cross: an opening mark without its closing one runs to the next
    mark, a closing one without an opening one counts for nothing.
    """
    text: list[str] = []
    found: dict[str, list[Range]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    length = at = 0
    for mark in MARK.finditer(marked):
        piece = marked[at : mark.start()]
        text.append(piece)
        length, at = length + len(piece), mark.end()
        closing, side = bool(mark[1]), mark[2]
        if side in opened and (first := opened.pop(side)) < length:
            found[side].append((first, length))
        if not closing:
            opened[side] = length
    text.append(marked[at:])
    whole = "".join(text)
    for side, first in opened.items():
        if first < len(whole):
            found[side].append((first, len(whole)))
    return Pair(whole, tuple(found["s"]), tuple(found["t"]))


def from_words(text: str, source: str, target: str) -> Pair:
    """Find the two actors by their words where the marks are of no use: the first place each stands at."""

    def places(words: str) -> tuple[Range, ...]:
        at = text.find(words) if words else -1
        return ((at, at + len(words)),) if at >= 0 else ()

    return Pair(text, places(source), places(target))
