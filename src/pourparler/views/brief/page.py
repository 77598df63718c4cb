"""What a brief says, before anybody prints it: sections of lines, people, numbered notes.

A line is a row of the situation in plain words; its notes name the reports and quote the words it rests
on. Everything is text that was cleaned of control characters; escaping is the printers' work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pourparler.ledger.situation import Evidence, Matter, Situation
from pourparler.records import Report, Statement, one_line
from pourparler.records.kept import ActorSummary, Kept
from pourparler.views.wording import (
    between,
    clean,
    place_of,
    plural,
    role_of,
    setting,
    short,
    title_of,
    what,
    who,
    words_of,
)

NOTES_A_LINE = 3
QUOTE = 220


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the report, its publisher and day, and the words a line rests on."""

    number: int
    report: Report
    words: str
    item: str

    @property
    def title(self) -> str:
        """Return the name of the report."""
        return title_of(self.report)

    @property
    def place(self) -> str:
        """Return publisher and day of the report."""
        return place_of(self.report)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: ``tone`` is the force (for colour), ``who`` and ``what`` the headline, ``words`` a quotation.

    ``facts`` are short extras in order, each with its name: ``condition``, ``due``, ``answer``, ``silence``,
    ``since``, ``setting``, ``carried`` (by how many publishers).
    """

    id: str
    day: str | None
    tone: str
    who: str
    what: str
    words: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[int, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; ``left_out`` counts those beyond the limit."""

    key: str
    title: str
    lines: tuple[Line, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """An actor of "who is who"."""

    id: str
    name: str
    role: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A brief: ``day`` is the day it stands on, ``since`` the day of the first report."""

    title: str
    day: str | None
    since: str | None
    summary: str
    sections: tuple[Section, ...]
    people: tuple[Person, ...]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _Notes:
    """Hands out numbers: the same words of the same report are one note."""

    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    found: list[Note] = field(default_factory=list)

    def number(self, report: Report, words: str, item: str) -> int:
        key = (report.id, words)
        if key not in self._numbers:
            self._numbers[key] = len(self.found) + 1
            self.found.append(Note(len(self.found) + 1, report, words, item))
        return self._numbers[key]


def compose(situation: Situation, limit: int | None = 8) -> Page:
    """Return the brief of a situation, at most ``limit`` lines a section (None: all)."""
    notes = _Notes()
    parts: tuple[tuple[str, str, Iterable[object], Callable[..., Line]], ...] = (
        ("open", "Open: no answer yet", situation.open, _open),
        ("answered", "Answered", situation.answered, _answered),
        ("refused", "Refused", situation.refused, _matter),
        ("expected", "Expected", situation.expected, _matter),
        ("done", "Done", situation.done, _matter),
        ("denied", "Denied", situation.denied, _matter),
        ("said", "Said", situation.said, _statement),
    )
    sections = tuple(_section(key, title, tuple(rows), line, limit, notes) for key, title, rows, line in parts)
    return Page(
        title="The situation" + (f" on {situation.day}" if situation.day else ""),
        day=situation.day,
        since=situation.since,
        summary=_summary(situation),
        sections=tuple(section for section in sections if section.lines),
        people=tuple(_person(actor) for actor in situation.actors if actor.roles),
        notes=tuple(notes.found),
    )


def _section(
    key: str, title: str, rows: Sequence[object], line: Callable[..., Line], limit: int | None, notes: _Notes
) -> Section:
    shown = rows if limit is None else rows[:limit]
    return Section(key, title, tuple(line(row, notes) for row in shown), len(rows) - len(shown))


def _summary(situation: Situation) -> str:
    parts = [plural(len(situation.reports), "report")]
    publishers = {r.publisher for r in situation.reports if r.publisher}
    if publishers:
        parts.append(f"of {plural(len(publishers), 'publisher')}")
    if situation.since:
        parts.append(f"since {situation.since}")
    return " ".join(parts)


# -- lines ------------------------------------------------------------------------------------------
def _matter(matter: Matter, notes: _Notes, *facts: tuple[str, str]) -> Line:
    event = matter.event
    own = [
        *facts,
        *(("condition", clean(one_line(span.text))) for span in matter.conditions),
        *((("due", event.due),) if event.due else ()),
        *((("carried", f"{plural(matter.publishers, 'publisher')}"),) if matter.publishers > 1 else ()),
    ]
    numbers = [notes.number(e.report, clean(one_line(e.words.text)), e.id) for e in matter.evidence[:NOTES_A_LINE]]
    return Line(
        id=event.id,
        day=event.date or matter.last,
        tone=event.force,
        who=between(event),
        what=what(event),
        words=short(clean(one_line(_first(matter.evidence, event.evidence.text))), QUOTE),
        facts=tuple(own),
        notes=tuple(numbers),
        more=max(0, len(matter.evidence) - NOTES_A_LINE),
    )


def _first(evidence: Sequence[Evidence], otherwise: str) -> str:
    return evidence[0].words.text if evidence else otherwise


def _open(matter: Matter, notes: _Notes) -> Line:
    facts = []
    if matter.first and matter.first != matter.last:
        facts.append(("since", matter.first))
    if matter.silence:
        facts.append(("silence", f"no reply in {plural(matter.silence, 'day')}"))
    return _matter(matter, notes, *facts)


def _answered(matter: Matter, notes: _Notes) -> Line:
    line = _matter(matter, notes, ("answer", _answer(matter)))
    if matter.answer is None:
        return line
    report, words = matter.answer.report, clean(one_line(matter.answer.item.evidence.text))
    number = notes.number(report, words, matter.answer.item.id)
    return Line(
        **{name: getattr(line, name) for name in Line.__slots__ if name != "notes"},
        notes=tuple(dict.fromkeys((*line.notes, number))),
    )


def _answer(matter: Matter) -> str:
    if matter.answer is None:
        return matter.outcome or ""
    event = matter.answer.item
    return " ".join(filter(None, (matter.outcome, matter.answer.day or "", f"({between(event)})")))


def _statement(kept: Kept[Statement], notes: _Notes) -> Line:
    item = kept.item
    words = clean(one_line(item.evidence.text))
    return Line(
        id=item.id,
        day=item.date or kept.day,
        tone="said",
        who=who(item.speakers) or "(nobody named)",
        what="",
        words=short(words_of(item), QUOTE),
        facts=(("setting", setting(item)),) if setting(item) else (),
        notes=(notes.number(kept.report, words, item.id),),
    )


def _person(actor: ActorSummary) -> Person:
    return Person(actor.id, clean(one_line(actor.name)), short(role_of(actor.roles), 100), actor.country)
