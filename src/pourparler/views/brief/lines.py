"""The parts of a brief's page: sections of lines with facts, steps and marks; and drafts of lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from pourparler.records import Report, one_line
from pourparler.views.sentences import Piece, joined
from pourparler.views.wording import clean

QUOTE = 160
Cited = tuple[Report, str, str]
"""What a mark leads to: report, words (none: the report as a whole), id of the row."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A short extra of a line; ``name`` is ``condition``, ``outcome``, ``due``, ``mentioned``, ``date``,
    ``setting``, ``state`` (of a stop) or ``carried`` (by how many independent sources)."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an overture: the day it happened, the move, the outcome after it, by whom, in words."""

    day: str
    move: str
    outcome: str
    by: str
    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a sentence, the words it rests on, extras, the marks of its notes.

    ``tone`` is the force of the event (``said`` for a statement, ``trip`` for a journey); ``more`` counts
    evidence without a note. ``steps`` are the changes of an overture, the first is its making.
    """

    id: str
    day: str | None
    tone: str
    sentence: tuple[Piece, ...]
    words: str = ""
    facts: tuple[Fact, ...] = ()
    steps: tuple[Step, ...] = ()
    marks: tuple[str, ...] = ()
    more: int = 0

    @property
    def text(self) -> str:
        """Return the sentence as text."""
        return joined(self.sentence)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; ``left_out`` counts those beyond the limit, ``see`` is the command that lists all."""

    key: str
    title: str
    lines: tuple[Line, ...]
    left_out: int = 0
    see: str = ""

    @property
    def total(self) -> int:
        """Return how many lines there are, shown or not."""
        return len(self.lines) + self.left_out


@dataclass(frozen=True, slots=True)
class Draft:
    """A line without marks and what it rests on, its steps each on their own."""

    line: Line
    cited: tuple[Cited, ...]
    steps: tuple[tuple[Cited, ...], ...] = field(default=())


def words_in(text: str) -> str:
    """Return words of a report on one line, without control characters."""
    return clean(one_line(text))
