"""The notes under a brief: reports numbered as they are first cited, their words lettered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pourparler.records import Report
from pourparler.views.wording import place_of, title_of

if TYPE_CHECKING:
    from pourparler.views.brief.page import Section


@dataclass(frozen=True, slots=True)
class Note:
    """Words of a report that a line rests on; ``item`` is the row that came from them."""

    mark: str
    words: str
    item: str


@dataclass(frozen=True, slots=True)
class Source:
    """A report that is cited, with the notes that quote it."""

    number: int
    report: Report
    notes: tuple[Note, ...]

    @property
    def title(self) -> str:
        """Return the name of the report."""
        return title_of(self.report)

    @property
    def place(self) -> str:
        """Return publisher and day of the report."""
        return place_of(self.report)


class Notes:
    """Gathers what the lines rest on and then hands out marks: ``3`` or, with several words, ``3b``."""

    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._words: dict[str, dict[str, str]] = {}
        self._lines: dict[str, list[tuple[str, str]]] = {}

    def add(self, line: str, evidence: Iterable[tuple[Report, str, str]]) -> None:
        """Remember the evidence (report, words, id of the row) of a line."""
        for report, words, item in evidence:
            self._reports.setdefault(report.id, report)
            self._words.setdefault(report.id, {}).setdefault(words, item)
            self._lines.setdefault(line, []).append((report.id, words))

    def marked(self, section: Section) -> Section:
        """Return a section whose lines bear their marks."""
        lines = []
        for line in section.lines:
            marks = dict.fromkeys(self._mark(report, words) for report, words in self._lines.get(line.id, ()))
            lines.append(replace(line, marks=tuple(marks)))
        return replace(section, lines=tuple(lines))

    def sources(self) -> tuple[Source, ...]:
        """Return the reports in the order of their numbers."""
        found = []
        for number, (key, report) in enumerate(self._reports.items(), 1):
            notes = tuple(Note(self._mark(key, words), words, item) for words, item in self._words[key].items())
            found.append(Source(number, report, notes))
        return tuple(found)

    def _mark(self, report: str, words: str) -> str:
        number = list(self._reports).index(report) + 1
        own = list(self._words[report])
        return f"{number}{letters(own.index(words))}" if len(own) > 1 else str(number)


def letters(index: int) -> str:
    """Return ``a`` for 0, ``z`` for 25, ``aa`` for 26."""
    return (letters(index // 26 - 1) if index >= 26 else "") + chr(ord("a") + index % 26)
