"""A person's corrections put on the findings of one version of a report, before they become rows.

A correction means the finding with its id; where a newer coder gave that another id, the one at the same
words; where a new version of the report has them elsewhere, the only one with the same clause. What a
person added means nothing but itself. The last word counts: what was rejected can be accepted again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pourparler.lexicon.codes import codes_of
from pourparler.records import Actor, Condition, Event, Geo, Party, Reading, Span, Statement, contract
from pourparler.records.corrections import PERSON, Correction

Finding = Statement | Event
SEVERAL = ("actors", "recipients", "third_parties", "others")
ONE = ("speaker", "addressee", "channel")


@dataclass(frozen=True, slots=True)
class Amended:
    """A finding as it stands; ``coded`` as the coder made it, where that is another, else None."""

    item: Finding
    coded: Finding | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class AmendedReading:
    """The findings of a reading as they stand, and the actors that only corrections name."""

    statements: tuple[Amended, ...]
    events: tuple[Amended, ...]
    actors: tuple[Actor, ...] = ()


def amend(reading: Reading, made: Sequence[Correction]) -> AmendedReading:
    """Return the findings of a reading with corrections (of its report, in their order) put on them."""
    text = reading.document.text
    statements = _amended(reading.statements, text, [c for c in made if c.target_kind == "statement"])
    events = _amended(reading.events, text, [c for c in made if c.target_kind == "event"])
    return AmendedReading(statements, events, _named(reading, made, (*statements, *events)) if made else ())


def _amended(items: Sequence[Finding], text: str, made: Sequence[Correction]) -> tuple[Amended, ...]:
    found = [Amended(item) for item in items]
    for correction in made:
        if correction.action == "add":
            added = _added(correction, text)
            if added is not None and not any(_is_same(a.item, added) for a in found):
                found.append(Amended(added))
            continue
        for index in _meant(correction, found):
            found[index] = _judged(found[index], correction)
    return tuple(found)


# -- which finding ----------------------------------------------------------------------------------
def _meant(correction: Correction, found: Sequence[Amended]) -> list[int]:
    by_id = [i for i, a in enumerate(found) if a.item.id == correction.target]
    anchor = correction.payload.get("anchor") or {}
    if by_id or not anchor or anchor.get("added"):
        return by_id
    coded = [i for i, a in enumerate(found) if not is_added(a.item)]
    place = (anchor.get("start"), anchor.get("end"))
    there = [i for i in coded if _place(found[i].item) == place]
    if there:
        return there
    same = [i for i in coded if found[i].item.evidence.text == anchor.get("words")]
    return same if len(same) == 1 else []


def meant(correction: Correction, items: Iterable[Finding]) -> Finding | None:
    """Return the finding that a correction means among those of its kind, None when it is there no more."""
    kind = Event if correction.target_kind == "event" else Statement
    held = [Amended(item) for item in items if isinstance(item, kind)]
    return next((held[index].item for index in _meant(correction, held)), None)


def _place(item: Finding) -> tuple[int, int]:
    span = anchor_of(item)
    return span.start, span.end


def anchor_of(item: Finding) -> Span:
    """Return the span that a finding is known by: the word of an act, the clause of a statement."""
    return item.anchor if isinstance(item, Event) else item.evidence


def is_added(item: Finding) -> bool:
    """Return whether a person added a finding."""
    return item.coding.coder == PERSON


# -- what becomes of it -----------------------------------------------------------------------------
def _judged(held: Amended, correction: Correction) -> Amended:
    if correction.action in ("accept", "reject"):
        return replace(held, rejected=correction.action == "reject")
    if correction.action != "edit":
        return held
    changed = edited(held.item, correction.payload.get("set", {}))
    return replace(held, item=changed, coded=held.coded or held.item)


def edited(item: Finding, values: dict[str, Any]) -> Finding:
    """Return a finding with other values; an event's codes follow."""
    given = {name: _value(name, value) for name, value in values.items() if hasattr(item, name)}
    changed: Finding = replace(item, **given)
    return replace(changed, codes=codes_of(changed)) if isinstance(changed, Event) else changed


def _value(name: str, value: Any) -> Any:
    if name in SEVERAL:
        return tuple(map(contract.party_from, value))
    if value is None:
        return None
    if name in ONE:
        return contract.party_from(value)
    if name == "place":
        return Geo(**value)
    if name == "condition":
        return Condition(Span(value["start"], value["end"], value["text"]))
    return value


# -- what a person added ----------------------------------------------------------------------------
def _added(correction: Correction, text: str) -> Finding | None:
    """Return an added finding where its words stand in ``text``; None when they are gone, or not to be told apart."""
    data, anchor = correction.payload["finding"], correction.payload["anchor"]
    words = anchor["words"]
    start = anchor["start"]
    if text[start : start + len(words)] != words:
        if text.count(words) != 1:
            return None
        start = text.index(words)
    moved = _moved(data, start - anchor["start"], text)
    if moved is None:
        return None
    return contract.event_from(moved) if correction.target_kind == "event" else contract.statement_from(moved)


def _moved(data: Any, by: int, text: str) -> Any:
    """Return a JSON object with its spans moved; None when one of them does not hold its words then."""
    copy = json.loads(json.dumps(data))
    stack = [copy]
    while stack:
        one = stack.pop()
        if isinstance(one, dict) and {"start", "end", "text"} <= one.keys():
            one["start"], one["end"] = one["start"] + by, one["end"] + by
            if text[max(0, one["start"]) : max(0, one["end"])] != one["text"]:
                return None
        stack += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    return copy


def _is_same(held: Finding, added: Finding) -> bool:
    """Return whether a coder found by itself what a person had added."""
    if isinstance(held, Event) and isinstance(added, Event):
        near = held.evidence.start < added.evidence.end and added.evidence.start < held.evidence.end
        return near and _said(held) == _said(added)
    if isinstance(held, Statement) and isinstance(added, Statement):
        return held.content == added.content and _ids(held.speakers) == _ids(added.speakers)
    return False


def _said(event: Event) -> tuple[object, ...]:
    return event.force, event.act, event.mode, event.negated, _ids(event.actors), _ids(event.recipients)


def _ids(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(p.id or p.name for p in parties)


# -- actors that only corrections name --------------------------------------------------------------
def _named(reading: Reading, made: Sequence[Correction], amended: Iterable[Amended]) -> tuple[Actor, ...]:
    taking_part = {p.id for a in amended for p in parties_of(a.item)} - {a.id for a in reading.actors}
    told = {data["id"]: data for c in made for data in c.payload.get("actors", ())}
    return tuple(contract.actor_from(told[i]) for i in sorted(i for i in taking_part if i) if i in told)


def parties_of(item: Finding) -> tuple[Party, ...]:
    """Return all who take part in a finding."""
    if isinstance(item, Event):
        found: tuple[Party | None, ...] = (*item.actors, *item.recipients, *item.third_parties, item.speaker)
    else:
        found = (*item.speakers, item.addressee, item.channel)
    return tuple(p for p in found if p)
