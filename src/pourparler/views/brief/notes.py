"""The notes under a brief: reports numbered as they are first cited, their words lettered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pourparler.records import Report
from pourparler.views.brief.lines import Cited, Draft, Section
from pourparler.views.wording import place_of, title_of


@dataclass(frozen=True, slots=True)
class Note:
    """Words of a report that a line rests on; ``item`` is the row that came from them.

    ``words`` are empty where the report as a whole is meant; ``item`` is its id then.
    """

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
        self._reports: dict[str, tuple[int, Report]] = {}
        self._words: dict[str, dict[str, tuple[int, str]]] = {}
        self._lines: dict[tuple[str, int | None], list[Cited]] = {}

    def add(self, draft: Draft) -> None:
        """Remember what a line and its steps rest on."""
        line = draft.line
        self._cite((line.id, None), draft.cited)
        for index, cited in enumerate(draft.steps):
            self._cite((line.id, index), cited)

    def _cite(self, key: tuple[str, int | None], cited: tuple[Cited, ...]) -> None:
        for report, words, item in cited:
            self._reports.setdefault(report.id, (len(self._reports) + 1, report))
            held = self._words.setdefault(report.id, {})
            held.setdefault(words, (len(held), item))
        self._lines.setdefault(key, []).extend(cited)

    def marked(self, section: Section) -> Section:
        """Return a section whose lines and steps bear their marks."""
        lines = []
        for line in section.lines:
            steps = tuple(replace(step, marks=self._marks((line.id, i))) for i, step in enumerate(line.steps))
            lines.append(replace(line, steps=steps, marks=self._marks((line.id, None))))
        return replace(section, lines=tuple(lines))

    def sources(self) -> tuple[Source, ...]:
        """Return the reports in the order of their numbers."""
        found = []
        for key, (number, report) in self._reports.items():
            notes = tuple(Note(self._mark(key, words), words, item) for words, (_, item) in self._words[key].items())
            found.append(Source(number, report, notes))
        return tuple(found)

    def _marks(self, key: tuple[str, int | None]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._mark(report.id, words) for report, words, _ in self._lines.get(key, ())))

    def _mark(self, report: str, words: str) -> str:
        number, held = self._reports[report][0], self._words[report]
        return f"{number}{letters(held[words][0])}" if len(held) > 1 else str(number)


def letters(index: int) -> str:
    """Return ``a`` for 0, ``z`` for 25, ``aa`` for 26."""
    return (letters(index // 26 - 1) if index >= 26 else "") + chr(ord("a") + index % 26)
