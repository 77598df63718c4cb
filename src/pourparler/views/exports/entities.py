"""The record as FollowTheMoney entities, one JSON object a line: what Aleph, OpenAleph and yente load.

Actors are ``Person``, ``PublicBody`` or ``Organization``, reports ``Article``, events ``Event`` with the parties as
``involved``, who acts as ``organizer`` too, and the report as ``proof``. Property names are those of
https://followthemoney.tech/explorer/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pourparler.records import Event, Report
from pourparler.records.edtf import iso_bounds
from pourparler.records.kept import ActorSummary, Kept
from pourparler.records.text import one_line
from pourparler.views.sentences import plain_sentence

Entity = dict[str, Any]
SCHEMATA = {"person": "Person", "state": "PublicBody", "office": "PublicBody"}
"""The schema of each kind of actor; all others are organizations."""


def entities(events: Iterable[Kept[Event]], actors: Iterable[ActorSummary]) -> Iterator[Entity]:
    """Yield actors, then each report before its first event; parties that are no actors of the record are left out."""
    known = set()
    for actor in actors:
        known.add(actor.id)
        yield _actor(actor)
    reports = set()
    for kept in events:
        if kept.report.id not in reports:
            reports.add(kept.report.id)
            yield _report(kept.report)
        yield _event(kept, known)


def _entity(id: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    told = {name: [v for v in dict.fromkeys(values) if v] for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _actor(actor: ActorSummary) -> Entity:
    schema = SCHEMATA.get(actor.kind, "Organization")
    facts: dict[str, list[str | None]] = {"name": [actor.name], "country": [actor.country and actor.country.lower()]}
    if schema == "Person":
        facts["position"] = [role.title for role in actor.roles]
    return _entity(actor.id, schema, **facts)


def _report(report: Report) -> Entity:
    return _entity(
        report.id,
        "Article",
        title=[report.title],
        publisher=[report.publisher],
        publishedAt=[report.published],
        sourceUrl=[report.url],
    )


def _event(kept: Kept[Event], known: set[str]) -> Entity:
    event = kept.item
    first, last = iso_bounds(event.date)
    return _entity(
        event.id,
        "Event",
        name=[plain_sentence(event)],
        summary=[one_line(event.evidence.text)],
        date=[first if first == last else None],
        startDate=[first if first != last else None],
        endDate=[last if first != last else None],
        location=[event.place.name if event.place else None],
        organizer=[p.id for p in event.actors if p.id in known],
        involved=[p.id for p in (*event.actors, *event.recipients, *event.third_parties) if p.id in known],
        keywords=[event.act, event.force],
        proof=[kept.report.id],
        sourceUrl=[kept.report.url],
    )
