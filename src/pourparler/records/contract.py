"""The JSON contract: a ``Reading`` as one JSON object and back (DESIGN, section 5).

``to_dict`` and ``from_dict`` are inverse to each other; every finding has its own pair, so that the
record can keep one row a finding. Keys come out in a fixed order; ``dumps`` gives the same bytes for
the same reading. The JSON Schema beside the package (``schema/reading.schema.json``) says the same.
"""

from __future__ import annotations

import json
from typing import Any

from pourparler.records.actors import Actor, Mention, Party, Role
from pourparler.records.findings import (
    Codes,
    Coding,
    Condition,
    Event,
    Geo,
    Itinerary,
    Statement,
    Stop,
    Time,
)
from pourparler.records.reading import Reading
from pourparler.records.text import Diagnostic, Document, Furniture, Report, Span

Json = dict[str, Any]

GEO = ("name", "country", "region", "latitude", "longitude", "geonameid")
REPORT = ("id", "version", "title", "publisher", "agency", "url", "published", "language", "place")
ROLE = ("title", "of", "country", "begin", "end", "former")
STOP = ("place", "country", "date", "planned")
TIME = ("edtf", "grain", "direction", "role", "rule")


def to_dict(reading: Reading) -> Json:
    """Return the reading as the JSON object that ``pourparler read --format json`` prints."""
    return {
        "report": report_dict(reading.document),
        "document": document_dict(reading.document),
        "actors": [actor_dict(a) for a in reading.actors],
        "statements": [statement_dict(s) for s in reading.statements],
        "events": [event_dict(e) for e in reading.events],
        "itineraries": [itinerary_dict(i) for i in reading.itineraries],
        "times": [time_dict(t) for t in reading.times],
        "diagnostics": [diagnostic_dict(d) for d in reading.diagnostics],
    }


def from_dict(data: Json) -> Reading:
    """Return the reading that ``to_dict`` made ``data`` from; missing parts are empty."""
    return Reading(
        document=document_from(data["report"], data["document"]),
        actors=tuple(map(actor_from, data.get("actors", ()))),
        statements=tuple(map(statement_from, data.get("statements", ()))),
        events=tuple(map(event_from, data.get("events", ()))),
        itineraries=tuple(map(itinerary_from, data.get("itineraries", ()))),
        times=tuple(map(time_from, data.get("times", ()))),
        diagnostics=tuple(map(diagnostic_from, data.get("diagnostics", ()))),
    )


def dumps(data: Any, indent: int | None = None) -> str:
    """Return ``data`` as JSON text: readable Unicode, no trailing blanks, the same bytes every time."""
    return json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)


# -- report and document ----------------------------------------------------------------------------
def report_dict(document: Document) -> Json:
    """Return the report with its furniture."""
    report = document.report
    return {
        **{name: getattr(report, name) for name in REPORT},
        "authors": list(report.authors),
        "topics": list(report.topics),
        "origin": report.origin,
        "furniture": [{**_span(f.span), "kind": f.kind} for f in document.furniture],
    }


def document_dict(document: Document) -> Json:
    """Return the text that spans index, with its paragraphs and its own diagnostics."""
    return {
        "text": document.text,
        "headline": list(document.headline) if document.headline else None,
        "paragraphs": [list(p) for p in document.paragraphs],
        "diagnostics": [diagnostic_dict(d) for d in document.diagnostics],
    }


def report_from(data: Json) -> Report:
    """Return the report alone, without its text."""
    facts: Json = {name: data.get(name) for name in REPORT}
    return Report(
        **facts,
        authors=tuple(data.get("authors", ())),
        topics=tuple(data.get("topics", ())),
        origin=data.get("origin"),
    )


def document_from(report: Json, data: Json) -> Document:
    """Return the document of a report object and a document object."""
    headline = data.get("headline")
    return Document(
        report=report_from(report),
        text=data["text"],
        paragraphs=tuple((p[0], p[1]) for p in data.get("paragraphs", ())),
        furniture=tuple(Furniture(f["kind"], _span_from(f)) for f in report.get("furniture", ())),
        headline=(headline[0], headline[1]) if headline else None,
        diagnostics=tuple(map(diagnostic_from, data.get("diagnostics", ()))),
    )


# -- actors -----------------------------------------------------------------------------------------
def actor_dict(actor: Actor) -> Json:
    """Return an actor with its roles and mentions."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "known": actor.known,
        "roles": [role_dict(r) for r in actor.roles],
        "mentions": [mention_dict(m) for m in actor.mentions],
    }


def actor_from(data: Json) -> Actor:
    """Return the actor of an object of ``actors``."""
    return Actor(
        id=data["id"],
        name=data["name"],
        kind=data["kind"],
        country=data.get("country"),
        sector=data.get("sector"),
        known=data.get("known", False),
        roles=tuple(map(role_from, data.get("roles", ()))),
        mentions=tuple(map(mention_from, data.get("mentions", ()))),
    )


def role_dict(role: Role) -> Json:
    """Return a role with the words it was learnt from."""
    return {**{name: getattr(role, name) for name in ROLE}, "evidence": _maybe(role.evidence)}


def role_from(data: Json) -> Role:
    """Return the role of an object of ``roles``."""
    return Role(
        title=data["title"],
        of=data.get("of"),
        country=data.get("country"),
        begin=data.get("begin"),
        end=data.get("end"),
        former=data.get("former", False),
        evidence=_maybe_from(data.get("evidence")),
    )


def mention_dict(mention: Mention) -> Json:
    """Return a mention: its span, and how it was resolved."""
    return {
        **_span(mention.span),
        "kind": mention.kind,
        "actor": mention.actor,
        "candidates": list(mention.candidates),
        "rule": mention.rule,
        "confidence": mention.confidence,
        "tokens": list(mention.tokens),
        "head": mention.head,
    }


def mention_from(data: Json) -> Mention:
    """Return the mention of an object of ``mentions``."""
    first, last = data.get("tokens", (0, 0))
    return Mention(
        span=_span_from(data),
        tokens=(first, last),
        head=data.get("head", 0),
        kind=data["kind"],
        actor=data.get("actor"),
        candidates=tuple(data.get("candidates", ())),
        rule=data.get("rule", ""),
        confidence=data.get("confidence", 1.0),
    )


def party_dict(party: Party) -> Json:
    """Return a participant: the words and the actor they stand for."""
    return {
        "id": party.id,
        "name": party.name,
        "country": party.country,
        "sector": party.sector,
        "span": _maybe(party.span),
        "candidates": list(party.candidates),
    }


def party_from(data: Json) -> Party:
    """Return the participant of an object."""
    return Party(
        name=data["name"],
        span=_maybe_from(data.get("span")),
        id=data.get("id"),
        country=data.get("country"),
        sector=data.get("sector"),
        candidates=tuple(data.get("candidates", ())),
    )


# -- findings ---------------------------------------------------------------------------------------
def statement_dict(statement: Statement) -> Json:
    """Return a statement as an object of ``statements``."""
    return {
        "id": statement.id,
        "kind": statement.kind,
        "speaker": _party(statement.speaker),
        "others": [party_dict(p) for p in statement.others],
        "cue": _maybe(statement.cue),
        "source": _maybe(statement.source),
        "content": [_span(s) for s in statement.content],
        "addressee": _party(statement.addressee),
        "venue": _maybe(statement.venue),
        "channel": _party(statement.channel),
        "date": statement.date,
        "parent": statement.parent,
        "attribution": statement.attribution,
        "historical": statement.historical,
        "negated": statement.negated,
        "evidence": _span(statement.evidence),
        "confidence": statement.confidence,
        "coding": coding_dict(statement.coding),
    }


def statement_from(data: Json) -> Statement:
    """Return the statement of an object of ``statements``."""
    return Statement(
        id=data["id"],
        kind=data["kind"],
        speaker=_party_from(data.get("speaker")),
        others=tuple(map(party_from, data.get("others", ()))),
        cue=_maybe_from(data.get("cue")),
        source=_maybe_from(data.get("source")),
        content=tuple(map(_span_from, data["content"])),
        addressee=_party_from(data.get("addressee")),
        venue=_maybe_from(data.get("venue")),
        channel=_party_from(data.get("channel")),
        date=data.get("date"),
        parent=data.get("parent"),
        attribution=data.get("attribution", "on record"),
        historical=data.get("historical", False),
        negated=data.get("negated", False),
        evidence=_span_from(data["evidence"]),
        confidence=data["confidence"],
        coding=coding_from(data["coding"]),
    )


def event_dict(event: Event) -> Json:
    """Return an event as an object of ``events``."""
    condition = event.condition
    return {
        "id": event.id,
        "force": event.force,
        "act": event.act,
        "mode": event.mode,
        "negated": event.negated,
        "historical": event.historical,
        "actors": [party_dict(p) for p in event.actors],
        "recipients": [party_dict(p) for p in event.recipients],
        "third_parties": [party_dict(p) for p in event.third_parties],
        "speaker": _party(event.speaker),
        "date": event.date,
        "due": event.due,
        "place": geo_dict(event.place) if event.place else None,
        "condition": {"span": _span(condition.span), "kind": condition.kind, "event": condition.event}
        if condition
        else None,
        "condition_of": event.condition_of,
        "statement": event.statement,
        **codes_dict(event.codes),
        "contexts": list(event.contexts),
        "anchor": _span(event.anchor),
        "evidence": _span(event.evidence),
        "confidence": event.confidence,
        "coding": coding_dict(event.coding),
    }


def event_from(data: Json) -> Event:
    """Return the event of an object of ``events``."""
    condition, place = data.get("condition"), data.get("place")
    return Event(
        id=data["id"],
        force=data["force"],
        act=data["act"],
        mode=data.get("mode"),
        negated=data.get("negated", False),
        historical=data.get("historical", False),
        actors=tuple(map(party_from, data["actors"])),
        recipients=tuple(map(party_from, data["recipients"])),
        third_parties=tuple(map(party_from, data.get("third_parties", ()))),
        speaker=_party_from(data.get("speaker")),
        date=data.get("date"),
        due=data.get("due"),
        place=geo_from(place) if place else None,
        condition=Condition(_span_from(condition["span"]), condition["kind"], condition.get("event"))
        if condition
        else None,
        condition_of=data.get("condition_of"),
        statement=data.get("statement"),
        codes=codes_from(data),
        contexts=tuple(data.get("contexts", ())),
        anchor=_span_from(data["anchor"]),
        evidence=_span_from(data["evidence"]),
        confidence=data["confidence"],
        coding=coding_from(data["coding"]),
    )


def codes_dict(codes: Codes | None) -> Json:
    """Return the keys ``plover``, ``cameo`` and ``goldstein`` of an event."""
    if codes is None:
        return {"plover": None, "cameo": None, "goldstein": None}
    plover = {"type": codes.plover, "mode": codes.mode, "quad": codes.quad, "intensity": codes.intensity}
    return {"plover": plover, "cameo": codes.cameo, "goldstein": codes.goldstein}


def codes_from(data: Json) -> Codes | None:
    """Return the codes of an event object, None when it was never looked up."""
    plover = data.get("plover")
    if plover is None:
        return None
    return Codes(
        plover=plover["type"],
        mode=plover["mode"],
        quad=plover["quad"],
        intensity=plover["intensity"],
        cameo=data.get("cameo"),
        goldstein=data.get("goldstein"),
    )


def geo_dict(place: Geo) -> Json:
    """Return a place."""
    return {**{name: getattr(place, name) for name in GEO}, "span": _maybe(place.span)}


def geo_from(data: Json) -> Geo:
    """Return the place of an object."""
    facts: Json = {name: data.get(name) for name in GEO}
    return Geo(**facts, span=_maybe_from(data.get("span")))


def itinerary_dict(itinerary: Itinerary) -> Json:
    """Return a journey as an object of ``itineraries``."""
    stops = [{**{name: getattr(stop, name) for name in STOP}, "span": _maybe(stop.span)} for stop in itinerary.stops]
    coding = coding_dict(itinerary.coding) if itinerary.coding else None
    return {"actor": party_dict(itinerary.actor), "stops": stops, "coding": coding}


def itinerary_from(data: Json) -> Itinerary:
    """Return the journey of an object of ``itineraries``."""
    stops = tuple(
        Stop(s["place"], s.get("country"), s.get("date"), s["planned"], _maybe_from(s.get("span")))
        for s in data["stops"]
    )
    coding = data.get("coding")
    return Itinerary(party_from(data["actor"]), stops, coding_from(coding) if coding else None)


def time_dict(time: Time) -> Json:
    """Return a time expression: its span and its value."""
    return {
        **_span(time.span),
        **{name: getattr(time, name) for name in TIME},
        "tokens": list(time.tokens),
    }


def time_from(data: Json) -> Time:
    """Return the time expression of an object of ``times``."""
    first, last = data.get("tokens", (0, 0))
    return Time(span=_span_from(data), tokens=(first, last), **{name: data[name] for name in TIME})


def coding_dict(coding: Coding) -> Json:
    """Return who made a row."""
    return {"coder": coding.coder, "version": coding.version, "rule": coding.rule}


def coding_from(data: Json) -> Coding:
    """Return who made a row."""
    return Coding(data["coder"], data["version"], data["rule"])


def diagnostic_dict(diagnostic: Diagnostic) -> Json:
    """Return a diagnostic as an object of ``diagnostics``."""
    return {
        "level": diagnostic.level,
        "message": diagnostic.message,
        "span": _maybe(diagnostic.span),
    }


def diagnostic_from(data: Json) -> Diagnostic:
    """Return the diagnostic of an object of ``diagnostics``."""
    return Diagnostic(data["level"], data["message"], _maybe_from(data.get("span")))


# -- spans ------------------------------------------------------------------------------------------
def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _span_from(data: Json) -> Span:
    return Span(data["start"], data["end"], data["text"])


def _maybe(span: Span | None) -> Json | None:
    return _span(span) if span else None


def _maybe_from(data: Json | None) -> Span | None:
    return _span_from(data) if data else None


def _party(party: Party | None) -> Json | None:
    return party_dict(party) if party else None


def _party_from(data: Json | None) -> Party | None:
    return party_from(data) if data else None
