"""People and places in time: journeys, who can meet whom, roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pourparler.ledger.journeys import Crossing, Leg, Sighting, crossings, legs
from pourparler.ledger.tenures import Held, Tenure, tenures
from pourparler.lexicon import gazetteer
from pourparler.lexicon.gazetteer import Entry
from pourparler.project.relating import Relating
from pourparler.records import Event
from pourparler.records.edtf import iso_bounds
from pourparler.records.kept import Kept
from pourparler.records.overtures import days_between
from pourparler.store import Filters, travels

MEETINGS = ("did", "accept", "promise")
"""How a meeting is put that took place or is planned."""
AFAR = ("phone", "mediate")
"""Modes of talks that bring nobody to a place."""
LONGEST = 14
"""Days of a date from which on it does not tell when somebody was where."""


class Travels(Relating):
    """The part of ``Project`` that asks about people and places."""

    def journeys(self, filters: Filters | None = None) -> list[Leg]:
        """Return the stops of travellers (``filters.actors``; a state: all who act for it), planned and done.

        Stops come from itineraries, from visits that were made and from meetings of persons at a place on a
        day, planned and held. ``filters.as_of`` gives them as a
        reader of that day had them; ``since`` and ``until`` choose by the days of the stop.
        """
        chosen = filters or Filters()
        day = chosen.as_of or self.last_day() or ""
        with self.store.view() as view:
            told = view.stops(chosen)
            talks = view.events(
                Filters(chosen.actors, types=("CONSULT",), forces=MEETINGS, as_of=chosen.as_of, order="oldest")
            )
        with self.store.ledger() as rows:
            kinds = rows.kinds(p.id for kept in talks for p in (*kept.item.actors, *kept.item.recipients) if p.id)
        people = {item for item, kind in kinds.items() if kind == "person"}
        found = [Sighting(s.actor, s.name, s.place, s.country, s.date, s.told, s.report, not s.planned) for s in told]
        wanted = None if not chosen.actors else self.sides(chosen.actors)
        for kept in talks:
            stops = _visited(kept, people) if kept.item.mode == "visit" else _met(kept, people)
            found += [s for s in stops if wanted is None or wanted & {s.actor, *_countries(kept.item, s.actor)}]
        found.sort(key=lambda s: (s.told, s.report))
        return [
            leg
            for leg in legs(found, day)
            if (not chosen.since or leg.end >= chosen.since) and (not chosen.until or leg.begin <= chosen.until)
        ]

    def sides(self, names: tuple[str, ...]) -> set[str]:
        """Return the ids and country codes that names stand for; raises ``NotFoundError`` for one of nobody."""
        return {item for name in names for item in self._side(name)}

    def crossings(self, filters: Filters | None = None) -> list[Crossing]:
        """Return who can meet whom where; with ``filters.actors`` one of them takes part in each."""
        chosen = filters or Filters()
        everybody = self.journeys(Filters(since=chosen.since, until=chosen.until, as_of=chosen.as_of))
        found = crossings(everybody)
        if not chosen.actors:
            return found
        mine = {leg.actor for leg in self.journeys(chosen)}
        return [c for c in found if c.one.actor in mine or c.other.actor in mine]

    def tenures(self, filters: Filters | None = None) -> list[Tenure]:
        """Return roles with begin and end, from the gazetteer and from reports.

        A report of a day cannot tell when a role ends; the gazetteer does, where that had come by
        ``filters.as_of`` (the last report).
        """
        chosen = filters or Filters()
        day = chosen.as_of or self.last_day() or ""
        with self.store.view() as view:
            told = view.roles(chosen)
        held = [Held(*(getattr(r, n) for n in travels.ToldRole.__slots__)) for r in told]
        entries = gazetteer.load(self._gazetteer).entries if any(h.begin for h in held) else {}
        return tenures(replace(h, end=_ended(h, entries, day)) for h in held)


def _ended(held: Held, entries: Mapping[str, Entry], day: str) -> str | None:
    """Return the end of a role that the gazetteer dates, if it had come by a day."""
    entry = entries.get(held.actor)
    ends = [r.end for r in entry.roles if (r.title, r.begin) == (held.title, held.begin)] if entry else []
    end = ends[0] if ends else None
    return end if end and (iso_bounds(end)[1] or "9999") <= day else held.end


def _countries(event: Event, actor: str) -> set[str]:
    return {p.country for p in (*event.actors, *event.recipients) if p.id == actor and p.country}


def _met(kept: Kept[Event], people: set[str]) -> list[Sighting]:
    """Return the stops of a meeting at a place on a day, held or planned: all persons who take part."""
    event = kept.item
    done = event.force == "did"
    date = event.date if done else event.due
    first, last = iso_bounds(date)
    if event.mode in AFAR or event.negated or event.historical or event.place is None or event.condition is not None:
        return []
    if not kept.report.published or not first or not last or days_between(first, last) > LONGEST:
        return []
    told = kept.report.published[:10]
    if done and first > told:
        return []
    place, there = event.place, {p.id: p for p in (*event.actors, *event.recipients) if p.id in people}
    return [
        Sighting(str(item), p.name, place.name, place.country, date, told, kept.report.id, done)
        for item, p in there.items()
    ]


def _visited(kept: Kept[Event], people: set[str]) -> list[Sighting]:
    """Return the stops of a visit that was made: who travelled, and the country visited."""
    event = kept.item
    if event.force != "did" or event.negated or event.historical or kept.report.published is None:
        return []
    told = kept.report.published[:10]
    first, last = iso_bounds(event.date)
    date = event.date if first and last and first <= told else None
    found = []
    for actor in event.actors:
        for place in event.recipients[:1]:
            if actor.id in people and place.id not in people:
                found.append(
                    Sighting(actor.id, actor.name, place.name, place.country, date, told, kept.report.id, True)
                )
    return found
