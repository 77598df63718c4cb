"""Corrections put on findings and overtures: what a person said stands over what was computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from pourparler.lexicon.codes import codes_of
from pourparler.records import Event, Statement
from pourparler.records.corrections import Correction
from pourparler.records.ids import make_id
from pourparler.records.overtures import Change, Overture

Finding = TypeVar("Finding", Event, Statement)
EDITABLE = ("force", "act", "mode", "negated", "historical", "date", "due")
OVERTURE_EDITABLE = ("outcome", "kind", "due")


def findings(report: str, items: Iterable[Finding], corrections: Sequence[Correction]) -> list[Finding]:
    """Return the findings of a report with the corrections put on them, in the order they were made."""
    if not corrections:
        return list(items)
    found = []
    for item in items:
        kept: Finding | None = item
        for correction in corrections:
            if kept is not None and _means(correction, report, item):
                kept = _corrected(kept, correction)
        if kept is not None:
            found.append(kept)
    return found


def _means(correction: Correction, report: str, item: Event | Statement) -> bool:
    if correction.target_kind != ("event" if isinstance(item, Event) else "statement"):
        return False
    if correction.target == item.id:
        return True
    span = item.anchor if isinstance(item, Event) else item.evidence
    return correction.anchor == (report, span.start, span.end)


def _corrected(item: Finding, correction: Correction) -> Finding | None:
    if correction.action == "reject":
        return None
    if correction.action != "edit":
        return item
    values = {k: v for k, v in correction.payload.get("set", {}).items() if k in EDITABLE and hasattr(item, k)}
    changed = replace(item, **values)
    if isinstance(changed, Event):
        return replace(changed, codes=codes_of(changed))
    return changed


# -- overtures --------------------------------------------------------------------------------------
def overtures(held: Iterable[Overture], corrections: Iterable[Correction]) -> list[Overture]:
    """Return the overtures with the corrections put on them, in the order they were made."""
    found = list(held)
    for correction in corrections:
        if correction.target_kind == "overture":
            found = _applied(found, correction)
    return found


def _applied(held: list[Overture], correction: Correction) -> list[Overture]:
    index = _index(held, correction.target, correction.anchor)
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


def _index(held: Sequence[Overture], target: str, anchor: tuple[str, int, int] | None) -> int | None:
    for index, overture in enumerate(held):
        if overture.id == target:
            return index
    for index, overture in enumerate(held):
        if any((e.report, e.start, e.end) == anchor for e in overture.evidence):
            return index
    return None


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
    into = _index(held, str(correction.payload.get("into")), None)
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
    apart = tuple(c for c in overture.history if any(e.event in events for e in c.evidence))
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
