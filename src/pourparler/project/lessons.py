"""What corrections teach: each with the text it is about and the row before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.project.travels import Travels
from pourparler.records import Event, Reading, Statement
from pourparler.records.corrections import Correction
from pourparler.records.overtures import Overture
from pourparler.store.amend import anchor_of, meant

Row = Event | Statement | Overture


@dataclass(frozen=True, slots=True)
class Lesson:
    """One correction as an example.

    ``text`` is the paragraph that holds its words, ``span`` where they stand in it. ``coded`` is the row as
    the coder (or the ledger) made it, ``right`` as it stands after all corrections of it (None: rejected). ``label`` is
    ``right``, ``wrong``, ``changed`` or ``missing`` (a person added it).
    """

    correction: Correction
    report: str | None
    published: str | None
    text: str | None
    span: tuple[int, int] | None
    coded: Row | None
    right: Row | None
    label: str


LABELS = {"accept": "right", "reject": "wrong", "add": "missing"}


class Lessons(Travels):
    """The part of ``Project`` that gives corrections as training and test data."""

    def lessons(self, as_of: str | None = None) -> list[Lesson]:
        """Return all corrections made by the end of the day ``as_of`` as examples, in their order."""
        made = [c for c in self.corrections() if as_of is None or c.made_at[:10] <= as_of]
        of_overtures = any(c.target_kind == "overture" for c in made)
        overtures = {o.id: o for o in self.overtures(as_of)} if of_overtures else {}
        return [self._of_overture(c, overtures) if c.target_kind == "overture" else self._lesson(c) for c in made]

    def _lesson(self, made: Correction) -> Lesson:
        home = made.anchor[0] if made.anchor else ""
        with self.store.view() as view:
            found = view.finding(made.target)
            reading = view.reading(home, found.report.version if found else None)
            item = found.item if found else None
            if item is None and reading is not None:  # a newer coder gave it another id
                item = meant(made, [*reading.statements, *reading.events, *view.rejected(home)])
            coded, right = view.coded(item.id) if item else (None, None)
        place = anchor_of(item) if item else None
        text, span = _paragraph(reading, (place.start, place.end) if place else None)
        return _lesson(made, reading, text, span, None if made.action == "add" else coded, right)

    def _of_overture(self, made: Correction, now: dict[str, Overture]) -> Lesson:
        with self.store.ledger() as rows:
            folded = rows.overture(made.target)
        with self.store.view() as view:
            reading = view.reading(made.anchor[0]) if made.anchor else None
        text, span = _paragraph(reading, made.anchor[1:] if made.anchor else None)
        right = now.get(str(made.payload["into"] if made.action == "merge" else made.target))
        return _lesson(made, reading, text, span, folded, right)


def _lesson(
    made: Correction,
    reading: Reading | None,
    text: str | None,
    span: tuple[int, int] | None,
    coded: Row | None,
    right: Row | None,
) -> Lesson:
    published = reading.document.report.published if reading else None
    label = LABELS.get(made.action, "changed")
    return Lesson(made, made.anchor[0] if made.anchor else None, published, text, span, coded, right, label)


def _paragraph(reading: Reading | None, place: tuple[int, int] | None) -> tuple[str | None, tuple[int, int] | None]:
    if reading is None or place is None:
        return None, None
    start, end = place
    document = reading.document
    first, last = next(((a, b) for a, b in document.paragraphs if a <= start < b), (start, end))
    return document.text[first:last], (start - first, end - first)
