"""What corrections teach: each with the text it is about and the row before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.project.travels import Travels
from pourparler.records import Event, Reading, Statement
from pourparler.records.corrections import Correction


@dataclass(frozen=True, slots=True)
class Lesson:
    """One correction as an example.

    ``text`` is the paragraph that holds its words, ``span`` where they stand in it. ``coded`` is the row as
    the coder made it, ``right`` as it stands after all corrections of it (None: rejected). ``label`` is
    ``right``, ``wrong``, ``changed`` or ``missing`` (a person added it).
    """

    correction: Correction
    report: str | None
    published: str | None
    text: str | None
    span: tuple[int, int] | None
    coded: Event | Statement | None
    right: Event | Statement | None
    label: str


LABELS = {"accept": "right", "reject": "wrong", "add": "missing"}


class Lessons(Travels):
    """The part of ``Project`` that gives corrections as training and test data."""

    def lessons(self, as_of: str | None = None) -> list[Lesson]:
        """Return all corrections made by the end of the day ``as_of`` as examples, in their order."""
        made = [c for c in self.corrections() if as_of is None or c.made_at[:10] <= as_of]
        return [self._lesson(c) for c in made]

    def _lesson(self, made: Correction) -> Lesson:
        anchor = made.anchor
        label = LABELS.get(made.action, "changed")
        reading: Reading | None = None
        with self.store.view() as view:
            found = view.finding(made.target) if made.target_kind != "overture" else None
            coded, right = view.coded(made.target) if found else (None, None)
            if anchor:
                version = found.report.version if found else None
                reading = view.reading(anchor[0], version) or view.reading(anchor[0])
        text, span = _paragraph(reading, anchor)
        if made.action == "add":
            coded = None
        published = reading.document.report.published if reading else None
        return Lesson(made, anchor[0] if anchor else None, published, text, span, coded, right, label)


def _paragraph(
    reading: Reading | None, anchor: tuple[str, int, int] | None
) -> tuple[str | None, tuple[int, int] | None]:
    if reading is None or anchor is None:
        return None, None
    _, start, end = anchor
    document = reading.document
    first, last = next(((a, b) for a, b in document.paragraphs if a <= start < b), (start, end))
    return document.text[first:last], (start - first, end - first)
