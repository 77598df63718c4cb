"""PLOVER JSONL, ours and others'; also a JSON array of records, and names of earlier drafts of PLOVER."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from pourparler.errors import NotFoundError
from pourparler.lexicon.codes import look_up, plover_to_deed
from pourparler.lexicon.contexts import CONTEXTS
from pourparler.lexicon.countries import from_code
from pourparler.lexicon.formats import PLOVER_AUXILIARY
from pourparler.readers.events.common import BadRow, Line, day, event, place, problem, sentence
from pourparler.records import Coding, Diagnostic, Event, Party, Report
from pourparler.records.contract import event_from
from pourparler.records.edtf import days
from pourparler.records.ids import make_id
from pourparler.records.kept import Kept

OLDER_TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Types of earlier drafts that later ones merged into others."""


def read(lines: Iterator[Line], name: str) -> Iterator[Kept[Event] | Diagnostic]:
    """Yield the events of a PLOVER file."""
    for line, record in _records(lines):
        try:
            if not isinstance(record, dict):
                raise BadRow("not a JSON object")
            yield _event(record, name)
        except BadRow as reason:
            yield problem(name, line, str(reason))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield problem(name, line, f"{type(error).__name__}: {error}")


def _records(lines: Iterator[Line]) -> Iterator[tuple[Line, Any]]:
    first = next(lines)
    if first.text.lstrip().startswith("["):
        whole = "\n".join([first.text, *(line.text for line in lines)])
        try:
            records = json.loads(whole)
        except (ValueError, RecursionError):
            records = [None]
        yield from ((first, record) for record in records)
        return
    yield first, _parsed(first)
    for line in lines:
        yield line, _parsed(line)


def _parsed(line: Line) -> Any:
    try:
        return json.loads(line.text)
    except (ValueError, RecursionError):
        return None


def _event(record: dict[str, Any], name: str) -> Kept[Event]:
    whole = record.get("text_info")
    if isinstance(whole, dict) and {"force", "act", "anchor", "evidence"} <= whole.keys():
        made = event_from(whole)
    else:
        made = _foreign(record)
    return Kept(_report(record, name), made, day(str(record["date"])))


def _foreign(record: dict[str, Any]) -> Event:
    types, modes = _texts(record.get("event")), _texts(record.get("mode"))
    if not types:
        raise BadRow("no event type")
    kind = OLDER_TYPES.get(types[0].upper(), types[0].upper())
    own = [mode for mode in modes if mode not in PLOVER_AUXILIARY]
    mode = "investigate" if types[0].upper() == "INVESTIGATE" else next(iter(own), None)
    try:
        deed = plover_to_deed(kind, mode)
    except NotFoundError as error:
        raise BadRow(str(error)) from error
    actors = _parties(record.get("actor") or record.get("source"))
    recipients = _parties(record.get("recipient") or record.get("target"))
    first = day(str(record["date"]))
    last = day(str(record["enddate"])) if record.get("enddate") else first
    return _flagged(
        event(
            make_id("e", "plover", record["id"]),
            deed,
            look_up(*deed),
            (actors, recipients),
            _span_of_days(first, last),
            Coding("import:plover", str(record.get("version", "")), "/".join(filter(None, (kind, mode)))),
            text=str(record.get("text") or sentence(actors, kind, recipients)),
            contexts=tuple(c for c in _contexts(record.get("context")) if c in CONTEXTS),
            at=_place(record.get("event_loc") or record.get("eventLoc")),
        ),
        modes,
    )


def _flagged(made: Event, modes: list[str]) -> Event:
    force = "suppose" if "hypothetical" in modes else made.force
    codes = look_up(force, made.act, made.mode) if force != made.force else made.codes
    return replace(
        made,
        force=force,
        codes=codes,
        historical="historical" in modes,
        negated="negation" in modes,
    )


def _span_of_days(first: str, last: str) -> str:
    if last < first:
        raise BadRow(f"ends {last}, before it begins {first}")
    return days(date.fromisoformat(first), date.fromisoformat(last))


def _report(record: dict[str, Any], name: str) -> Report:
    cite = record.get("cite_info")
    cite = cite if isinstance(cite, dict) else {}
    story = str(cite.get("id") or record.get("link") or record["id"])

    def known(key: str, default: Any = None) -> Any:
        return cite.get(key) or (None if "version" in cite else default)

    return Report(
        id=known("id") or make_id("r", "plover", story),
        version=known("version") or make_id("v", "plover", story),
        title=known("title"),
        publisher=known("publisher", record.get("publication")),
        url=known("url", record.get("link")),
        published=known("published"),
        language=known("language", "en"),
        origin=known("origin", f"{name}#{story}"),
    )


def _parties(values: Any) -> tuple[Party, ...]:
    values = values if isinstance(values, list) else [values] if values else []
    return tuple(_party(value) for value in values)


def _party(value: Any) -> Party:
    if isinstance(value, str):
        return Party(value, country=from_code(value[:3]))
    code = str(value.get("code") or value.get("country") or "")
    text = value.get("actorText") or value.get("recipientText") or value.get("name") or value.get("actor") or code
    sector = str(value.get("sector") or code[3:])[:3].upper()
    return Party(str(text), id=value.get("id"), country=from_code(code[:3]), sector=sector or None)


def _place(value: Any) -> Any:
    if isinstance(value, str):
        return place(value, None, "", "", "")
    if not isinstance(value, dict):
        return None
    return place(
        str(value.get("name") or value.get("locText") or ""),
        from_code(str(value.get("country") or value.get("code") or "")),
        str(value.get("region") or ""),
        str(value.get("latitude") or value.get("lat") or ""),
        str(value.get("longitude") or value.get("lon") or ""),
        str(value.get("geonameid") or ""),
    )


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(one) for one in values if one]


def _contexts(value: Any) -> list[str]:
    return [part.strip() for one in _texts(value) for part in one.replace(";", ",").split(",")]
