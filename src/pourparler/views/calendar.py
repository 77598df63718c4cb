"""Deadlines, predicted dates, planned meetings and trips as iCalendar (RFC 5545), through ``icalendar``.

Ids are those of the ledger's rows, so that a calendar that takes the file again moves its entries and does
not double them; ``SEQUENCE`` counts the changes. What is agreed for one day is CONFIRMED, what was called off
CANCELLED, all else TENTATIVE. No clock is asked: the stamp is the day of the last report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from pourparler.ledger.journeys import Leg
from pourparler.records import one_line
from pourparler.records.edtf import iso_bounds
from pourparler.records.ids import make_id
from pourparler.records.overtures import Overture
from pourparler.views.overtures import state_words, title

DOMAIN = "pourparler"
OFF = frozenset({"withdrawn", "refused", "overtaken"})
LONG = 62
"""Days from which on a period is put as its last day: a deadline, and no bar across the calendar."""


def calendar_file(
    overtures: Iterable[Overture], legs: Iterable[Leg], day: str | None, names: Mapping[str, str]
) -> bytes:
    """Return the calendar file of overtures with a date and of journeys."""
    found = Calendar()
    found.add("prodid", "-//Pourparler//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("x-wr-calname", "Pourparler")
    for entry in (*_of_overtures(overtures, day, names), *_of_legs(legs)):
        found.add_component(entry)
    return bytes(found.to_ical())


def _of_overtures(found: Iterable[Overture], day: str | None, names: Mapping[str, str]) -> Iterable[Event]:
    for overture in found:
        first, last = iso_bounds(overture.due)
        if first is None and last is None:
            continue
        begin, end = _days(first, last)
        agreed = overture.outcome in ("accepted", "fulfilled") and first == last
        status = "CANCELLED" if overture.outcome in OFF else "CONFIRMED" if agreed else "TENTATIVE"
        told = "\n".join(f"{e.told} {e.publisher or e.report}: {one_line(e.words)}" for e in overture.evidence[-3:])
        entry = _entry(overture.id, title(overture, names), begin, end, status, overture.last_told)
        entry.add("sequence", len(overture.history) - 1)
        entry.add("description", f"{one_line(overture.about)}\n{state_words(overture, day)}\n{told}")
        entry.add("categories", [overture.kind])
        yield entry


def _of_legs(legs: Iterable[Leg]) -> Iterable[Event]:
    for leg in legs:
        first = leg.sightings[0]
        item = make_id("j", leg.actor, leg.place.casefold(), first.report)
        status = "CONFIRMED" if leg.state == "done" and not leg.approximate else "TENTATIVE"
        begin, end = date.fromisoformat(leg.begin), date.fromisoformat(leg.end)
        entry = _entry(item, f"{leg.name} in {leg.place}", begin, end, status, max(s.told for s in leg.sightings))
        entry.add("sequence", len(leg.sightings) - 1)
        about = " (days not told)" if leg.approximate else ""
        entry.add("description", f"{leg.state}{about}; reports: {', '.join(leg.reports)}")
        entry.add("location", leg.place)
        entry.add("categories", ["journey"])
        yield entry


def _entry(item: str, summary: str, begin: date, end: date, status: str, told: str) -> Event:
    entry = Event()
    entry.add("uid", f"{item}@{DOMAIN}")
    entry.add("dtstamp", datetime.fromisoformat(told).replace(tzinfo=UTC))
    entry.add("dtstart", begin)
    entry.add("dtend", end + timedelta(days=1))
    entry.add("summary", summary)
    entry.add("status", status)
    entry.add("transp", "TRANSPARENT")
    return entry


def _days(first: str | None, last: str | None) -> tuple[date, date]:
    end = date.fromisoformat(last or first or "")
    begin = date.fromisoformat(first or last or "")
    return (end, end) if (end - begin).days >= LONG else (begin, end)
