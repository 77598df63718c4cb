"""Pronouns in events that the sieve left open: whoever speaks, or nobody at all."""

from __future__ import annotations

from dataclasses import replace

from pourparler.lexicon.roles import word_set
from pourparler.records import Analysis, Event, Party, Statement

STAND_INS = word_set("pronouns")
"""Words that tell of nobody as long as they are not resolved."""
FIRST = frozenset(("i", "we", "us", "me", "my", "our"))
THIRD = frozenset(("he", "she", "it"))
SUBJECTS = THIRD | {"they", "i", "we", "who", "you", "both"}
TEXTS = word_set("texts")
"""Nouns for texts and bodies that speak and are "it"."""
THINGLIKE = frozenset({"it", "which", "that", "this", "what", "there"})
DELIBERATE = frozenset({"offer", "promise", "accept", "refuse", "threaten"})
"""Forces that somebody must have."""
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


def of_somebody(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Leave out hopes and beliefs of nobody: "it appears that …", "the trip, which will see him visit …"."""
    gone = {s.id for s in statements if s.kind == "attitude" and _nobody(s.speaker)}
    return tuple(replace(s, parent=None) if s.parent in gone else s for s in statements if s.id not in gone)


def _nobody(speaker: Party | None) -> bool:
    return speaker is None or (not speaker.id and speaker.name.lower() in THINGLIKE)


def carried_on(statements: tuple[Statement, ...], analysis: Analysis) -> tuple[Statement, ...]:
    """Return the statements with the speakers that their open pronouns carry on.

    "A protected witness told the tribunal … She said …", "The communiqué … It adds …": whoever spoke just before, by
    a description that names no actor, where number and kind allow the pronoun. "I" in a statement inside another is
    the speaker of the outer one. Everything else stays open.
    """
    found: list[Statement] = []
    by_id: dict[str, Statement] = {}
    last: Statement | None = None
    for one in statements:
        speaker = one.speaker
        word = speaker.name.lower() if speaker is not None and not is_told(speaker) else ""
        before = by_id.get(one.parent or "", last)
        if speaker is not None and word and before is not None and _means(word, one, before, analysis):
            teller = before.speaker
            if teller is not None and is_told(teller):
                one = replace(one, speaker=replace(teller, span=speaker.span))
        found.append(one)
        by_id[one.id] = one
        last = one if one.parent is None and one.kind != "attitude" else last
    return tuple(found)


def _means(word: str, one: Statement, before: Statement, analysis: Analysis) -> bool:
    if word in FIRST and one.parent is not None:
        return before.id == one.parent
    if word in FIRST:
        return before.kind == "direct" and _near(one, before, analysis)
    return one.parent is None and _goes_on(one, before, analysis)


def _near(one: Statement, before: Statement, analysis: Analysis) -> bool:
    """Return whether a statement begins in the sentence in which the one before ends, or in the next."""
    start = one.speaker.span if one.speaker is not None else None
    if start is None or before.content[0].start > start.start:
        return False
    last = _end(before)
    gap = analysis.sentence_of[span_head(analysis, start.start, start.end)]
    return gap - analysis.sentence_of[analysis.tokens_in(*last)[1] - 1] <= 1


def _goes_on(one: Statement, before: Statement, analysis: Analysis) -> bool:
    """Return whether a pronoun can mean the described speaker of the statement before."""
    speaker, teller = one.speaker, before.speaker
    if speaker is None or teller is None or teller.id or not is_told(teller):
        return False
    if speaker.span is None or teller.span is None or teller.span.start > speaker.span.start:
        return False
    heads = [span_head(analysis, p.span.start, p.span.end) for p in (speaker, teller) if p.span is not None]
    if not _near(one, before, analysis):
        return False
    tag, word = analysis.tags[heads[1]], speaker.name.lower()
    if word == "they":
        return tag in ("NNS", "NNPS")
    thing = analysis.lemmas[heads[1]].lower() in TEXTS
    return tag in ("NN", "NNP") and (word == "it") == thing if word in THIRD else False


def _end(statement: Statement) -> tuple[int, int]:
    spans = [*statement.content, *([statement.cue] if statement.cue else [])]
    last = max(spans, key=lambda s: s.end)
    return last.start, last.end


def span_head(analysis: Analysis, start: int, end: int) -> int:
    """Return the token of a span that hangs on a word outside it, the last one where several do."""
    first, last = analysis.tokens_in(start, end)
    heads = [t for t in range(first, last) if not first <= analysis.heads[t] < last or analysis.heads[t] == t]
    return heads[0] if heads else max(first, last - 1)


def _is_open(party: Party, means: frozenset[str]) -> bool:
    return not party.id and party.name.lower() in means
