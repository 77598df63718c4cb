"""PLOVER JSONL: one JSON object a line; the format that loses nothing.

``text_info`` holds the whole event as our own JSON contract writes it, ``cite_info`` its report. PLOVER's
auxiliary modes say what other formats cannot: ``historical``, ``future``, ``hypothetical``, ``negation``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pourparler.lexicon.codes import NO_CODES, TYPES, codes_of, look_up
from pourparler.records import Codes, Event, Party
from pourparler.records.contract import event_dict
from pourparler.records.edtf import iso_bounds
from pourparler.records.kept import Kept
from pourparler.views.exports.common import LeftOut, day_of

FUTURE = frozenset({"offer", "promise", "accept", "predict"})


def lines(kept: Kept[Event]) -> Iterator[str]:
    """Yield the one line of an event."""
    yield json.dumps(record(kept), ensure_ascii=False, allow_nan=False)


def record(kept: Kept[Event]) -> dict[str, Any]:
    """Return the PLOVER record of an event, keys in the order of the manual, empty ones left out."""
    event = kept.item
    codes = _codes(event)
    day = day_of(kept)
    last = iso_bounds(event.date)[1]
    made = {
        "id": event.id,
        "date": day.isoformat(),
        "enddate": last if last != day.isoformat() else None,
        "actor": [_party(p) for p in event.actors],
        "recipient": [_party(p) for p in event.recipients],
        "event": [codes.plover],
        "mode": [*filter(None, [codes.mode]), *_auxiliary(event)],
        "context": list(event.contexts),
        "quad_code": codes.quad,
        "event_scale": codes.intensity,
        "event_loc": _place(event),
        "event_text": event.anchor.text,
        "link": kept.report.url,
        "text": event.evidence.text,
        "text_info": event_dict(kept.item),
        "cite_info": _cite(kept),
        "coder": f"{event.coding.coder} {event.coding.version}".strip(),
    }
    required = ("actor",)
    return {key: value for key, value in made.items() if value not in (None, "", [], {}) or key in required}


def _codes(event: Event) -> Codes:
    """Return the event's codes; what did not happen has those of the deed, and an auxiliary mode says so."""
    codes = event.codes or codes_of(event)
    if codes == NO_CODES and event.act in TYPES:
        return look_up("did", event.act, event.mode)
    if codes.plover is None:
        raise LeftOut("no PLOVER type")
    return codes


def _auxiliary(event: Event) -> Iterator[str]:
    if event.historical:
        yield "historical"
    if event.force in FUTURE:
        yield "future"
    if event.force == "suppose" or event.condition_of:
        yield "hypothetical"
    if event.negated:
        yield "negation"


def _party(party: Party) -> dict[str, Any]:
    made = {"actorText": party.name, "code": party.country, "sector": party.sector, "id": party.id}
    return {key: value for key, value in made.items() if value}


def _place(event: Event) -> dict[str, Any]:
    place = event.place
    if place is None:
        return {}
    made = {
        "name": place.name,
        "country": place.country,
        "region": place.region,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonameid": place.geonameid,
    }
    return {key: value for key, value in made.items() if value is not None}


def _cite(kept: Kept[Event]) -> dict[str, Any]:
    names = ("id", "version", "title", "publisher", "url", "published", "language", "origin")
    return {name: value for name in names if (value := getattr(kept.report, name))}
