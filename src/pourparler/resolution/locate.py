"""Give each event the place that its own clause names, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.records import Analysis, Event, Mention
from pourparler.resolution.places import Place, find_places, place_of

SPOKEN = frozenset(("ACCUSE", "SUPPORT", "REJECT", "THREATEN", "CONCEDE", "STATE", "REQUEST"))
TOPICAL = frozenset(("discuss", "debate", "mention"))
"""Acts of words and verbs of talk: a place in their object is what the talk is about."""


WHERE_THEY_ARE = frozenset(("AID", "MOBILIZE", "ASSAULT", "COERCE", "PROTEST"))
"""Acts that take place where the one that they are done to is."""


def locate(
    analysis: Analysis, mentions: Sequence[Mention], events: Sequence[Event], gazetteer: Gazetteer
) -> tuple[Event, ...]:
    """Return the events with their places; an event that a coder has placed itself keeps its place."""
    if not events:
        return ()
    places = find_places(analysis, mentions, gazetteer)
    found = []
    for event in events:
        anchor = analysis.tokens_in(event.anchor.start, event.anchor.end)
        if event.place is None and anchor[0] < anchor[1]:
            evidence = analysis.tokens_in(event.evidence.start, event.evidence.end)
            direct = event.act in SPOKEN or event.mode == "negotiate" or analysis.lemmas[anchor[0]] in TOPICAL
            open_to = places if _strikes(event) else [p for p in places if not _is_party(analysis, p, event)]
            event = replace(event, place=place_of(analysis, open_to, anchor[0], evidence, direct))
        found.append(event)
    return tuple(found)


def _strikes(event: Event) -> bool:
    return event.act in WHERE_THEY_ARE or event.mode == "visit"


def _is_party(analysis: Analysis, place: Place, event: Event) -> bool:
    """Return whether a place only stands for a party: "offered a truce to Baghdad", unless it says "in Baghdad"."""
    if place.relation == "at":
        return False
    start, end = analysis.starts[place.tokens[0]], analysis.ends[place.tokens[1] - 1]
    parties = (*event.actors, *event.recipients, *event.third_parties)
    return any(p.span is not None and p.span.start <= start and end <= p.span.end for p in parties)
