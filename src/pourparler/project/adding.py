"""What a person writes of a finding, made into records: names into actors, quoted words into spans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pourparler.errors import NotFoundError, SettingsError
from pourparler.ledger.moves import lane_of
from pourparler.ledger.sides import side_of
from pourparler.lexicon import gazetteer
from pourparler.lexicon.gazetteer.words import slug
from pourparler.project.judging import PARTIES, PARTY
from pourparler.records import (
    Actor,
    Coding,
    Document,
    Event,
    Geo,
    Party,
    Report,
    Span,
    Statement,
    contract,
)
from pourparler.records.actors import ActorKind
from pourparler.records.corrections import PERSON
from pourparler.records.findings import StatementKind
from pourparler.records.ids import make_id
from pourparler.store import Filters, View
from pourparler.store.amend import edited

NEW = re.compile(r"(.+?) \(([A-Z]{3})\)")
"""How a person writes an actor whom nobody knows yet: ``Ada Berg (NOR)``."""
CODING = Coding(PERSON, "1", "added")


@dataclass(frozen=True, slots=True)
class Made:
    """The id of what a person adds, and the payload of the correction that holds it."""

    id: str
    payload: dict[str, Any]


class Names:
    """Actors by what people call them: those of the record first, then the gazetteer's."""

    def __init__(self, view: View, user_file: Path | None) -> None:
        self._view = view
        self._user_file = user_file

    def actor(self, name: str) -> Actor:
        """Return the one actor of a name, id or country code. Raises ``NotFoundError``, ``SettingsError``."""
        ids, countries = self._view.resolve(name)
        found = self._view.actors(Filters(actors=(name,))) if ids else []
        mine = [a for a in found if a.id in ids]
        exact = [a for a in mine if name.casefold() in (a.name.casefold(), a.id)]
        mine = exact or [a for a in mine if a.kind == "state" and a.country in countries] or mine
        if len(mine) > 1:
            raise SettingsError(f"{name!r} may be {', '.join(a.id for a in mine[:6])}: write the id")
        if mine:
            one = mine[0]
            return Actor(one.id, one.name, cast(ActorKind, one.kind), one.country, one.sector, known=one.known)
        return self._known(name)

    def _known(self, name: str) -> Actor:
        names = gazetteer.load(self._user_file)
        entry = names.state(name.upper()) if len(name) == 3 else None
        entry = entry or next((names.entries[i] for i in names.by_name(name)), None)
        if entry:
            return Actor(entry.id, entry.name, entry.kind, entry.country, entry.sector, known=True)
        if new := NEW.fullmatch(name):
            return Actor(slug(new[1]), new[1], "person", new[2], None)
        raise NotFoundError(f"nobody is called {name!r}; of somebody new also write the country: 'Ada Berg (NOR)'")


def told(values: Mapping[str, Any], document: Document, names: Names) -> dict[str, Any]:
    """Return ``set`` and ``actors`` of a correction: values with parties, place and condition as JSON."""
    actors: dict[str, Actor] = {}
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name in PARTIES:
            people = [names.actor(n.strip()) for n in _listed(value)]
            found[name] = [contract.party_dict(_party(a)) for a in people]
            actors |= {a.id: a for a in people}
        elif name in PARTY and value is not None:
            one = names.actor(str(value))
            found[name] = contract.party_dict(_party(one))
            actors[one.id] = one
        elif name == "place" and value is not None:
            found[name] = contract.geo_dict(Geo(str(value)))
        elif name in ("condition", "cue") and value is not None:
            span = span_of(document, str(value))
            found[name] = {"start": span.start, "end": span.end, "text": span.text}
        else:
            found[name] = value
    return {"set": found, "actors": [contract.actor_dict(actors[i]) for i in sorted(actors)]}


def _listed(value: Any) -> list[str]:
    return [] if value is None else value.split(",") if isinstance(value, str) else list(value)


def _party(actor: Actor) -> Party:
    return Party(actor.name, None, actor.id, actor.country, actor.sector)


def span_of(document: Document, words: str | tuple[int, int]) -> Span:
    """Return the span of words that a report holds once, or of offsets. Raises ``SettingsError``."""
    text = document.text
    if not isinstance(words, str):
        start, end = words
        if not 0 <= start < end <= len(text):
            raise SettingsError(f"the text has {len(text)} characters: {start} to {end} is no part of it")
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        if start == end:
            raise SettingsError("say which words of the report tell it: there are only blanks")
        return Span(start, end, text[start:end])
    if not words.strip():
        raise SettingsError("say which words of the report tell it")
    pattern = r"\s+".join(map(re.escape, words.split()))
    hits = list(re.finditer(pattern, text))
    if not hits:
        raise SettingsError(f"the report does not hold the words {words[:60]!r}")
    if len(hits) > 1:
        places = ", ".join(f"{h.start()}:{h.end()}" for h in hits[:5])
        told = f"the report holds {words[:60]!r} {len(hits)} times ({places})"
        raise SettingsError(f"{told}: quote more, or give offsets")
    return Span(hits[0].start(), hits[0].end(), hits[0].group())


# -- findings ---------------------------------------------------------------------------------------
def made(
    kind: str, report: Report, document: Document, words: str | tuple[int, int], values: Mapping[str, Any], names: Names
) -> Made:
    """Return what a person adds to a report. Raises ``NotFoundError`` and ``SettingsError``."""
    span = span_of(document, words)
    anchor = {"report": report.id, "start": span.start, "end": span.end, "words": span.text, "added": True}
    if kind == "overture":
        item = make_id("o", PERSON, *anchor.values(), sorted(values.items()))
        return Made(item, {"overture": _overture(values, names), "anchor": {**anchor, **_told_by(report)}})
    given = told(values, document, names)
    item = make_id(kind[0], PERSON, *anchor.values(), sorted(values.items()))
    finding = (_event if kind == "event" else _statement)(item, span, given["set"])
    data = contract.event_dict(finding) if isinstance(finding, Event) else contract.statement_dict(finding)
    return Made(item, {"finding": data, "anchor": anchor, "actors": given["actors"]})


def _event(item: str, span: Span, values: Mapping[str, Any]) -> Event:
    bare = Event(item, values["force"], values["act"], values.get("mode"), (), (), span, span, 1.0, CODING)
    made = edited(bare, dict(values))
    assert isinstance(made, Event)
    return made


def _statement(item: str, span: Span, values: Mapping[str, Any]) -> Statement:
    marked = "direct" if span.text[:1] in "\"'“‘«„" else "indirect"
    kind = cast(StatementKind, values.get("kind") or marked)
    cue = values.get("cue")
    cued = Span(cue["start"], cue["end"], cue["text"]) if cue else None
    bare = Statement(item, kind, None, cued, (span,), span, 1.0, CODING)
    made = edited(bare, {k: v for k, v in values.items() if k not in ("cue", "kind")})
    assert isinstance(made, Statement)
    return made


# -- overtures --------------------------------------------------------------------------------------
def _overture(values: Mapping[str, Any], names: Names) -> dict[str, Any]:
    one = names.actor(str(values["from"]))
    other = names.actor(str(values["to"])) if values.get("to") else None
    side, to = side_of(_party(one)) or one.id, side_of(_party(other)) if other else None
    if side == to:
        raise SettingsError(f"an overture is between two sides, and both are {side}")
    return {
        **{name: values.get(name) for name in ("kind", "act", "mode", "due", "condition")},
        "outcome": values.get("outcome") or "unanswered",
        "side": side,
        "other": to,
        "lane": lane_of(side, to, values["act"]),
        "persons": _bound(one),
        "other_persons": _bound(other),
    }


def _bound(actor: Actor | None) -> list[str]:
    """Return the id of a person whom a side is bound to."""
    return [actor.id] if actor and actor.kind == "person" else []


def _told_by(report: Report) -> dict[str, Any]:
    return {"told": (report.published or "")[:10], "publisher": report.publisher, "source": report.id}
