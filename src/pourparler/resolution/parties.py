"""From the words of a party ("US and South Korean officials", "he") to actors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pourparler.lexicon.roles import word_set
from pourparler.records import Analysis, Party, Span
from pourparler.resolution.referents import Discourse

UTTERANCES = word_set("utterances")


def head_of(analysis: Analysis, span: Span) -> tuple[int, int, int]:
    """Return (head token, first, last) of a span: the token whose head lies outside, nouns first."""
    first, last = analysis.tokens_in(span.start, span.end)
    if first >= last:
        return -1, first, last
    outside = [i for i in range(first, last) if not first <= analysis.heads[i] < last or analysis.heads[i] == i]
    nominal = [i for i in outside if analysis.pos[i] in ("NOUN", "PROPN", "PRON")]
    leading = [i for i in nominal if analysis.deps[i] != "conj"]
    return (leading or nominal or outside)[0], first, last


def resolve(world: Discourse, party: Party | None) -> tuple[Party, ...]:
    """Return the actors of a party: one, several for groups and coordinations, or the party as it was."""
    if party is None:
        return ()
    if party.id is not None or party.span is None:
        return (party,)
    head, first, last = head_of(world.analysis, party.span)
    if head < 0:
        return (party,)
    ids, candidates = _of_head(world, head, first, last)
    ids = _within(world, ids, head, first)
    if not ids:
        return (replace(party, candidates=candidates) if candidates else _named(world, party),)
    ids = _other_half(world, head) + ids
    for other in world.analysis.conjuncts(head)[1:]:
        if first <= other < last:
            ids = ids + world.of_token(other)
    found = tuple(as_party(world, i, party.span) for i in dict.fromkeys(ids))
    return (replace(found[0], country=found[0].country or party.country),) if len(found) == 1 else found


def _other_half(world: Discourse, head: int) -> tuple[str, ...]:
    """The North of "North and South Korea", which the words of a party may leave out."""
    for index in world.by_head.get(head, ()):
        first = world.phrases[index].tokens[0]
        for other in world.by_head.get(first - 2, ()):
            if world.phrases[other].rule == "compass" and world.analysis.words[first - 1] in ("and", "or"):
                return world.resolved[other].ids
    return ()


def _within(world: Discourse, ids: tuple[str, ...], head: int, first: int) -> tuple[str, ...]:
    """Of "US and South Korean officials", keep those whose state the words of the party name."""
    split = [i for i in world.by_head.get(head, ()) if world.phrases[i].rule == "group:split"]
    if len(split) < 2 or first <= world.phrases[split[0]].tokens[0]:
        return ids
    states = {i for at in range(first, head) for i in world.of_token(at)}
    kept = [
        world.resolved[i].ids[0] for i in split if world.phrases[i].detail.states[0] in states and world.resolved[i].ids
    ]
    return tuple(kept) or ids


def _of_head(world: Discourse, head: int, first: int, last: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (ids, candidates) of the phrase at a head token, or of whose words or deeds it tells."""
    for index in world.by_head.get(head, ()):
        found = world.resolved[index]
        if found.ids or found.candidates:
            return world.of_token(head) or found.ids, found.candidates
    inside = [
        i
        for i, p in enumerate(world.phrases)
        if first <= p.tokens[0] and p.tokens[1] <= last and p.detail.name is not None and p.rule != "adjective"
    ]
    for index in inside:
        phrase = world.phrases[index]
        if phrase.tokens[0] <= head < phrase.tokens[1]:
            return world.resolved[index].ids, world.resolved[index].candidates
    for index, phrase in enumerate(world.phrases):
        if phrase.detail.name is not None and phrase.tokens[0] == first and head < phrase.tokens[1]:
            return world.resolved[index].ids, world.resolved[index].candidates
    if world.analysis.lemmas[head].lower() in UTTERANCES:
        return _of_utterance(world, head)
    return (), ()


def _of_utterance(world: Discourse, head: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ "Trump's statement", "a statement by the ministry", "a KCNA commentary"."""
    a = world.analysis
    for kid in a.children[head]:
        modifies = a.deps[kid] in ("poss", "compound", "nmod", "amod")
        if modifies and (ids := world.of_token(kid)):
            return ids, ()
        if a.deps[kid] in ("prep", "agent") and a.words[kid].lower() in ("by", "from", "of"):
            target = a.child(kid, "pobj")
            if target is not None and (ids := world.of_token(target)):
                return ids, ()
    return (), ()


def as_party(world: Discourse, id: str, span: Span | None) -> Party:
    """Return the party of a referent, with the words it was given in."""
    referent = world.referents[id]
    return Party(referent.name, span, id, referent.country, referent.sector)


def _named(world: Discourse, party: Party) -> Party:
    """A party without an actor keeps its words, and a country where an adjective gives one."""
    return party


def resolve_all(world: Discourse, parties: Iterable[Party]) -> tuple[Party, ...]:
    """Resolve several parties; one actor stands once."""
    found: dict[object, Party] = {}
    for party in parties:
        for one in resolve(world, party):
            found.setdefault(one.id or (one.span.start if one.span else one.name), one)
    return tuple(found.values())
