"""Somebody unnamed who is named a sentence or two later: "A ministry spokeswoman denied it … Anna Holm said"."""

from __future__ import annotations

from pourparler.records import Role
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.referents import Discourse, Referent

SPOKES = frozenset(("spokesman", "spokeswoman", "spokesperson"))
REACH = 2
"""Sentences between the description and the name."""


def name_the_unnamed(world: Discourse, sources: frozenset[int]) -> None:
    """Make a spokesperson without a name and the name that goes on speaking one person.

    ``sources`` are the head tokens of speakers. The name stands bare (no office, no country by the text),
    speaks, and nobody else with a name has spoken since the description did.
    """
    order = sorted(head for head in sources if not world.quoted(head))
    for place, head in enumerate(order[1:], start=1):
        named = _bare(world, head)
        if named is None:
            continue
        before = order[place - 1]
        unnamed = next((r for i in world.of_token(before) if (r := world.referents[i]).nouns & SPOKES), None)
        if unnamed is not None and _same(world, named, unnamed, before, head):
            _merge(world, named, unnamed, before)


def _bare(world: Discourse, head: int) -> Referent | None:
    """Return the person whom the name at ``head`` introduces without an office."""
    ids = world.of_token(head)
    referent = world.referents[ids[0]] if len(ids) == 1 else None
    if referent is None or not referent.person:
        return None
    names = [world.phrases[i].head for i in referent.phrases if world.phrases[i].detail.name is not None]
    if not names or min(names) != head:
        return None
    phrases = [world.phrases[i] for i in world.by_head[head]]
    if any(p.detail.title or p.detail.noun or p.detail.states for p in phrases) or " " not in referent.name:
        return None
    return referent


def _same(world: Discourse, named: Referent, unnamed: Referent, before: int, head: int) -> bool:
    a = world.analysis
    if unnamed.entry is not None or any(world.phrases[i].detail.name is not None for i in unnamed.phrases):
        return False
    if a.sentence_of[head] - a.sentence_of[before] > REACH:
        return False
    if named.gender and unnamed.gender and named.gender != unnamed.gender:
        return False
    if named.entry is not None:
        speaks = any("spoke" in r.title or "press" in r.title for r in named.entry.roles)
        return speaks and named.country == unnamed.country
    return named.country is None and not named.roles and not named.nouns


def _merge(world: Discourse, named: Referent, unnamed: Referent, before: int) -> None:
    """Give the name what the description said, and the description the name."""
    for index in list(unnamed.phrases):
        world.resolved[index].ids = tuple(named.id if i == unnamed.id else i for i in world.resolved[index].ids)
        named.phrases.append(index)
        named.first = min(named.first, world.phrases[index].head)
    unnamed.phrases.clear()
    named.nouns |= unnamed.nouns
    named.gender = named.gender or unnamed.gender
    if named.entry is None:
        named.country, named.sector = unnamed.country, unnamed.sector
        phrase = _described(world, before)
        owner = next((i for i in (*phrase.detail.bodies, *phrase.detail.states) if i in world.gazetteer.entries), None)
        of = world.gazetteer.entries[owner].name if owner else None
        named.roles.append(Role(sorted(unnamed.nouns & SPOKES)[0], of, unnamed.country, evidence=phrase.span))


def _described(world: Discourse, head: int) -> Phrase:
    return next(world.phrases[i] for i in world.by_head[head] if world.phrases[i].detail.noun is not None)
