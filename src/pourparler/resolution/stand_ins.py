"""Pronouns in events that the sieve left open: whoever speaks, or nobody at all."""

from __future__ import annotations

from dataclasses import replace

from pourparler.lexicon.roles import word_set
from pourparler.records import Event, Party, Statement

STAND_INS = word_set("pronouns")
"""Words that tell of nobody as long as they are not resolved."""
FIRST = frozenset(("i", "we", "us", "me", "my", "our"))
THIRD = frozenset(("he", "she", "it"))
SUBJECTS = THIRD | {"they", "i", "we", "who", "you", "both"}
WEAK = 0.8
"""Confidence under which an act that an unresolved pronoun did is left out."""


def is_told(party: Party) -> bool:
    """Return whether a party is more than a pronoun that stands for nobody known."""
    return bool(party.id) or party.name.lower() not in STAND_INS


def is_loose(event: Event) -> bool:
    """Return whether only an unresolved pronoun acts, and acts weakly or is no subject: "them"."""
    if not event.actors or any(map(is_told, event.actors)):
        return False
    if all(p.name.lower() not in SUBJECTS for p in event.actors):
        return True
    return event.force == "did" and event.confidence < WEAK


def spoken_for(event: Event, statement: Statement | None) -> Event:
    """Return the event with "I" and "we" as the speaker of its statement, and "he", "it" of an indirect one.

    Only where nothing else resolved the pronoun: a speaker that is described ("the militia said it …") is no
    actor that the sieve knows.
    """
    speaker = statement.speaker if statement is not None else None
    if statement is None or speaker is None or not is_told(speaker):
        return event
    means = FIRST if statement.kind != "indirect" else FIRST | THIRD
    actors = tuple(dict.fromkeys(speaker if _is_open(p, means) else p for p in event.actors))
    recipients = tuple(dict.fromkeys(speaker if _is_open(p, FIRST) else p for p in event.recipients))
    known = {p.name for p in actors}
    return replace(event, actors=actors, recipients=tuple(p for p in recipients if p.name not in known))


def _is_open(party: Party, means: frozenset[str]) -> bool:
    return not party.id and party.name.lower() in means
