"""Lines to paragraphs: blocks between blank lines, one line a paragraph, or hard-wrapped text.

A text is taken as hard-wrapped when its lines are about as long as each other and end in the middle of
sentences; a line then goes on in the next one where the next one's first word had no room left on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

WIDEST = 110
"""Characters of the longest line of hard-wrapped text."""

STOPPED = re.compile(r"[.!?:;…—][\"'”’»)\]*_]*$")
BULLET = re.compile(r"[-*•–·▪●◦]\s|\(?\d{1,2}[.)]\s")
INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff\u00ad"
ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: characters ``start`` to ``end`` (trimmed), its indent, blank line before."""

    start: int
    end: int
    indent: int
    after_blank: bool

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(slots=True)
class Unit:
    """A paragraph to be: characters ``start`` to ``end``; ``labels`` are ad labels inside it."""

    start: int
    end: int
    after_blank: bool
    labels: list[Line] = field(default_factory=list)


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that hold anything, trimmed of white space and invisible characters."""
    lines: list[Line] = []
    start, blank = 0, True
    edges = [*((m.start(), m.end()) for m in ENDS.finditer(text)), (len(text), len(text))]
    for stop, following in edges:
        raw = text[start:stop]
        left = raw.lstrip().lstrip(INVISIBLE).lstrip()
        solid = left.rstrip().rstrip(INVISIBLE).rstrip()
        if solid:
            first = start + len(raw) - len(left)
            lines.append(Line(first, first + len(solid), first - start, blank))
        blank = not solid
        start = following
    return lines


def join_lines(text: str, lines: Sequence[Line], is_label: Callable[[str], bool]) -> tuple[list[Unit], list[Line]]:
    """Return the paragraphs of ``lines`` and the ad labels between them (``is_label`` tells them)."""
    labels = {line for line in lines if is_label(text[line.start : line.end])}
    width = _wrap_width(text, [line for line in lines if line not in labels])
    units: list[Unit] = []
    outside: list[Line] = []
    pending: list[Line] = []
    last: Line | None = None
    blank = False
    for line in lines:
        blank = blank or line.after_blank
        if line in labels:
            pending.append(line)
            continue
        if last is not None and _goes_on(text, last, line, blank, bool(pending), width):
            units[-1].end = line.end
            units[-1].labels += pending
        else:
            outside += pending
            units.append(Unit(line.start, line.end, blank))
        last, pending, blank = line, [], False
    return units, outside + pending


def _is_stopped(text: str, line: Line) -> bool:
    return STOPPED.search(text, max(line.start, line.end - 6), line.end) is not None


def _first_word(text: str, line: Line) -> int:
    """Return the length of the first word of ``line``."""
    at = line.start
    while at < line.end and not text[at].isspace():
        at += 1
    return at - line.start


def _wrap_width(text: str, lines: Sequence[Line]) -> int | None:
    """Return the width that ``text`` is hard-wrapped to, or None when its lines are paragraphs."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    narrow = [a for a, _ in pairs if len(a) <= WIDEST]
    if not pairs or len(narrow) < 0.8 * len(pairs):
        return None
    width = max(len(line) for pair in pairs for line in pair if len(line) <= WIDEST)
    full = [(a, b) for a, b in pairs if len(a) + 1 + _first_word(text, b) > width or len(a) > 0.8 * width]
    running = [b for a, b in full if not _is_stopped(text, a)]
    lower = [b for b in running if text[b.start].islower()]
    if width < 30 or len(full) < 0.4 * len(pairs) or len(running) < 0.4 * len(full):
        return None
    if len(lower) < max(2, 0.3 * len(running)):
        return None
    return width


def _goes_on(text: str, last: Line, line: Line, blank: bool, label: bool, width: int | None) -> bool:
    """Return whether the paragraph of ``last`` goes on in ``line``."""
    stopped = _is_stopped(text, last)
    lower = text[line.start].islower()
    if blank:
        return label and lower and not stopped
    if lower and not stopped:
        return True
    if width is None or BULLET.match(text, line.start) or (line.indent > last.indent + 1 and stopped):
        return False
    full = len(last) + 1 + _first_word(text, line) > width
    return full or (not stopped and len(last) > 0.75 * width)
