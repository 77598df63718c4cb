"""Imported events as readings, one a story, ready for the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.readers.events.common import slug
from pourparler.records import Actor, Diagnostic, Document, Event, Party, Reading, Report, Span
from pourparler.records.ids import make_id
from pourparler.records.kept import Kept


def read_readings(
    events: Iterable[Kept[Event] | Diagnostic], gazetteer: Gazetteer | None = None
) -> Iterator[Reading | Diagnostic]:
    """Yield one reading for each run of events with the same report, and diagnostics as they come.

    A row has no text but its evidence; the reading's document holds these, one a line. Each reading has a
    report id of its own, made of file and story: rows of another file, or of a story that comes back later
    in the same one, never take the place of these, nor of a report that was read itself.
    """
    seen: dict[str, int] = {}
    story: list[Kept[Event]] = []
    for found in events:
        if isinstance(found, Diagnostic):
            yield found
            continue
        if story and story[0].report.id != found.report.id:
            yield _reading(story, seen, gazetteer)
            story = []
        story.append(found)
    if story:
        yield _reading(story, seen, gazetteer)


def _reading(story: list[Kept[Event]], seen: dict[str, int], gazetteer: Gazetteer | None) -> Reading:
    lines: dict[str, int] = {}
    events = []
    length = 0
    for kept in story:
        text = kept.item.evidence.text
        if text not in lines:
            lines[text] = length
            length += len(text) + 1
        events.append(_moved(kept.item, lines[text]))
    text = "\n".join(lines)
    report = _counted(story[0].report, seen)
    paragraphs = tuple((start, start + len(line)) for line, start in lines.items() if line)
    actors = _actors(events, gazetteer)
    return Reading(Document(report, text, paragraphs), actors=actors, events=tuple(events))


def _counted(report: Report, seen: dict[str, int]) -> Report:
    seen[report.id] = count = seen.get(report.id, 0) + 1
    id = make_id("r", "import", report.origin, report.id, count)
    return replace(report, id=id, version=make_id("v", id))


def _moved(event: Event, start: int) -> Event:
    """Return the event with its evidence where it stands now, and the ids that its parties lack."""
    evidence = Span(start, start + len(event.evidence.text), event.evidence.text)
    shift = start - event.evidence.start
    anchor = Span(event.anchor.start + shift, event.anchor.end + shift, event.anchor.text)
    inside = evidence.start <= anchor.start and anchor.end <= evidence.end
    return replace(
        event,
        evidence=evidence,
        anchor=anchor if inside else evidence,
        actors=_placed(event.actors),
        recipients=_placed(event.recipients),
        third_parties=_placed(event.third_parties),
        condition=None,
        statement=None,
        speaker=replace(event.speaker, span=None) if event.speaker else None,
        place=replace(event.place, span=None) if event.place else None,
    )


def _placed(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(replace(party, span=None, id=party.id or slug(party.name)) for party in parties)


def _actors(events: list[Event], gazetteer: Gazetteer | None) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for event in events:
        for party in (*event.actors, *event.recipients, *event.third_parties):
            if party.id and party.id not in found:
                found[party.id] = _actor(party, gazetteer)
    return tuple(found.values())


def _actor(party: Party, gazetteer: Gazetteer | None) -> Actor:
    entry = gazetteer.entries.get(party.id or "") if gazetteer else None
    if entry is None:
        return Actor(party.id or "", party.name, "group", party.country, party.sector)
    return Actor(entry.id, entry.name, entry.kind, entry.country, entry.sector or party.sector, known=True)
