"""One event, many reports: rows that tell the same deed or word are one happening.

Two rows are the same happening when force, act, negation and the sides on both ends are equal, the modes
do not contradict each other, and they happened within ``NEAR`` days; several people of one side are one
side. Where the rows differ in what else they say (date, place, mode, persons) the happening keeps the
values side by side, each with the reports that give it; what is only told more closely ("May", "24 May") does
not contradict, nor does a report itself. Near copies count as one source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pourparler.ledger.sides import sides_of
from pourparler.records import Event
from pourparler.records.edtf import iso_bounds
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
    found = tuple((name, values) for name in DETAILS if _contradict(values := _values(group, name)))
    voices = {sources.get(k.report.id, k.report.id) for k in group}
    return Happening(ranked[0].item, tuple(ranked), days[0] if days else None, len(voices), found)


Values = tuple[tuple[str, tuple[str, ...]], ...]


def _contradict(values: Values) -> bool:
    """Return whether one report says one thing and another another: who tells both does not contradict."""
    return any(set(one).isdisjoint(other) for i, (_, one) in enumerate(values) for _, other in values[:i])


def _values(group: list[Kept[Event]], name: str) -> Values:
    """Return the values of a detail with their reports, without those that another one tells more closely."""
    held: dict[str, list[str]] = {}
    for row in group:
        value = _value(row.item, name)
        if value:
            held.setdefault(value, []).append(row.report.id)
    closest = [v for v in sorted(held) if not any(_tells_more(o, v, name) for o in held if o != v)]
    return tuple((value, tuple(dict.fromkeys(held[value]))) for value in closest)


def _tells_more(one: str, other: str, name: str) -> bool:
    """Return whether one value says what the other does, and more."""
    if name == "persons":
        return set(other.split(", ")) < set(one.split(", "))
    if name not in ("date", "due"):
        return False
    (begin, end), (first, last) = iso_bounds(one), iso_bounds(other)
    inside = (first or "") <= (begin or "") and (end or "9") <= (last or "9")
    return inside and (begin, end) != (first, last)


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
