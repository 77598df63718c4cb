"""What a brief says, before anybody prints it: sections of lines, people, numbered notes.

A line is a row of the situation in plain words; its marks (``3b``) lead to the notes, which name the
report (3) and quote the words it rests on (b). Control characters are gone; escaping is the printers' work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pourparler.ledger.situation import Matter, Situation
from pourparler.records import Report, Statement, one_line
from pourparler.records.kept import ActorSummary, Kept
from pourparler.views.brief.merging import merged, worth_telling
from pourparler.views.brief.notes import Notes, Source
from pourparler.views.sentences import Piece, joined, names, sentence
from pourparler.views.wording import clean, day_words, due_words, plural, role_of, setting, short, words_of

NOTES_A_LINE = 3
QUOTE = 160


@dataclass(frozen=True, slots=True)
class Fact:
    """A short extra of a line; ``name`` is ``condition``, ``silence``, ``answer``, ``due``, ``since``, ``date``,
    ``setting`` or ``carried`` (by how many publishers)."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a sentence, the words it rests on, extras, the marks of its notes.

    ``tone`` is the force of the event (``said`` for a statement); ``more`` counts evidence without a note.
    """

    id: str
    day: str | None
    tone: str
    sentence: tuple[Piece, ...]
    words: str = ""
    facts: tuple[Fact, ...] = ()
    marks: tuple[str, ...] = ()
    more: int = 0

    @property
    def text(self) -> str:
        """Return the sentence as text."""
        return joined(self.sentence)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; ``left_out`` counts those beyond the limit."""

    key: str
    title: str
    lines: tuple[Line, ...]
    left_out: int = 0

    @property
    def total(self) -> int:
        """Return how many lines there are, shown or not."""
        return len(self.lines) + self.left_out


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
    sources: tuple[Source, ...]


Draft = tuple[Line, list[tuple[Report, str, str]]]
"""A line and what it rests on: report, words, id of the row."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A section's rows, how to say them, and how many a page takes when nobody asks for more."""

    key: str
    title: str
    rows: tuple[object, ...]
    say: Callable[..., Draft]
    usual: int


def compose(situation: Situation, limit: int | None = None) -> Page:
    """Return the brief of a situation: at most ``limit`` lines a section, a page's worth when None, 0 for all."""
    notes = Notes()
    sections = [_section(part, limit, notes) for part in _parts(situation)]
    people = (_person(actor) for actor in situation.actors)
    return Page(
        title=f"The situation on {day_words(situation.day)}" if situation.day else "The situation",
        day=situation.day,
        since=situation.since,
        summary=_summary(situation),
        sections=tuple(notes.marked(section) for section in sections if section.lines),
        people=tuple(person for person in people if person.role),
        sources=notes.sources(),
    )


def _parts(situation: Situation) -> tuple[_Part, ...]:
    def told(matters: Iterable[Matter]) -> tuple[Matter, ...]:
        return tuple(merged(m for m in matters if worth_telling(m)))

    return (
        _Part("open", "Open, no answer yet", told(situation.open), _open, 10),
        _Part("answered", "Answered", told(situation.answered), _answered, 6),
        _Part("expected", "Expected", told(situation.expected), _matter, 6),
        _Part("refused", "Refused", told(situation.refused), _matter, 5),
        _Part("done", "Done", told(situation.done), _matter, 8),
        _Part("denied", "Denied, or did not happen", told(situation.denied), _matter, 4),
        _Part("said", "Said", situation.said, _said, 8),
    )


def _section(part: _Part, limit: int | None, notes: Notes) -> Section:
    count = part.usual if limit is None else limit or len(part.rows)
    lines = []
    for row in part.rows[:count]:
        line, evidence = part.say(row)
        notes.add(line.id, evidence[:NOTES_A_LINE])
        lines.append(line)
    return Section(part.key, part.title, tuple(lines), max(0, len(part.rows) - count))


def _summary(situation: Situation) -> str:
    parts = [plural(len(situation.reports), "report")]
    publishers = {r.publisher for r in situation.reports if r.publisher}
    if len(publishers) > 1:
        parts.append(f"by {plural(len(publishers), 'publisher')}")
    if situation.since:
        parts.append(f"since {day_words(situation.since)}")
    return " ".join(parts)


# -- lines ------------------------------------------------------------------------------------------
def _matter(matter: Matter, *facts: Fact) -> Draft:
    event = matter.event
    words = _words(matter.evidence[0].words.text if matter.evidence else event.evidence.text)
    conditions = (Fact("condition", _words(span.text)) for span in matter.conditions)
    line = Line(
        id=event.id,
        day=matter.last,
        tone=event.force,
        sentence=sentence(event),
        words=short(words, QUOTE),
        facts=(*conditions, *facts, *_when(matter)),
        more=max(0, len(matter.evidence) - NOTES_A_LINE),
    )
    return line, [(e.report, _words(e.words.text), e.id) for e in matter.evidence]


def _when(matter: Matter) -> Iterable[Fact]:
    event = matter.event
    if event.due:
        yield Fact("due", due_words(event.due))
    if event.date and event.date != matter.last:
        yield Fact("date", day_words(event.date))
    if matter.publishers > 1:
        yield Fact("carried", f"{matter.publishers} publishers")


def _open(matter: Matter) -> Draft:
    facts = []
    if matter.silence:
        facts.append(Fact("silence", f"no answer for {plural(matter.silence, 'day')}"))
    if matter.first and matter.first != matter.last:
        facts.append(Fact("since", f"since {day_words(matter.first)}"))
    return _matter(matter, *facts)


def _answered(matter: Matter) -> Draft:
    answer = matter.answer
    if answer is None:
        return _matter(matter, Fact("answer", matter.outcome or "answered"))
    told = " ".join(filter(None, (matter.outcome, day_words(answer.day))))
    line, evidence = _matter(matter, Fact("answer", f"{told}: {joined(sentence(answer.item))}"))
    mine = (answer.report, _words(answer.item.evidence.text), answer.item.id)
    return line, [mine, *(e for e in evidence if e != mine)]


def _said(kept: Kept[Statement]) -> Draft:
    item = kept.item
    speaker = names(item.speakers)
    where = setting(item)
    line = Line(
        id=item.id,
        day=kept.day,
        tone="said",
        sentence=(Piece(speaker or "Nobody named", "party" if speaker else "aside"),),
        words=short(words_of(item), QUOTE),
        facts=(Fact("setting", where),) if where else (),
    )
    return line, [(kept.report, words_of(item), item.id)]


def _person(actor: ActorSummary) -> Person:
    return Person(actor.id, clean(one_line(actor.name)), short(role_of(actor.roles), 90), actor.country)


def _words(text: str) -> str:
    return clean(one_line(text))
