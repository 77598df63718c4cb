"""States between two sides that last: alliance, sanctions, hostilities, each with begin, end and evidence.

============ ========================================== =================================================
state        begins with                                ends with
============ ========================================== =================================================
hostilities  an assault                                 a ceasefire or retreat; else ``QUIET`` days without
sanctions    a sanction or embargo (not: talks broken   sanctions eased or lifted
             off)
alliance     an agreement signed or aid in arms, joint  leaving it; an assault
             exercises
relations    —                                          an envoy expelled, relations broken off; they are
broken                                                  ended by an embassy opened or recognition
============ ========================================== =================================================

An end that no report tells is open (``..``); one that only follows from silence is approximate (``~``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pourparler.records.overtures import days_between
from pourparler.relations.series import Act

QUIET = 90
"""Days without an assault after which hostilities are taken to have ended."""
EXERCISES = frozenset({"exercise", "exercises", "drill", "drills", "alliance", "treaty", "pact"})


@dataclass(frozen=True, slots=True)
class Spell:
    """A state from ``begin`` to ``end`` (EDTF; ``..``: not ended) with the ids of its events."""

    state: str
    begin: str
    end: str
    items: tuple[str, ...]


def spells(acts: Iterable[Act], until: str) -> list[Spell]:
    """Return the states of a dyad from its acts, in the order of their begin; ``until`` is the last day known."""
    done = sorted((a for a in acts if a.event.force == "did"), key=lambda a: (a.day, a.item))
    found = [
        *_fights(done, until),
        *_spells("sanctions", done, _sanctions, _eases),
        *_spells("alliance", done, _allies, _parts),
        *_spells("relations broken", done, _breaks, _mends),
    ]
    return sorted(found, key=lambda s: (s.begin, s.state))


def _sanctions(act: Act) -> bool:
    return act.event.act == "SANCTION" and act.event.mode == "discontinue"


def _eases(act: Act) -> bool:
    return act.event.act == "RETREAT" and act.event.mode == "ease"


def _allies(act: Act) -> bool:
    words = act.event.evidence.text.lower().split()
    military = act.event.act == "COOPERATE" or act.event.mode == "sign"
    return military and any(w.strip(".,") in EXERCISES for w in words)


def _parts(act: Act) -> bool:
    return act.event.act == "ASSAULT" or (act.event.act == "SANCTION" and act.event.mode == "withdraw")


def _breaks(act: Act) -> bool:
    return act.event.act == "SANCTION" and act.event.mode in ("expel", "relations")


def _mends(act: Act) -> bool:
    return act.event.act == "SUPPORT" and act.event.mode == "recognise"


def _spells(state: str, acts: list[Act], begins: object, ends: object) -> list[Spell]:
    found: list[Spell] = []
    held: list[Act] = []
    for act in acts:
        if begins(act):  # type: ignore[operator]
            held.append(act)
        elif held and ends(act):  # type: ignore[operator]
            found.append(Spell(state, held[0].day, act.day, tuple(a.item for a in [*held, act])))
            held = []
    if held:
        found.append(Spell(state, held[0].day, "..", tuple(a.item for a in held)))
    return found


def _fights(acts: list[Act], until: str) -> list[Spell]:
    found: list[Spell] = []
    held: list[Act] = []

    def close(end: str, *more: Act) -> None:
        found.append(Spell("hostilities", held[0].day, end, tuple(a.item for a in [*held, *more])))
        held.clear()

    for act in acts:
        event = act.event
        if held and days_between(held[-1].day, act.day) > QUIET:
            close(f"{held[-1].day}~")
        if event.act == "ASSAULT":
            held.append(act)
        elif held and event.act == "RETREAT" and event.mode in ("ceasefire", "withdraw"):
            close(act.day, act)
    if held:
        close(f"{held[-1].day}~" if days_between(held[-1].day, until) > QUIET else "..")
    return found
