"""Join what clauses tell of travel into journeys, one an actor and period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pourparler.records import Itinerary, Stop

APART = 45
"""Days before the report from which a dated stop belongs to an earlier journey."""


def journeys(found: Iterable[Itinerary], published: str | None) -> tuple[Itinerary, ...]:
    """Return one itinerary for each actor and period, in the order of the text; unknown actors fall away."""
    merged: dict[tuple[str, bool], Itinerary] = {}
    for itinerary in found:
        if itinerary.actor.id is None:
            continue
        early = any(_long_ago(s, published) for s in itinerary.stops)
        key = (itinerary.actor.id, early)
        old = merged.get(key)
        stops = itinerary.stops if old is None else join(old.stops, itinerary.stops)
        merged[key] = replace(itinerary if old is None else old, stops=stops)
    return tuple(replace(i, stops=ordered(i.stops)) for i in merged.values())


def _long_ago(stop: Stop, published: str | None) -> bool:
    if not stop.date or not published or stop.date[:1] == "[":
        return False
    day = stop.date.split("/")[0].rstrip("~?%")
    parts = [int(p) for p in day.split("-") if p.isdigit()]
    if not parts or parts[0] < 1:
        return False
    year, month = parts[0], parts[1] if len(parts) > 1 and parts[1] <= 12 else 12
    last = date(year, month, min(parts[2], 28) if len(parts) > 2 else 28)
    return (date.fromisoformat(published[:10]) - last).days > APART


def join(old: tuple[Stop, ...], new: tuple[Stop, ...]) -> tuple[Stop, ...]:
    """Add stops to a journey; a place that stands already gains a date, and took place if either says so."""
    stops = list(old)
    for stop in new:
        at = next((i for i, s in enumerate(stops) if _same(s, stop)), None)
        if at is None:
            stops.append(stop)
        else:
            first = stops[at]
            stops[at] = replace(first, date=first.date or stop.date, planned=first.planned and stop.planned)
    return tuple(stops)


def _same(one: Stop, other: Stop) -> bool:
    dates = one.date is None or other.date is None or one.date == other.date
    return one.place == other.place and dates


def ordered(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    """Sort by date where every stop has a day, else keep the order of the text."""
    if all(s.date and len(s.date) == 10 for s in stops):
        return tuple(sorted(stops, key=lambda s: s.date or ""))
    return stops
