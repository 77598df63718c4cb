"""Whose proposal an event of a report answers, before it becomes a move: bare answers, refused terms, headlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pourparler.ledger.sides import sides_of
from pourparler.lexicon.ledger_words import has_word, load_ledger_words
from pourparler.records import Event

GENERIC = frozenset({"AGREE", "REQUEST", "REJECT", "STATE", "SUPPORT"})
"""Acts of moves that may answer something without naming it: "accepted the invitation"."""
ANSWERING = frozenset({"refuse", "accept", "promise", "offer"})
PROPOSING = frozenset({"offer", "demand", "request", "threaten"})
NEAR = 700
"""Characters between a proposal and an answer that does not name it."""


def answers_in(events: Sequence[Event]) -> dict[str, str]:
    """Return by event the other side of "rejected the offer" and of the offer that it answers.

    What is answered is the last proposal of somebody else that the report told shortly before: any for an answer
    that names no act, one put to this side for an answer with the same act.
    """
    found: dict[str, str] = {}
    words = load_ledger_words()
    ordered = sorted(events, key=lambda e: e.anchor.start)
    for number, answer in enumerate(ordered):
        side = next(iter(sides_of(answer.actors)), None)
        if side is None or answer.recipients or answer.force not in ANSWERING:
            continue
        bare = answer.force in ("refuse", "accept") and answer.act in GENERIC
        bare = bare and has_word(answer.evidence.text, words.asking | words.offering)
        for proposal in reversed(ordered[:number]):
            proposer = next(iter(sides_of(proposal.actors)), None)
            if answer.anchor.start - proposal.anchor.start > NEAR or proposer in (None, side):
                continue
            asked = proposal.act == answer.act and side in sides_of(proposal.recipients)
            if proposal.force in PROPOSING and proposer is not None and (bare or asked):
                found[answer.id] = proposer
                if not proposal.recipients:
                    found.setdefault(proposal.id, side)
                break
    return found


def refusing_terms(held: Sequence[Event], events: Sequence[Event]) -> list[Event]:
    """Return the events, those that refuse what an offer was made on as refusals of the offer.

    "… was ready to talk if the north disarmed. The north said it would not disarm."
    """
    terms = {event.condition_of: event for event in events if event.condition_of}
    found = list(held)
    for number, refusal in enumerate(found):
        if refusal.force != "refuse" or refusal.recipients:
            continue
        sides = set(sides_of(refusal.actors))
        for offer in held:
            term = terms.get(offer.id)
            near = 0 < refusal.anchor.start - offer.anchor.start <= NEAR
            if term is None or not near or offer.force not in ("offer", "promise") or term.act != refusal.act:
                continue
            if sides & set(sides_of((*term.actors, *term.recipients))) and not sides & set(sides_of(offer.actors)):
                found[number] = replace(refusal, act=offer.act, mode=offer.mode, recipients=offer.actors)
    return found


def is_headline_of(event: Event, events: Sequence[Event]) -> bool:
    """Return whether an event says without an act what another one of the report says with it.

    "Turkey offers to host talks", above the sentence that says to whom.
    """
    if event.act not in GENERIC or event.recipients or not event.coding.rule.startswith("bare "):
        return False
    sides = set(sides_of(event.actors))
    return any(
        other.force == event.force and other.act not in GENERIC and sides & set(sides_of(other.actors))
        for other in events
    )
