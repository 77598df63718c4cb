"""Who held which role from when to when, from the gazetteer and from what reports tell.

The gazetteer's dates stand where it has them. Else reports bound them: who is called by a title on a day
held it by then (``../2018-03-06`` for the begin), who is called former on a day had left it, and whose
title goes to another left it between the last report of one and the first of the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A role as one report tells it."""

    told: str
    report: str
    actor: str
    name: str
    title: str
    of: str | None
    country: str | None
    begin: str | None
    end: str | None
    former: bool


@dataclass(frozen=True, slots=True)
class Tenure:
    """A role with begin and end (EDTF), where they are from, and the first and last day it was told."""

    actor: str
    name: str
    title: str
    of: str | None
    country: str | None
    begin: str | None
    end: str | None
    source: str
    first_told: str
    last_told: str
    reports: int


ONE_HOLDER = ("president", "minister", "chancellor", "secretary", "ambassador", "leader", "king", "queen", "premier")
"""Words of titles that one person holds at a time."""


def tenures(held: Iterable[Held]) -> list[Tenure]:
    """Return one tenure an actor and role, by country, title and begin; "the leader" holds none, only a name does."""
    groups: dict[tuple[str, str, str | None], list[Held]] = {}
    for one in held:
        if one.name.lower().endswith(one.title.lower()):
            continue
        groups.setdefault((one.actor, one.title, one.of), []).append(one)
    followed = _followers(groups)
    found = [_tenure(group, followed.get(key)) for key, group in groups.items()]
    return sorted(found, key=lambda t: (t.country or "~", t.title, t.begin or t.first_told, t.name))


def _followers(groups: dict[tuple[str, str, str | None], list[Held]]) -> dict[tuple[str, str, str | None], str]:
    """Return for a role that went to somebody else the first day on which that one was told to hold it."""
    seats: dict[tuple[str, str], list[tuple[str, str, tuple[str, str, str | None]]]] = {}
    for key, group in groups.items():
        days = [h.told for h in group if not h.former]
        if days and key[2] and any(word in key[1] for word in ONE_HOLDER):
            seats.setdefault((key[1], key[2]), []).append((min(days), max(days), key))
    found = {}
    for holders in seats.values():
        for first, last, key in holders:
            later = [other for other, _, who in holders if who != key and other > last and other > first]
            if later:
                found[key] = min(later)
    return found


def _tenure(group: list[Held], followed: str | None) -> Tenure:
    known = next((h for h in reversed(group) if h.begin or h.end), None)
    current = [h.told for h in group if not h.former]
    former = [h.told for h in group if h.former]
    begin = known.begin if known and known.begin else f"../{min(current)}" if current else None
    end = known.end if known and known.end not in (None, "..") else None
    source = "gazetteer" if known else "reports"
    if end is None and former and (not current or min(former) > max(current)):
        end, source = f"{max(current) if current else '..'}/{min(former)}", "reports"
    elif end is None and followed:
        end, source = f"{max(current)}/{followed}", "reports"
    last = group[-1]
    told = sorted(h.told for h in group)
    return Tenure(
        last.actor, last.name, last.title, last.of, last.country, begin, end or (".." if current else None),
        source, told[0], told[-1], len({h.report for h in group}),
    )  # fmt: skip
