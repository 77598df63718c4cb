"""Corrections put on overtures: what a person said stands over what was folded.

Corrections of events and statements stand in their rows (``store/amend.py``), which the ledger folds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pourparler.records.corrections import Correction
from pourparler.records.ids import make_id
from pourparler.records.overtures import Change, Evidence, Overture

OVERTURE_EDITABLE = ("outcome", "kind", "due")
Anchor = Mapping[str, Any]
"""Where words stand: ``report``, ``start``, ``end``, ``words``; of an overture also its ``lane``."""


def overtures(held: Iterable[Overture], corrections: Iterable[Correction]) -> list[Overture]:
    """Return the overtures with the corrections put on them, in the order they were made."""
    found = list(held)
    for correction in corrections:
        if correction.target_kind != "overture":
            continue
        found = [*found, added(correction)] if correction.action == "add" else _applied(found, correction)
    return found


def added(correction: Correction) -> Overture:
    """Return the overture that a person added: told by the report whose words it stands on."""
    data, anchor = correction.payload["overture"], correction.payload["anchor"]
    evidence = Evidence(
        report=anchor["report"],
        told=anchor["told"],
        event=correction.target,
        start=anchor["start"],
        end=anchor["end"],
        words=anchor["words"],
        source=anchor["source"],
        publisher=anchor["publisher"],
    )
    made = Change(
        told=anchor["told"],
        day=anchor["told"],
        move="made",
        outcome=data["outcome"],
        side=data["side"],
        why="added by a person" + (f": {correction.why}" if correction.why else ""),
        evidence=(evidence,),
        due=data["due"],
        condition=data["condition"],
        who=correction.who,
    )
    return Overture(
        id=correction.target,
        about=anchor["words"],
        history=(made,),
        persons=tuple(data["persons"]),
        other_persons=tuple(data["other_persons"]),
        **{name: data[name] for name in ("kind", "act", "mode", "side", "other", "lane")},
    )


def _applied(held: list[Overture], correction: Correction) -> list[Overture]:
    index = _index(held, correction.target, correction.payload.get("anchor"))
    if index is None:
        return held
    target = held[index]
    if correction.action == "reject":
        return held[:index] + held[index + 1 :]
    if correction.action == "merge":
        return _merged(held, index, correction)
    if correction.action == "split":
        return held[:index] + _split(target, correction) + held[index + 1 :]
    changed = target
    if correction.action == "edit":
        values = correction.payload.get("set", {})
        changed = replace(target, kind=values.get("kind", target.kind))
    return [*held[:index], _judged(changed, correction), *held[index + 1 :]]


def _index(held: Sequence[Overture], target: str, anchor: Anchor | None) -> int | None:
    """Return which overture is meant: by its id, else (a newer coder) by its words and who deals with whom."""
    for index, overture in enumerate(held):
        if overture.id == target:
            return index
    for index, overture in enumerate(held):
        if anchor and anchor.get("lane") in (None, overture.lane) and any(_at(e, anchor) for e in overture.evidence):
            return index
    return None


def _at(evidence: Evidence, anchor: Anchor) -> bool:
    return (evidence.report, evidence.start, evidence.end) == (anchor["report"], anchor["start"], anchor["end"])


def _judged(overture: Overture, correction: Correction) -> Overture:
    """Return the overture with the person's word as the last change of its history."""
    values = correction.payload.get("set", {}) if correction.action == "edit" else {}
    last = overture.history[-1]
    made = Change(
        told=values.get("day") or last.told,
        day=values.get("day") or last.day,
        move="confirmed by a person" if correction.action == "accept" else "corrected",
        outcome=values.get("outcome", overture.outcome),
        side=None,
        why=correction.why or "",
        due=values.get("due"),
        who=correction.who,
    )
    return replace(overture, history=(*overture.history, made))


def _merged(held: list[Overture], index: int, correction: Correction) -> list[Overture]:
    into = _index(held, str(correction.payload.get("into")), correction.payload.get("into_anchor"))
    if into is None or into == index:
        return held
    one, other = held[into], held[index]
    changes = sorted((*one.history, *other.history), key=lambda c: (c.told, c.day))
    why = f"merged with {other.id}" + (f": {correction.why}" if correction.why else "")
    made = Change(changes[-1].told, changes[-1].day, "merged", changes[-1].outcome, None, why, who=correction.who)
    joined = replace(one, history=(*changes, made), terms=tuple(sorted({*one.terms, *other.terms})))
    return [joined if i == into else o for i, o in enumerate(held) if i != index]


def _split(overture: Overture, correction: Correction) -> list[Overture]:
    events = set(correction.payload.get("events", ()))
    places: Sequence[Anchor] = correction.payload.get("places", ())
    apart = tuple(
        c for c in overture.history for e in c.evidence if e.event in events or any(_at(e, place) for place in places)
    )
    apart = tuple(dict.fromkeys(apart))
    rest = tuple(c for c in overture.history if c not in apart)
    if not apart or not rest:
        return [overture]
    why = "split by a person" + (f": {correction.why}" if correction.why else "")
    made = Change(apart[-1].told, apart[-1].day, "split", apart[-1].outcome, None, why, who=correction.who)
    own = replace(
        overture,
        id=make_id("o", overture.id, *sorted(events)),
        about=apart[0].evidence[0].words if apart[0].evidence else overture.about,
        history=(*apart, made),
    )
    return [replace(overture, history=rest), own]
