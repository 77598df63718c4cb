"""People and places in time: journeys, who can meet whom, roles."""

from __future__ import annotations

from pourparler.ledger.journeys import Crossing, Leg, Sighting, crossings, legs
from pourparler.ledger.tenures import Held, Tenure, tenures
from pourparler.project.relating import Relating
from pourparler.records import Event
from pourparler.records.edtf import iso_bounds
from pourparler.records.kept import Kept
from pourparler.store import Filters, travels


class Travels(Relating):
    """The part of ``Project`` that asks about people and places."""

    def journeys(self, filters: Filters | None = None) -> list[Leg]:
        """Return the stops of travellers (``filters.actors``; a state: all who act for it), planned and done.

        Stops come from itineraries and from visits that were made. ``filters.as_of`` gives them as a
        reader of that day had them; ``since`` and ``until`` choose by the days of the stop.
        """
        chosen = filters or Filters()
        day = chosen.as_of or self.last_day() or ""
        with self.store.view() as view:
            told = view.stops(chosen)
            visits = view.events(Filters(types=("CONSULT",), forces=("did",), as_of=chosen.as_of, order="oldest"))
            people = {a.id for a in view.actors(Filters()) if a.kind == "person"}
        found = [Sighting(s.actor, s.name, s.place, s.country, s.date, s.told, s.report, not s.planned) for s in told]
        wanted = None if not chosen.actors else self.sides(chosen.actors)
        found += [s for kept in visits for s in _visited(kept, people, wanted)]
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
        """Return roles with begin and end, from the gazetteer and from reports."""
        with self.store.view() as view:
            told = view.roles(filters or Filters())
        return tenures(Held(*(getattr(r, n) for n in travels.ToldRole.__slots__)) for r in told)


def _visited(kept: Kept[Event], people: set[str], wanted: set[str] | None) -> list[Sighting]:
    """Return the stops of a visit that was made: who travelled, and the country visited."""
    event = kept.item
    if event.mode != "visit" or event.negated or event.historical or kept.report.published is None:
        return []
    told = kept.report.published[:10]
    first, last = iso_bounds(event.date)
    date = event.date if first and last and first <= told else None
    found = []
    for actor in event.actors:
        for place in event.recipients[:1]:
            if actor.id in people and place.id not in people and (wanted is None or wanted & {actor.id, actor.country}):
                found.append(
                    Sighting(actor.id, actor.name, place.name, place.country, date, told, kept.report.id, True)
                )
    return found
