"""Quotation marks of a paragraph, told apart from apostrophes, inch marks and stray glyphs.

A mark is classed by what stands on its two sides and only then by its glyph, because the web mixes
glyphs freely (opened ``"``, closed ``”``; Swedish ``”so”``; German ``„so“``). The class is what the mark
*may* do; which marks pair up is decided in ``quotations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Role = Literal["open", "close", "either", "weak-open", "weak-close"]

SINGLES = "'‘’‚‛`´‹›"
DOUBLES = '"“”„‟«»＂'
GLYPHS = frozenset(SINGLES + DOUBLES)
LEFT_EDGE = frozenset("([{<—–-/|*_")
RIGHT_EDGE = frozenset(".,;:!?)]}>—–-/|*_…")
STOPS = frozenset(".,!?…;:")

INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")

# A run of straight marks ('""', from spreadsheets) is one mark; '' and ``, ‘‘ and ’’ stand for ".
# A tag that slipped through is taken whole, so that the marks of its attributes do not count.
MARKS = re.compile(
    r"<[A-Za-z/!][^<>\n]{0,400}>"
    r"|[\"＂]+|``|''+|‘‘|’’|['‘’]n['’](?=\s)|[“”„‟«»]|(?<!\w)['‘’‚‛`´‹›]|['‘’‚‛`´‹›](?!\w)"
)
LATEX = re.compile(r"``|(?<!\S)''(?=\w)|‘‘(?=\w)")
ELISION = re.compile(
    r"\d0s\b|\d\ds?\b(?![.,]?\d)|(?:em|n|til|till|tis|twas|twere|bout|cause|cos|cuz|nuff|fraid|neath|round"
    r"|ere|twixt|kay|hood|burbs|ll|re|ve|s|d|m|t)\b(?!['’])",
    re.IGNORECASE,
)
FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}(?:\.\d+)?$")
SHORT_NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,2}(?:\.\d+)?|\d+[-/]\d+)$")
# What follows "workers'" is a noun; before one of these the mark is no apostrophe.
NO_NOUN = re.compile(
    r"[ \u00a0]+(?:\(|[–—-]+ |(?:to|that|in|of|for|as|with|by|on|at|is|was|were|are|has|had|have|will|would"
    r"|from|when|while|who|which|because|but|if|after|before|until|said|says|he|she|they|it|we|I)\b)"
)
DROPPED_G = re.compile(r"\w\win$")


@dataclass(slots=True)
class Mark:
    """A mark at characters ``start`` to ``end``: ``double`` or single, and what it may do.

    ``lead`` tells that it stands first in its paragraph; ``inch`` that it may as well be an inch mark.
    """

    start: int
    end: int
    double: bool
    role: Role
    lead: bool = False
    inch: bool = False


def is_latex(text: str) -> bool:
    """Return whether doubled single marks stand for double ones in ``text`` (``so'', ''so'', ‘‘so’’)."""
    return LATEX.search(text) is not None


def find_marks(text: str, start: int, end: int, latex: bool) -> Iterator[Mark]:
    """Yield the quotation marks of the paragraph ``text[start:end]``, apostrophes left out."""
    for match in MARKS.finditer(text, start, end):
        first, last = match.span()
        glyph = text[first]
        if glyph == "<" or match[0][1:2] == "n":
            continue
        if last - first > 1 and glyph in "'`‘’":
            yield from _doubled(text, first, last, start, end, latex)
        elif glyph in DOUBLES:
            yield from _double(text, first, last, start, end)
        else:
            yield from _single(text, first, last, start, end)


def _doubled(text: str, first: int, last: int, start: int, end: int, latex: bool) -> Iterator[Mark]:
    """Yield the marks of a run such as ``''``: one double mark and what singles are left over."""
    if not latex and text[first] != "’":
        for one in range(first, last):
            yield from _single(text, one, one + 1, start, end)
        return
    left, _ = _edges(text, first, last, start, end)
    cut = min(first + 2, last) if left else max(last - 2, first)
    parts = ((first, cut, True), (cut, last, False)) if left else ((first, cut, False), (cut, last, True))
    for one, other, double in parts:
        if one < other:
            yield from (_double if double else _single)(text, one, other, start, end)


def _edges(text: str, first: int, last: int, start: int, end: int) -> tuple[bool, bool]:
    """Return whether a word may begin after the mark and end before it (other marks are looked through)."""
    left, floor = first - 1, max(start, first - 4)
    while left >= floor and text[left] in GLYPHS:
        left -= 1
    right, roof = last, min(end, last + 4)
    while right < roof and text[right] in GLYPHS:
        right += 1
    left_space = left < start or text[left].isspace() or text[left] in INVISIBLE
    at_left = left_space or text[left] in LEFT_EDGE
    at_right = right >= end or text[right].isspace() or text[right] in RIGHT_EDGE or text[right] in INVISIBLE
    if left_space and at_right and right < end:
        at_right = not (text[right] == "…" or text.startswith("..", right))
    return at_left, at_right


def _is_lead(text: str, first: int, start: int) -> bool:
    """Return whether nothing but marks and invisible characters stands before ``first``."""
    return first - start < 4 and all(c in GLYPHS or c in INVISIBLE for c in text[start:first])


def _double(text: str, first: int, last: int, start: int, end: int) -> Iterator[Mark]:
    left, right = _edges(text, first, last, start, end)
    glyph, lead = text[first], _is_lead(text, first, start)
    if left and right and last - first > 1:
        return
    role: Role = "either"
    if glyph == "„" or (lead and left):
        role = "open"
    elif left != right:
        role = "open" if left else "close"
    elif glyph in "«»" or (glyph in "“”" and left and last < end):
        role = "open" if glyph in "«“" else "close"
    before = text[max(start, first - 8) : first]
    if FEET_AND_INCHES.search(before) and glyph in '"”＂':
        return
    inch = glyph in '"”＂' and last - first == 1 and SHORT_NUMBER.search(before) is not None
    yield Mark(first, last, True, role, lead=lead, inch=inch)


def _single(text: str, first: int, last: int, start: int, end: int) -> Iterator[Mark]:
    left, right = _edges(text, first, last, start, end)
    glyph, lead = text[first], _is_lead(text, first, start)
    before = text[first - 1] if first > start else " "
    after = text[last] if last < end else " "
    if left == right:
        if not left and before in ":,=" and after.isupper() and glyph in "'‘":
            yield Mark(first, last, False, "open", lead=lead)
        return
    if left:
        if glyph in "´›" or (glyph != "‹" and ELISION.match(text, last, end)):
            return
        yield Mark(first, last, False, "weak-open" if glyph == "’" else "open", lead=lead)
    elif glyph != "‚":
        doubtful = before in "sSzZxX" or before.isdigit() or DROPPED_G.search(text, max(start, first - 4), first)
        weak = doubtful and not NO_NOUN.match(text, last, end)
        yield Mark(first, last, False, "weak-close" if weak and glyph != "›" else "close", lead=lead)
