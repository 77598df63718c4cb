"""Which rows of a situation are worth a line, and which of them say the same as one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pourparler.ledger.situation import Evidence, Matter
from pourparler.lexicon.roles import word_set
from pourparler.records import Party

GIVING = frozenset({"offer", "promise"})


def worth_telling(matter: Matter) -> bool:
    """Return whether somebody takes part whom a reader could name: a pronoun nobody resolved says nothing."""
    event = matter.event
    actors = event.actors or event.recipients
    return bool(actors) and not any(_is_pronoun(p) for p in (*actors, *event.recipients))


def merged(matters: Iterable[Matter]) -> Iterator[Matter]:
    """Yield matters, those of one day, act and pair of sides as one: the first, with the evidence of all.

    "Kim offers to meet Trump" and "North Korea promises to meet the United States" on one day are two
    ways of reporting one thing.
    """
    found: dict[tuple[object, ...], Matter] = {}
    for matter in matters:
        key = _key(matter)
        first = found.get(key)
        found[key] = matter if first is None else _joined(first, matter)
    yield from found.values()


def _joined(first: Matter, other: Matter) -> Matter:
    seen: dict[tuple[str, str], Evidence] = {}
    for evidence in (*first.evidence, *other.evidence):
        seen.setdefault((evidence.report.id, evidence.words.text), evidence)
    conditions = {span.text: span for span in (*first.conditions, *other.conditions)}
    days = [day for day in (first.first, other.first) if day]
    return replace(
        first,
        evidence=tuple(seen.values()),
        conditions=tuple(conditions.values()),
        first=min(days) if days else None,
    )


def _key(matter: Matter) -> tuple[object, ...]:
    event = matter.event
    force = "give" if event.force in GIVING else event.force
    return matter.last, force, event.act, event.mode, _sides(event.actors), _sides(event.recipients), matter.outcome


def _sides(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(sorted({party.country or party.id or party.name.casefold() for party in parties}))


def _is_pronoun(party: Party) -> bool:
    return party.id is None and party.name.casefold() in word_set("pronouns")
