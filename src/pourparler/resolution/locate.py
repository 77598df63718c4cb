"""Give each event the place that its own clause names, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.records import Analysis, Event, Mention
from pourparler.resolution.places import find_places, place_of

SPOKEN = frozenset(("ACCUSE", "SUPPORT", "REJECT", "THREATEN", "CONCEDE", "STATE", "REQUEST"))
TOPICAL = frozenset(("discuss", "debate", "mention"))
"""Acts of words and verbs of talk: a place in their object is what the talk is about."""


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
            event = replace(event, place=place_of(analysis, places, anchor[0], evidence, direct))
        found.append(event)
    return tuple(found)
