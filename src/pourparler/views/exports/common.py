"""What the writers share: dates, dyads, clean cells, and what must not be written as a deed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pourparler.lexicon.codes import NO_CODES, codes_of
from pourparler.lexicon.formats import HOST, RECIPROCAL
from pourparler.records import Codes, Event, Geo, Party
from pourparler.records.edtf import iso_bounds
from pourparler.records.kept import Kept
from pourparler.records.text import one_line

MUTUAL = frozenset({"did", "offer", "promise", "accept", "predict"})
"""Forces with which several actors deal with each other; two who deny or demand face somebody else."""


class LeftOut(Exception):
    """Why an event is not written in this format."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an export did: events and rows written, and how many events were left out for which reason."""

    events: int
    rows: int
    left_out: tuple[tuple[str, int], ...] = ()


def as_deed(kept: Kept[Event]) -> tuple[Event, Codes, date]:
    """Return event, codes and day for the formats that know only deeds.

    Raises LeftOut for what did not happen and for what has no date that could be true.
    """
    event = kept.item
    if event.negated:
        raise LeftOut("negated")
    if event.condition_of:
        raise LeftOut("asked for in a condition")
    codes = event.codes or codes_of(event)
    if codes == NO_CODES:
        raise LeftOut("no code: supposed or predicted")
    if event.historical and not event.date:
        raise LeftOut("historical, without a date")
    return event, codes, day_of(kept)


def day_of(kept: Kept[Event]) -> date:
    """Return the first day of the event's date, else the day of publication; raises LeftOut without any."""
    first, last = iso_bounds(kept.item.date)
    for day in (first or last, kept.report.published, kept.day):
        if day:
            return date.fromisoformat(day[:10])
    raise LeftOut("no date")


def host_first(event: Event, cameo: str) -> Event:
    """Return the event with the host as actor where CAMEO's code says "host"; ours is always the visitor."""
    if cameo != HOST or not event.recipients:
        return event
    return replace(event, actors=event.recipients, recipients=event.actors)


def dyads(event: Event) -> Iterator[tuple[Party | None, Party | None]]:
    """Yield (actor, recipient) pairs; several actors who deal with each other give every ordered pair."""
    if event.recipients:
        for actor in event.actors or (None,):
            yield from ((actor, recipient) for recipient in event.recipients)
    elif len(event.actors) > 1 and event.act in RECIPROCAL and event.force in MUTUAL:
        for actor in event.actors:
            yield from ((actor, other) for other in event.actors if other is not actor)
    else:
        yield from ((actor, None) for actor in event.actors)


def city_of(place: Geo) -> str | None:
    """Return the place's name where it is a town: known to GeoNames, or a point inside a region."""
    inside = place.latitude is not None and place.region is not None and place.name != place.region
    return place.name if place.geonameid or inside else None


def cell(value: object) -> str:
    """Return a value as one cell: None is empty, tabs and line ends become blanks, numbers stay short."""
    if value is None:
        return ""
    return str(value).removesuffix(".0") if isinstance(value, float) else one_line(str(value))


def row(columns: tuple[str, ...], cells: dict[str, object]) -> str:
    """Return one tab-separated line with all columns, those that ``cells`` lacks empty."""
    return "\t".join(cell(cells.get(column)) for column in columns)
