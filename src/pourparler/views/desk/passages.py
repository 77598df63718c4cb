"""The text of a report cut into stretches, each with everything that is marked on it.

Marks overlap freely: a statement holds an offer, which holds a condition, in which an actor and a date are
named. The text is cut wherever any mark begins or ends, so that every stretch has one set of marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pourparler.records import Reading

LAYERS = ("statement", "event", "condition", "actor", "date")


@dataclass(frozen=True, slots=True)
class Marked:
    """Characters ``start`` to ``end`` that belong to the finding ``id`` as a ``layer``; ``note`` says what it is."""

    start: int
    end: int
    layer: str
    id: str
    tone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text with all marks on it; ``target`` is the innermost finding, which a click leads to."""

    text: str
    marks: tuple[Marked, ...] = ()
    target: str | None = None

    @property
    def classes(self) -> str:
        """Return the names of its layers and tones, for the style sheet."""
        names = [f"m-{m.layer}" for m in self.marks] + [f"t-{m.tone}" for m in self.marks if m.tone]
        return " ".join(dict.fromkeys(names))

    @property
    def ids(self) -> str:
        """Return the ids of its findings."""
        return " ".join(dict.fromkeys(m.id for m in self.marks if m.layer not in ("actor", "date")))

    @property
    def note(self) -> str:
        """Return what the stretch is, the widest mark first."""
        return "; ".join(dict.fromkeys(m.note for m in self.marks if m.note))


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report: ``kind`` is ``headline``, ``paragraph`` or ``furniture``."""

    kind: str
    stretches: tuple[Stretch, ...]
    start: int


def passages(reading: Reading, marks: Iterable[Marked]) -> list[Passage]:
    """Return the whole text in order: paragraphs with their marks, furniture as such."""
    document, held = reading.document, sorted(marks, key=lambda m: (m.start, -m.end, LAYERS.index(m.layer)))
    found = []
    for kind, start, end in _blocks(reading):
        here = [m for m in held if m.start < end and m.end > start] if kind != "furniture" else []
        found.append(Passage(kind, tuple(_stretches(document.text, start, end, here)), start))
    return found


def _blocks(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Yield paragraphs and what lies between them, in the order of the text."""
    document, at = reading.document, 0
    for start, end in sorted(document.paragraphs):
        yield from _between(document.text, at, start)
        yield ("headline" if (start, end) == document.headline else "paragraph"), start, end
        at = end
    yield from _between(document.text, at, len(document.text))


def _between(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield "furniture", start, start + len(line)
        start += len(line)


def _stretches(text: str, start: int, end: int, marks: list[Marked]) -> Iterator[Stretch]:
    cuts = sorted({start, end, *(min(max(c, start), end) for m in marks for c in (m.start, m.end))})
    for first, last in pairwise(cuts):
        over = tuple(m for m in marks if m.start <= first and m.end >= last)
        findings = [m for m in over if m.layer in ("statement", "event", "condition")]
        inner = min(findings, key=lambda m: (m.end - m.start, m.layer != "condition"), default=None)
        yield Stretch(text[first:last], over, inner.id if inner else None)


def marks_of(reading: Reading) -> Iterator[Marked]:
    """Yield all marks of a reading."""
    for statement in reading.statements:
        speaker = statement.speaker.name if statement.speaker else "nobody named"
        for span in statement.content:
            yield Marked(span.start, span.end, "statement", statement.id, note=f"said by {speaker}")
    for event in reading.events:
        what = f"{event.force} {event.act.lower()}" + (f"/{event.mode}" if event.mode else "")
        yield Marked(event.evidence.start, event.evidence.end, "event", event.id, event.force, what)
        if event.condition:
            span = event.condition.span
            yield Marked(span.start, span.end, "condition", event.id, note=f"condition ({event.condition.kind})")
    for actor in reading.actors:
        for mention in actor.mentions:
            note = actor.name if actor.name != mention.span.text else ""
            yield Marked(mention.span.start, mention.span.end, "actor", actor.id, note=note)
    for time in reading.times:
        yield Marked(time.span.start, time.span.end, "date", "", note=time.edtf or "a date that cannot be resolved")
