"""Journeys over many reports: stops planned against done, and where two travellers can meet.

Stops of one traveller in one place are one stop when their dates can be the same day, or when a date is
missing and they were told within ``SAME`` days. A stop is ``done`` when a report tells it as done; a plan
is ``planned`` until its last day, then ``not confirmed``. An undated stop is held to have been in the week
before it was told (done) or to come in the weeks after (planned): such days are ``approximate``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pourparler.records.edtf import iso_bounds
from pourparler.records.overtures import days_between, shifted

SAME = 30
"""Days between two reports within which undated stops in one place are the same."""
BEFORE, AFTER = 7, 30
"""Days before a report in which an undated stop was, days after it in which an undated plan comes."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one report says of a stop; ``date`` is EDTF or None, ``done`` whether it took place."""

    actor: str
    name: str
    place: str
    country: str | None
    date: str | None
    told: str
    report: str
    done: bool


@dataclass(frozen=True, slots=True)
class Leg:
    """One stop of one traveller over all reports; ``begin`` and ``end`` are ISO days."""

    actor: str
    name: str
    place: str
    country: str | None
    date: str | None
    begin: str
    end: str
    approximate: bool
    state: str
    sightings: tuple[Sighting, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """Return the ids of the reports that tell it."""
        return tuple(dict.fromkeys(s.report for s in self.sightings))


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two travellers in one place (or country) on the same days: they can meet."""

    one: Leg
    other: Leg
    place: str
    begin: str
    end: str
    sure: bool


def legs(sightings: Iterable[Sighting], day: str) -> list[Leg]:
    """Return the stops on ``day``, by traveller and begin."""
    groups: list[list[Sighting]] = []
    open_by_place: dict[tuple[str, str], list[int]] = {}
    for one in sorted(sightings, key=lambda s: (s.told, s.report, s.actor, s.place, s.date or "")):
        held = open_by_place.setdefault((one.actor, one.place.casefold()), [])
        index = next((i for i in reversed(held) if any(_same(one, other) for other in groups[i])), None)
        if index is None:
            held.append(len(groups))
            groups.append([one])
        else:
            groups[index].append(one)
    return sorted((_leg(group, day) for group in groups), key=lambda leg: (leg.name, leg.begin, leg.place))


def _same(one: Sighting, other: Sighting) -> bool:
    if one.date and other.date:
        first, last = _bounds(one.date)
        begin, end = _bounds(other.date)
        return not ((last and begin and begin > last) or (end and first and first > end))
    return abs(days_between(one.told, other.told)) <= SAME


def _bounds(date: str) -> tuple[str | None, str | None]:
    return iso_bounds(date)


def _leg(group: Sequence[Sighting], day: str) -> Leg:
    dated = [s for s in group if s.date]
    best = next((s for s in reversed(dated) if s.done), dated[-1] if dated else group[-1])
    first, last = iso_bounds(best.date)
    done = [s for s in group if s.done]
    told = done[0].told if done else group[-1].told
    begin = first or (shifted(told, -BEFORE) if done else told)
    end = last or (told if done else shifted(told, AFTER))
    state = "done" if done else "planned" if day <= end else "not confirmed"
    approximate = first is None or last is None
    return Leg(
        best.actor, best.name, best.place, best.country, best.date, begin, max(begin, end), approximate, state,
        tuple(group),
    )  # fmt: skip


def crossings(found: Iterable[Leg]) -> list[Crossing]:
    """Return who can meet whom where, by day; two stops in one country meet, in one place they meet surely."""
    by_country: dict[str, list[Leg]] = {}
    for leg in found:
        by_country.setdefault(leg.country or leg.place.casefold(), []).append(leg)
    met = []
    for together in by_country.values():
        for i, one in enumerate(together):
            for other in together[i + 1 :]:
                begin, end = max(one.begin, other.begin), min(one.end, other.end)
                if one.actor != other.actor and begin <= end:
                    met.append(_crossing(one, other, begin, end))
    return sorted(met, key=lambda c: (c.begin, c.one.name, c.other.name, c.place))


def _crossing(one: Leg, other: Leg, begin: str, end: str) -> Crossing:
    same = one.place.casefold() == other.place.casefold()
    sure = same and not one.approximate and not other.approximate
    place = one.place if same else f"{one.place} / {other.place}"
    return Crossing(one, other, place, begin, end, sure)
