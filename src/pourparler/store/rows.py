"""From a reading to rows: one function a table, each pure."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from pourparler.records import Actor, Event, Itinerary, Party, Reading, Statement, contract, one_line
from pourparler.records.edtf import iso_bounds

Row = dict[str, Any]
ONLY_CORRECTIONS = "2|"
"""How the ``basis`` of an actor begins whom corrections alone name."""


def digest(reading: Reading) -> str:
    """Return a hash of all that a reading says, but for where its file lay."""
    return _digest(contract.to_dict(reading))


def _digest(data: Row) -> str:
    said = {**data, "report": {k: v for k, v in data["report"].items() if k != "origin"}}
    return blake2b(contract.dumps(said).encode(), digest_size=12).hexdigest()


def version_row(reading: Reading, number: int, report_id: str) -> Row:
    """Return the row of ``versions``; its ``payload`` leaves out the text and what has its own table."""
    report = reading.document.report
    data = contract.to_dict(reading)
    digest_of_all = _digest(data)
    text = data["document"].pop("text")
    for part in ("actors", "statements", "events"):
        del data[part]
    return {
        "number": number,
        "report": report_id,
        "key": report.id,
        "version": report.version,
        "current": False,
        "digest": digest_of_all,
        "title": report.title,
        "publisher": report.publisher,
        "agency": report.agency,
        "url": report.url,
        "published": report.published,
        "day": day_of(None, report.published),
        "language": report.language,
        "text": text,
        "payload": contract.dumps(data),
    }


def appearance_rows(reading: Reading, version: int) -> list[Row]:
    """Return the rows of ``appearances``."""
    return [
        {
            "version": version,
            "position": position,
            "actor": actor.id,
            "basis": _basis(actor, reading),
            "payload": contract.dumps(contract.actor_dict(actor)),
        }
        for position, actor in enumerate(reading.actors)
    ]


def named_rows(actors: Iterable[Actor], version: int, start: int) -> list[Row]:
    """Return the rows of ``appearances`` of actors whom corrections alone name, from the position ``start`` on."""
    return [
        {
            "version": version,
            "position": position,
            "actor": actor.id,
            "basis": f"{ONLY_CORRECTIONS}{actor.id}",
            "payload": contract.dumps(contract.actor_dict(actor)),
        }
        for position, actor in enumerate(actors, start)
    ]


def role_rows(reading: Reading, version: int) -> list[Row]:
    """Return the rows of ``roles``."""
    names = ("title", "of", "country", "begin", "end", "former")
    return [
        {"version": version, "actor": actor.id, **{name: getattr(role, name) for name in names}}
        for actor in reading.actors
        for role in actor.roles
    ]


def statement_row(statement: Statement, version: int, number: int, published: str | None) -> Row:
    """Return the row of a statement."""
    first, last = iso_bounds(statement.date)
    return {
        "number": number,
        "version": version,
        "id": statement.id,
        "kind": statement.kind,
        "date": statement.date,
        "first": first,
        "last": last,
        "day": day_of(statement.date, published),
        "historical": statement.historical,
        "confidence": statement.confidence,
        "speaker": ", ".join(p.name for p in statement.speakers) or None,
        "words": " … ".join(one_line(span.text) for span in statement.content),
        "payload": contract.dumps(contract.statement_dict(statement)),
    }


def event_row(event: Event, version: int, number: int, published: str | None) -> Row:
    """Return the row of an event."""
    first, last = iso_bounds(event.date)
    codes, place = event.codes, event.place
    return {
        "number": number,
        "version": version,
        "id": event.id,
        "force": event.force,
        "act": event.act,
        "mode": event.mode,
        "plover": codes.plover if codes else None,
        "cameo": codes.cameo if codes else None,
        "quad": codes.quad if codes else None,
        "intensity": codes.intensity if codes else None,
        "goldstein": codes.goldstein if codes else None,
        "negated": event.negated,
        "historical": event.historical,
        "date": event.date,
        "due": event.due,
        "first": first,
        "last": last,
        "day": day_of(event.date, published),
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "conditional": event.condition is not None,
        "statement": event.statement,
        "confidence": event.confidence,
        "words": one_line(event.evidence.text),
        "payload": contract.dumps(contract.event_dict(event)),
    }


def party_rows(finding: Statement | Event, version: int, number: int) -> list[Row]:
    """Return the rows of ``parties`` of one finding."""
    if isinstance(finding, Statement):
        of = {"statement": number, "event": None}
        parts: Iterable[tuple[str, Iterable[Party | None]]] = (
            ("speaker", finding.speakers),
            ("addressee", (finding.addressee,)),
            ("channel", (finding.channel,)),
        )
    else:
        of = {"statement": None, "event": number}
        parts = (
            ("actor", finding.actors),
            ("recipient", finding.recipients),
            ("third", finding.third_parties),
            ("speaker", (finding.speaker,)),
        )
    return [
        {
            "version": version,
            **of,
            "part": part,
            "position": position,
            "actor": party.id,
            "name": party.name,
            "country": party.country,
            "sector": party.sector,
        }
        for part, parties in parts
        for position, party in enumerate(parties)
        if party is not None
    ]


def stop_rows(itineraries: tuple[Itinerary, ...], version: int) -> list[Row]:
    """Return the rows of ``stops``."""
    found = []
    for index, itinerary in enumerate(itineraries):
        for position, stop in enumerate(itinerary.stops):
            first, last = iso_bounds(stop.date)
            found.append(
                {
                    "version": version,
                    "itinerary": index,
                    "position": position,
                    "actor": itinerary.actor.id,
                    "name": itinerary.actor.name,
                    "place": stop.place,
                    "country": stop.country,
                    "date": stop.date,
                    "first": first,
                    "last": last,
                    "planned": stop.planned,
                }
            )
    return found


def diagnostic_rows(reading: Reading, version: int) -> list[Row]:
    """Return the rows of ``diagnostics``."""
    return [
        {"version": version, "position": position, "level": d.level, "message": d.message}
        for position, d in enumerate(reading.diagnostics)
    ]


def day_of(date: str | None, published: str | None) -> str | None:
    """Return the first day of an EDTF ``date``, else the day of ``published``, else None."""
    return iso_bounds(date)[0] or (published[:10] if published else None)


def _basis(actor: Actor, reading: Reading) -> str:
    """Return a sort key: gazetteer's actors first, then the earliest report that has the actor."""
    report = reading.document.report
    return f"{int(not actor.known)}|{(report.published or '9999')[:10]}|{report.id}|{report.version}"
