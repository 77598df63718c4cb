"""A statement in the making: token ranges only, and the rule that made it."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.records import Analysis, Range

DOUBLE = {'"', "“", "”", "''", "``", "«", "»", "„"}
STOPS = {".", "!", "?"}


@dataclass(frozen=True, slots=True)
class Frame:
    """Token ranges of one statement. ``anchor`` is the head word of the cue, -1 for a quotation that goes on
    without one. ``speaker`` is the range of the noun phrase that says who speaks, here or in an
    earlier sentence; ``source`` only the one that stands here. ``leader`` indexes the frame whose
    circumstances (hearers, occasion, date) this one shares, ``parent`` the one that reports it.
    """

    anchor: int
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    confidence: float
    rule: str
    speaker: Range | None = None
    leader: int | None = None
    parent: int | None = None

    @property
    def start(self) -> int:
        """First token of the content."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """One past the last token of the content."""
        return self.content[-1][1]


def hull(ranges: tuple[Range, ...]) -> Range | None:
    """Return the range from the first to the last token, None for none."""
    return (min(a for a, _ in ranges), max(b for _, b in ranges)) if ranges else None


def opens(analysis: Analysis, token: int) -> bool:
    """Return whether a quotation opens at ``token``."""
    index = analysis.quote_of[token]
    if index >= 0 and any(
        analysis.starts[token] <= a < analysis.ends[token] for a, _ in analysis.quotations[index].pieces
    ):
        return True
    return analysis.words[token] in DOUBLE and analysis.words[token] != "”"


def split(analysis: Analysis, frame: Frame) -> list[tuple[Range, ...]]:
    """Return the content in groups, one statement each.

    A quotation that the cue interrupts within its sentence is one statement with two spans. A quotation
    that opens after the sentence of the cue is over, or in a new paragraph, is a statement of its own.
    """
    groups: list[list[Range]] = []
    for start, end in (piece for r in frame.content for piece in _lines(analysis, r)):
        fresh = bool(groups) and opens(analysis, start) and _is_over(analysis, groups[-1][-1][1], start)
        if groups and not fresh:
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
    joined = [tuple(_joined(g)) for g in groups]
    return [g for g in joined if has_words(analysis, g)] or joined[:1]


def has_words(analysis: Analysis, ranges: tuple[Range, ...]) -> bool:
    """Return whether ``ranges`` hold more than marks."""
    return any(analysis.words[t][0].isalnum() for a, b in ranges for t in range(a, b))


def _lines(analysis: Analysis, one: Range) -> list[Range]:
    """Cut a range where a new line opens a quotation again."""
    cuts = [one[0]]
    for token in range(one[0] + 1, one[1]):
        if opens(analysis, token) and "\n" in analysis.text[analysis.ends[token - 1] : analysis.starts[token]]:
            cuts.append(token)
    return list(zip(cuts, [*cuts[1:], one[1]], strict=True))


def _is_over(analysis: Analysis, last: int, start: int) -> bool:
    gap = analysis.text[analysis.ends[last - 1] : analysis.starts[start]]
    between = analysis.words[last:start]
    return "\n" in gap or any(w in STOPS for w in between)


def _joined(ranges: list[Range]) -> list[Range]:
    found: list[Range] = []
    for a, b in ranges:
        if found and found[-1][1] == a:
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found
