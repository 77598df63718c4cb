"""Short stories for the ledger: one line an event, no language model needed."""

from __future__ import annotations

from pourparler.ledger.moves import Move, moves_of
from pourparler.project.ledger import fold_moves
from pourparler.records import Coding, Condition, Document, Event, Party, Reading, Report, Span
from pourparler.records.ids import make_id
from pourparler.records.overtures import Overture

NAMES = {
    "NOR": Party("Norland", None, "norland", "NOR"),
    "SUD": Party("Sudia", None, "sudia", "SUD"),
    "ZEM": Party("Zembla", None, "zembla", "ZEM"),
    "berg": Party("Ada Berg", None, "ada-berg", "NOR", "GOV"),
    "holm": Party("Per Holm", None, "per-holm", "NOR", "GOV"),
    "tal": Party("Omar Tal", None, "omar-tal", "SUD", "GOV"),
}
KINDS = {p.id or "": "person" if p.sector else "state" for p in NAMES.values()}


def event(force: str, act: str, actors: str, recipients: str, words: str, number: int = 0, **more: object) -> Event:
    """Return an event; parties are keys of ``NAMES``, blank between; a mode follows a stroke in ``act``."""
    act, _, mode = act.partition("/")
    start = 1000 * number
    condition = more.pop("condition", None)
    rule = str(more.pop("rule", "a rule"))
    return Event(
        id=make_id("e", words, number, force, more.get("day")),
        force=force,  # type: ignore[arg-type]
        act=act,
        mode=mode or None,
        actors=tuple(NAMES[k] for k in actors.split()),
        recipients=tuple(NAMES[k] for k in recipients.split()),
        evidence=Span(start, start + len(words), words),
        anchor=Span(start, start + len(words.split()[0]), words.split()[0]),
        confidence=0.9,
        coding=Coding("test", "1", rule),
        condition=Condition(Span(0, 1, str(condition))) if condition else None,
        **{k: v for k, v in more.items() if k != "day"},  # type: ignore[arg-type]
    )


def reading(day: str, *events: Event, publisher: str = "Courier", text: str = "") -> Reading:
    """Return the reading of one report."""
    key = f"{day} {publisher} {[e.id for e in events]} {text}"
    report = Report(make_id("r", key), make_id("v", key), publisher=publisher, published=day, language="en", url=key)
    words = text or " ".join(e.evidence.text for e in events)
    return Reading(Document(report, words, ((0, len(words)),)), events=tuple(events))


def moves(*readings: Reading) -> list[Move]:
    """Return the moves of readings."""
    return [m for r in readings for m in moves_of(r.document.report, r.events, KINDS)]


def ledger(*readings: Reading) -> list[Overture]:
    """Return the overtures of readings, folded in memory."""
    return fold_moves(moves(*readings))


def told(overture: Overture) -> list[tuple[str, str, str]]:
    """Return (day, move, outcome) of a history."""
    return [(c.told, c.move, c.outcome) for c in overture.history]
