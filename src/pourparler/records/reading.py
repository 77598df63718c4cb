"""All that one report yielded."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.records.actors import Actor
from pourparler.records.findings import Event, Itinerary, Statement, Time
from pourparler.records.text import Diagnostic, Document


@dataclass(frozen=True, slots=True)
class Reading:
    """The record of one report: what ``pourparler read`` prints."""

    document: Document
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    itineraries: tuple[Itinerary, ...] = ()
    times: tuple[Time, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
