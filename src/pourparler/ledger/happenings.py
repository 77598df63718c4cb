"""One event, many reports: rows that tell the same deed or word are one happening.

Two rows are the same happening when force, act, negation and the sides on both ends are equal, the modes
do not contradict each other, and they happened within ``NEAR`` days; several people of one side are one
side. Where the rows differ in what else they say (date, place, mode, persons) the happening keeps the
values side by side, each with the reports that give it. Near copies count as one source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pourparler.ledger.moves import sides_of
from pourparler.records import Event
from pourparler.records.kept import Kept
from pourparler.records.overtures import days_between

NEAR = 1
"""Days by which reports of one event may date it differently."""
DETAILS = ("date", "due", "mode", "place", "persons")


@dataclass(frozen=True, slots=True)
class Happening:
    """One event and all its rows, the surest first. ``sources`` counts independent sources.

    ``contradictions`` gives for a detail that the rows put differently each value with its report ids.
    """

    event: Event
    rows: tuple[Kept[Event], ...]
    day: str | None
    sources: int
    contradictions: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = ()

    @property
    def reports(self) -> int:
        """Return how many reports tell it."""
        return len({row.report.id for row in self.rows})


def happenings(kept: Iterable[Kept[Event]], sources: Mapping[str, str]) -> list[Happening]:
    """Return the happenings of rows in the order of the first row of each.

    ``sources`` names the independent source of a report id; a report that it lacks is its own.
    """
    groups: list[list[Kept[Event]]] = []
    open_by_key: dict[tuple[object, ...], list[int]] = {}
    for row in kept:
        held = open_by_key.setdefault(_key(row.item), [])
        index = next((i for i in reversed(held[-8:]) if any(_same(row, other) for other in groups[i])), None)
        if index is None:
            held.append(len(groups))
            groups.append([row])
        else:
            groups[index].append(row)
    return [_happening(group, sources) for group in groups]


def _key(event: Event) -> tuple[object, ...]:
    sides = tuple(tuple(sorted(sides_of(parties))) for parties in (event.actors, event.recipients))
    names = () if any(sides) else tuple(sorted(p.name for p in (*event.actors, *event.recipients)))
    return event.force, event.act, event.negated, sides, names


def _same(one: Kept[Event], other: Kept[Event]) -> bool:
    a, b = one.item, other.item
    if a.mode and b.mode and a.mode != b.mode:
        return False
    if one.report.id == other.report.id and a.evidence == b.evidence:
        return False  # two acts of one clause
    if one.day is None or other.day is None:
        return one.day == other.day
    return abs(days_between(one.day, other.day)) <= NEAR


def _happening(group: list[Kept[Event]], sources: Mapping[str, str]) -> Happening:
    ranked = sorted(group, key=lambda k: (-k.item.confidence, k.day or "", k.report.id, k.item.evidence.start))
    days = sorted(k.day for k in group if k.day)
    found = tuple((name, values) for name in DETAILS if len(values := _values(group, name)) > 1)
    voices = {sources.get(k.report.id, k.report.id) for k in group}
    return Happening(ranked[0].item, tuple(ranked), days[0] if days else None, len(voices), found)


def _values(group: list[Kept[Event]], name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    held: dict[str, list[str]] = {}
    for row in group:
        value = _value(row.item, name)
        if value:
            held.setdefault(value, []).append(row.report.id)
    return tuple((value, tuple(dict.fromkeys(ids))) for value, ids in sorted(held.items()))


def _value(event: Event, name: str) -> str | None:
    if name == "place":
        return event.place.name if event.place else None
    if name == "persons":
        people = {
            p.name for p in (*event.actors, *event.recipients) if p.id and p.country and p.id != p.country.lower()
        }
        return ", ".join(sorted(people)) or None
    value = getattr(event, name)
    return str(value) if value else None
