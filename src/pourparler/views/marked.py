"""A passage with labelled marks drawn under its words, as compilers show an error.

::

    Sudia's President Omar Tal refused the offer and said he would visit Norland
                      ━━━━━━━━ ━━━━━━━
                      actor    anchor: refuse CONSULT
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pourparler.project import Mark
from pourparler.records import Span
from pourparler.views.wording import clean

if TYPE_CHECKING:
    from rich.text import Text

STYLES = {
    "anchor": "bold yellow", "cue": "bold yellow", "actor": "green", "speaker": "green", "recipient": "cyan",
    "addressee": "cyan", "third": "blue", "condition": "magenta", "content": "blue", "place": "blue",
    "venue": "blue", "channel": "blue",
}  # fmt: skip


def draw(passage: Span, marks: Sequence[Mark], width: int) -> Iterator[Text]:
    """Yield the lines of the passage, each with its marks and their labels under it."""
    text = clean(passage.text.replace("\t", " "), keep_length=True)
    inside = [m for m in marks if m.span.start >= passage.start and m.span.end <= passage.start + len(text)]
    told: set[Mark] = set()
    for start, end in wrap(text, width):
        yield from _line(text, passage.start, start, end, inside, told)


def wrap(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the character ranges of lines at most ``width`` cells wide, broken at blanks and line ends."""
    from rich.cells import cell_len

    start = 0
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        end = stop
        if cell_len(text[start:end]) > width:
            end = start + _fitting(text[start:stop], width)
            blank = text.rfind(" ", start + 1, end + 1)
            end = blank if blank > start else end
        if text[start:end].strip():
            yield start, end
        start = end + 1 if end < len(text) and text[end].isspace() else max(end, start + 1)


def _fitting(text: str, width: int) -> int:
    """Return how many characters of ``text`` fit in ``width`` cells, at least one."""
    from rich.cells import cell_len

    cells = 0
    for index, character in enumerate(text):
        cells += cell_len(character)
        if cells > width:
            return max(1, index)
    return len(text)


def _line(text: str, offset: int, start: int, end: int, marks: Sequence[Mark], told: set[Mark]) -> Iterator[Text]:
    from rich.cells import cell_len
    from rich.text import Text

    yield Text(text[start:end])
    pieces = []
    for mark in marks:
        first, last = max(mark.span.start - offset, start), min(mark.span.end - offset, end)
        if first < last:
            pieces.append((cell_len(text[start:first]), cell_len(text[start:last]), mark))
    for lane in lanes(pieces):
        rule = Text()
        for first, last, mark in lane:
            rule.append(" " * (first - len(rule))).append("━" * (last - first), STYLES.get(mark.label, ""))
        yield rule
        yield from _labels([(first, mark) for first, _, mark in lane if mark not in told])
        told.update(mark for _, _, mark in lane)


def lanes(pieces: Sequence[tuple[int, int, Mark]]) -> list[list[tuple[int, int, Mark]]]:
    """Return the pieces on as few lanes as keep them apart, the longest first lane-wise at the bottom."""
    found: list[list[tuple[int, int, Mark]]] = []
    for piece in sorted(pieces, key=lambda p: (p[1] - p[0], p[0], p[2].label)):
        free = next((lane for lane in found if all(piece[1] < a or piece[0] > b for a, b, _ in lane)), None)
        if free is None:
            free = []
            found.append(free)
        free.append(piece)
    return [sorted(lane, key=lambda p: p[0]) for lane in found]


def _labels(starts: Sequence[tuple[int, Mark]]) -> Iterator[Text]:
    """Yield rows of labels, each under the start of its mark; one that would touch another goes lower."""
    from rich.text import Text

    waiting = list(starts)
    while waiting:
        row, later = Text(), []
        for first, mark in waiting:
            if len(row) and len(row) + 1 > first:
                later.append((first, mark))
                continue
            label = mark.label + (f": {clean(mark.note)}" if mark.note else "")
            row.append(" " * (first - len(row))).append(label, STYLES.get(mark.label, ""))
        yield row
        waiting = later
