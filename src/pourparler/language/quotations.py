"""Find quotations in text as the web writes it; never an abort, whatever the marks do.

Stages: class the marks (``quotation_marks``), pair the double ones and then the single ones
(``quotation_pairs``), nest the pairs, flag scare quotes, tell what had to be mended. Linear in the
length of the text but for one sort of the quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pourparler.language.quotation_marks import Mark, find_marks, is_latex
from pourparler.language.quotation_pairs import Draft, Pairing, pair_doubles, pair_singles
from pourparler.records.analysis import Quotation, Range
from pourparler.records.text import Diagnostic, Span

SCARE_WORDS = 5
"""Most words of a phrase in scare quotes."""

NOTICES = 5
"""Most diagnostics about single quotation marks of one report; one more counts the rest."""

CONTEXT = 40
"""Characters shown beside a mark that a diagnostic is about."""

UNCLOSED = "a quotation is opened and never closed; it is taken to end where its speaker or paragraph does"
CROWD = re.compile(r"[\"＂]{5,}")
UNOPENED = "a quotation is closed that was not opened; the mark is passed over"

CROWDED = "a row of quotation marks is passed over"

SAYING = re.compile(r"\b(?:sa(?:id|ys?|ying)|repl(?:ied|ies)|answer(?:ed|s)|ask(?:ed|s)|wr(?:ote|ites)|shout(?:ed|s))$")


def find_quotations(
    text: str, paragraphs: Sequence[Range], furniture: Iterable[Range] = ()
) -> tuple[tuple[Quotation, ...], tuple[Diagnostic, ...]]:
    """Return the quotations of ``text`` in reading order, and what had to be mended.

    ``paragraphs`` are the character ranges of reporting text, in order; ``furniture`` the ranges to be
    left out inside them. Outer quotations come before those inside them; ``parent`` indexes the result.
    """
    holes = sorted(furniture)
    latex = is_latex(text)
    marks = [list(_outside(find_marks(text, start, end, latex), holes)) for start, end in paragraphs]
    single = [[m for m in here if not m.double] for here in marks]
    doubles = pair_doubles(text, paragraphs, [[m for m in here if m.double] for here in marks])
    singles = pair_singles(text, paragraphs, single, doubles.drafts)
    drafts = sorted(doubles.drafts + singles.drafts, key=lambda d: (d.pieces[0][0], -d.pieces[-1][1]))
    found = [_quotation(text, draft, holes) for draft in drafts]
    return tuple(_nest(found)), tuple(_notices(text, doubles, singles))


def _outside(marks: Iterator[Mark], holes: Sequence[Range]) -> Iterator[Mark]:
    return (m for m in marks if not any(a <= m.start < b for a, b in holes)) if holes else marks


def _quotation(text: str, draft: Draft, holes: Sequence[Range]) -> Quotation:
    pieces = tuple(part for piece in draft.pieces for part in _cut(text, piece, holes))
    scare = draft.closed and len(pieces) == 1 and _is_scare(text, *pieces[0])
    return Quotation(pieces or tuple(draft.pieces), closed=draft.closed, scare=scare)


def _cut(text: str, piece: Range, holes: Sequence[Range]) -> Iterator[Range]:
    """Yield the parts of ``piece`` outside ``holes``, trimmed."""
    start, end = piece
    for first, last in (*((a, b) for a, b in holes if a < end and b > start), (end, end)):
        stop = min(first, end)
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            yield start, stop
        start = max(start, last)
        while start < end and text[start].isspace():
            start += 1


def _is_scare(text: str, start: int, end: int) -> bool:
    """Return whether marks at ``start`` and ``end`` hold a word or phrase rather than someone's sentence."""
    inner = text[start + 1 : end - 1].strip("'‘’“”\" ")
    words = inner.split(None, SCARE_WORDS)
    if not words or len(words) > SCARE_WORDS or inner[-1] in "!?…":
        return False
    before = text[max(0, start - 24, text.rfind("\n", 0, start) + 1) : start].rstrip()
    inside = before[-1:].isalnum() or before[-1:] in {"(", "’", "'", "%", "-", "–", "—"}
    if inner[0].islower():
        return inside or inner[-1] not in ".," or before[-1:] not in {",", ":"}
    return inside and not SAYING.search(before)


def _nest(found: Sequence[Quotation]) -> Iterator[Quotation]:
    """Yield the quotations (sorted by start, longest first) with parent and depth."""
    stack: list[tuple[int, Quotation]] = []
    for index, one in enumerate(found):
        while stack and stack[-1][1].end <= one.start:
            stack.pop()
        parent, around = next(((i, q) for i, q in reversed(stack) if q.end >= one.end), (None, None))
        one = one if around is None else replace(one, parent=parent, depth=around.depth + 1)
        stack.append((index, one))
        yield one


def _notices(text: str, *passes: Pairing) -> list[Diagnostic]:
    """Return warnings about unbalanced marks, in text order, at most ``NOTICES`` and one for the rest."""
    found = [(*_opening(d), UNCLOSED) for p in passes for d in p.drafts if not d.closed]
    found += [(max(0, m.end - CONTEXT), m.end, UNOPENED) for p in passes for m in p.strays]
    found += [(m.start(), min(m.end(), m.start() + CONTEXT), CROWDED) for m in CROWD.finditer(text)]
    found.sort()
    notices = [Diagnostic("warning", why, Span(a, b, text[a:b])) for a, b, why in found[:NOTICES]]
    if len(found) > NOTICES:
        notices.append(Diagnostic("warning", f"{len(found) - NOTICES} more unbalanced quotation marks"))
    return notices


def _opening(draft: Draft) -> Range:
    start, end = draft.pieces[0]
    return start, min(end, start + CONTEXT)
