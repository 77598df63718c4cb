"""Which rows of a record are worth a line of a brief, and in which order."""

from __future__ import annotations

from collections.abc import Iterable

from pourparler.ledger.happenings import Happening
from pourparler.ledger.journeys import Leg
from pourparler.lexicon.countries import name_of
from pourparler.lexicon.roles import word_set
from pourparler.records import Event, Party, Statement
from pourparler.records.kept import Kept

FEWEST_WORDS = 4
"""Words of less say too little."""


def worth_telling(event: Event) -> bool:
    """Return whether all who take part bear a name: "they met officials" says nothing."""
    parties = (*event.actors, *event.recipients)
    return bool(parties) and not any(_is_nameless(p) for p in parties)


def deeds(happenings: Iterable[Happening]) -> list[Happening]:
    """Return what was done, without mere words."""
    told = (h for h in happenings if h.event.force == "did" and not h.event.negated)
    return [h for h in told if worth_telling(h.event) and (h.event.act, h.event.mode) != ("STATE", None)]


def denials(happenings: Iterable[Happening]) -> list[Happening]:
    """Return what was denied or did not happen."""
    return [h for h in happenings if (h.event.force == "deny" or h.event.negated) and worth_telling(h.event)]


def telling(statements: Iterable[Kept[Statement]]) -> list[Kept[Statement]]:
    """Return statements in the order a brief wants them: own words of named speakers, newest first.

    Said twice (wire copies) is said once.
    """
    seen: set[str] = set()
    ranked: list[tuple[tuple[bool, str, float, str], Kept[Statement]]] = []
    for kept in statements:
        words = " ".join(span.text for span in kept.item.content)
        plain = "".join(c for c in words.casefold() if c.isalnum())
        if kept.item.speaker is None or kept.item.historical or len(words.split()) < FEWEST_WORDS or plain in seen:
            continue
        seen.add(plain)
        named = kept.item.speaker.id is not None and kept.item.kind in ("direct", "mixed")
        ranked.append(((named, kept.day or "", kept.item.confidence, kept.item.id), kept))
    ranked.sort(key=lambda pair: pair[0], reverse=True)
    return [kept for _, kept in ranked]


def trips(journeys: Iterable[Leg]) -> list[Leg]:
    """Return stops, without those that name but the country of a place where the traveller was on these days."""
    held = list(journeys)
    near: dict[tuple[str, str | None], list[Leg]] = {}
    for leg in held:
        near.setdefault((leg.actor, leg.country), []).append(leg)
    return [leg for leg in held if not any(_is_within(other, leg) for other in near[leg.actor, leg.country])]


def _is_within(other: Leg, leg: Leg) -> bool:
    """Return whether a stop of the same traveller in the same country says more closely where that was."""
    if leg.country is None or other.place == leg.place or not (other.begin <= leg.end and leg.begin <= other.end):
        return False
    return name_of(leg.country) == leg.place


def _is_nameless(party: Party) -> bool:
    return party.name == party.name.lower() or (party.id is None and party.name.casefold() in word_set("pronouns"))
