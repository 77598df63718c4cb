"""Overtures and predictions as lines of a brief: a sentence, the state on the day, one step a change.

Sides are told by the people or bodies that the opening words name ("Kim Jong Un offered to meet Donald
Trump"), else by the name of the side. Overtures that one sentence put to several sides are one line while
their stories are the same; a proposal to nobody that the same report also tells with its other side is that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pourparler.ledger.predictions import Prediction
from pourparler.ledger.sides import sides_of
from pourparler.lexicon.phrases import phrase_of
from pourparler.project.situation import Situation
from pourparler.records import Coding, Event, Party, Span
from pourparler.records.overtures import Change, Evidence, Overture, deadline
from pourparler.views.brief.lines import QUOTE, Cited, Draft, Fact, Line, Step, words_in
from pourparler.views.overtures import WORDS, outcome_words, side_name
from pourparler.views.sentences import Piece, names, sentence
from pourparler.views.wording import day_words, due_words, plural, short

SILENT = frozenset({"repeated", "confirmed", "recalled"})
"""Moves that are no step of a story: the same said again."""
TONES = {
    "offer": "offer",
    "demand": "demand",
    "threat": "threaten",
    "promise": "promise",
    "refusal": "refuse",
    "prediction": "predict",
    "meeting": "promise",
}
"""The force that an overture's line is told and coloured with."""
KNOWN_BY_ANSWER = {"offer": "an offer of", "demand": "a demand for"}
"""What an overture is called whose answer alone was reported."""
TALKS = {"fulfilled": "took place", "withdrawn": "called off"}
"""Outcomes of talks and visits in their own words."""
PASSED = {"expired": " (passed)", "due": " (now)", "not yet due": "", "none": ""}
NOTES_A_LINE, NOTES_A_STEP = 2, 2
CUT = 300
"""Characters of words that the ledger keeps: words of that length were cut."""

Group = tuple[Overture, ...]


def grouped(overtures: Iterable[Overture]) -> list[Group]:
    """Return overtures that are one line each, in their order."""
    found: dict[tuple[object, ...], list[Overture]] = {}
    for overture in overtures:
        found.setdefault(_story(overture), []).append(overture)
    groups = list(found.values())
    addressed = {_told_by(e, g[0]) for g in groups if g[0].other for e in g[0].history[0].evidence}
    kept = [g for g in groups if g[0].other or not any(_told_by(e, g[0]) in addressed for e in g[0].evidence)]
    return [tuple(group) for group in kept]


def _story(overture: Overture) -> tuple[object, ...]:
    first = overture.history[0]
    opening = first.evidence[0].event if first.evidence else overture.id
    moves = tuple((c.day, c.move, c.outcome) for c in overture.history)
    return opening, overture.kind, overture.side, moves


def _told_by(evidence: Evidence, overture: Overture) -> tuple[str, ...]:
    return evidence.report, overture.kind, overture.act, overture.mode or "", overture.side


# -- lines ------------------------------------------------------------------------------------------
def proposal(group: Group, situation: Situation) -> Draft:
    """Return the line of overtures that are told as one."""
    overture = group[0]
    changes = _changes(overture)
    first = tuple(dict.fromkeys(_cited(overture.history[0].evidence, situation)))
    line = Line(
        id=overture.id,
        day=overture.history[0].day,
        tone=TONES[overture.kind],
        sentence=told(group, situation),
        words=short(words_in(overture.about), QUOTE),
        facts=tuple(_facts(overture, situation.day)),
        steps=tuple(_step(overture, change, situation) for change in changes),
        more=max(0, len(first) - NOTES_A_LINE),
    )
    steps = tuple(tuple(_cited(c.evidence, situation))[:NOTES_A_STEP] for c in changes)
    return Draft(line, first[:NOTES_A_LINE], (first[:NOTES_A_LINE], *steps[1:]))


def foreseen(prediction: Prediction, situation: Situation) -> Draft:
    """Return the line of a prediction, with what became of it."""
    draft = proposal((prediction.overture,), situation)
    facts = tuple(f if f.name != "outcome" else Fact("outcome", prediction.verdict) for f in draft.line.facts)
    return replace(draft, line=replace(draft.line, facts=facts))


def _changes(overture: Overture) -> list[Change]:
    """Return the changes that are steps, the making first, then by the day on which they happened."""
    first, *others = overture.history
    return [first, *sorted((c for c in others if c.move not in SILENT), key=lambda c: c.day)]


def _cited(found: Iterable[Evidence], situation: Situation) -> Iterator[Cited]:
    for evidence in found:
        report = situation.cited.get(evidence.report)
        if report is not None:
            words = words_in(evidence.words)
            yield report, f"{words}…" if len(evidence.words) >= CUT else words, evidence.event


def _facts(overture: Overture, day: str | None) -> Iterator[Fact]:
    yield from (Fact("condition", words_in(words)) for words in overture.conditions)
    outcome = outcome_words(overture, day)
    yield Fact("outcome", TALKS.get(outcome, outcome) if overture.act == "CONSULT" else outcome)
    if overture.due:
        state = deadline(overture, day) if day and overture.is_open else "none"
        yield Fact("due", due_words(overture.due) + PASSED[state])
    if overture.last_told > overture.history[0].told and (overture.is_open or overture.kind == "refusal"):
        yield Fact("mentioned", f"last mentioned {day_words(overture.last_told)}")
    if overture.sources > 1:
        yield Fact("carried", f"{plural(overture.sources, 'independent source')}")


def _step(overture: Overture, change: Change, situation: Situation) -> Step:
    by = change.who or ("both sides" if change.side == "both" else "")
    if change.side and not by:
        by = names([Party(side_name(change.side, situation.names))])
    move = _move_words(overture, change)
    text = f"{move} by {by}" if by and move not in ("took place", "held", "came true", "overtaken") else move
    if change.due:
        text += f", {due_words(change.due)}"
    return Step(change.day, change.move, change.outcome, by, text)


def _move_words(overture: Overture, change: Change) -> str:
    if change.move == "done":
        own = WORDS.get((overture.kind, "fulfilled"))
        return own or ("took place" if overture.act == "CONSULT" else "done")
    return TALKS.get(change.move, change.move) if overture.act == "CONSULT" else change.move


# -- the sentence -----------------------------------------------------------------------------------
def told(group: Group, situation: Situation) -> tuple[Piece, ...]:
    """Return what was proposed as a sentence."""
    overture, first = group[0], group[0].history[0]
    opening = next((situation.openings[e.event] for e in first.evidence if e.event in situation.openings), None)
    own = _parties(overture.side, opening, situation)
    others = [p for o in group for p in _parties(o.other, opening, situation)]
    phrase = phrase_of(overture.act, overture.mode)
    if first.move == "invited":
        return _pieces(own, "invited", others, f"for {phrase.noun}")
    if overture.kind in KNOWN_BY_ANSWER and first.outcome in ("accepted", "refused"):
        return _pieces(others, f"{first.outcome} {KNOWN_BY_ANSWER[overture.kind]} {phrase.noun} by", own, "")
    if overture.forbear:
        before, _, after = (phrase.whom if others else phrase.alone).partition("{}")
        return _pieces(own, f"promised not to {before.strip()}", others, after.strip())
    if overture.kind == "meeting" and first.outcome == "withdrawn":
        return _pieces(own, f"called off {phrase.noun}" + (" with" if others else ""), others, "")
    if overture.kind == "meeting" and first.side != "both" and first.outcome == "unanswered":
        before, _, after = (phrase.whom if others else phrase.alone).partition("{}")
        return _pieces(own, f"planned to {before.strip()}", others, after.strip())
    return sentence(_as_event(overture, opening, own, others))


def _pieces(own: Iterable[Party], deed: str, others: Iterable[Party], after: str) -> tuple[Piece, ...]:
    who = names(own)
    pieces = (Piece(who[:1].upper() + who[1:], "party"), Piece(deed, "deed"), Piece(names(others), "party"))
    return tuple(piece for piece in (*pieces, Piece(after, "deed")) if piece.text)


def _parties(side: str | None, opening: Event | None, situation: Situation) -> list[Party]:
    """Return who stands for a side in the opening words: people and bodies before the state itself."""
    if side is None:
        return []
    state = Party(side_name(side, situation.names), id=side, country=side if side.isupper() else None)
    told = (*opening.actors, *opening.recipients) if opening else ()
    found = [*sides_of(told).get(side, ()), *(p for p in told if p.id == side)]
    named = [p for p in found if p.id not in (None, side.lower())]
    return named or [state]


def _as_event(overture: Overture, opening: Event | None, own: list[Party], others: list[Party]) -> Event:
    """Return the overture in the form of an event, which sentences are made of."""
    first = overture.history[0]
    force = TONES[overture.kind]
    actors, recipients = own, others
    if overture.kind == "demand" and opening is not None and opening.force == "request":
        force = "request"
    elif overture.kind in ("meeting", "promise") and first.outcome.startswith("accepted"):
        force = "accept"
    speaker = None
    if overture.kind == "prediction":
        actors, recipients, speaker = others, [], own[0]
        if opening is not None:
            actors, recipients = list(opening.actors), list(opening.recipients)
    if first.side == "both":
        actors, recipients = [*own, *others], []
    span = Span(0, len(overture.about), overture.about)
    return Event(
        id=overture.id,
        force=force,  # type: ignore[arg-type]
        act=overture.act,
        mode=overture.mode,
        actors=tuple(actors),
        recipients=tuple(recipients),
        evidence=span,
        anchor=span,
        confidence=1.0,
        coding=Coding("ledger", "1", overture.kind),
        speaker=speaker,
    )
