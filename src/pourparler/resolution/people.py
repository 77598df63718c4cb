"""Several people: "both ministers", "the two sides", "US officials"."""

from __future__ import annotations

from pourparler.lexicon.gazetteer.words import slug
from pourparler.lexicon.roles import Noun
from pourparler.resolution.owners import country_of, group_name, owner_states, title_of
from pourparler.resolution.page import DEFINITE
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.referents import Discourse, Referent
from pourparler.resolution.trades import holds, same_trade


def settle_people(world: Discourse, index: int) -> None:
    """Groups: the members when the text named them, else "US officials" as a group of its own."""
    phrase = world.phrases[index]
    noun, mods = phrase.detail.noun, phrase.detail.mods
    assert noun is not None
    owners = owner_states(world, phrase)
    if not owners and noun.form in ("sides", "parties") and mods.determiner == "the" and not mods.number:
        if members := _same_pair(world, phrase, noun):
            world.settle(index, members, "group:members", 0.75)
        return
    if not owners and _is_pair(phrase, noun):
        members = _same_pair(world, phrase, noun) or _members(world, phrase, noun)
        if len(members) == 2:
            world.settle(index, members, "group:members", 0.8)
            return
        if noun.id in ("allies", "polity") or mods.determiner in DEFINITE:
            return
    if not owners and mods.determiner in DEFINITE:
        before = [
            r for r in world.referents.values() if r.plural and 0 <= r.first < phrase.head and noun.text in r.nouns
        ]
        if len(before) == 1:
            world.settle(index, (before[0].id,), "group:report", 0.85)
            return
    base = f"{owners[0]}-" if owners else ""
    id = slug(f"{base}{group_name(noun)}") if owners else slug(title_of(world, phrase, owners))
    if id in world.gazetteer.entries:
        id = f"{id}-group"
    made = world.unknown(id, title_of(world, phrase, owners), "group")
    made.plural = True
    made.country = made.country or country_of(world, owners)
    made.sector = made.sector or noun.sector
    made.nouns.add(noun.text)
    world.settle(index, (id,), "group:described", 0.85 if owners else 0.7)


def _is_pair(phrase: Phrase, noun: Noun) -> bool:
    mods = phrase.detail.mods
    return mods.number == 2 or mods.determiner == "both" or (noun.form == "pair" and mods.determiner == "the")


def _same_pair(world: Discourse, phrase: Phrase, noun: Noun) -> tuple[str, ...]:
    """The members that the same words stood for before ("the two sides … both sides")."""
    for index in range(len(world.phrases) - 1, -1, -1):
        other = world.phrases[index]
        found = world.resolved[index]
        if other.head >= phrase.head or found.rule != "group:members" or other.detail.noun is None:
            continue
        if other.detail.noun.text == noun.text:
            return found.ids
    return ()


def _members(world: Discourse, phrase: Phrase, noun: Noun) -> tuple[str, ...]:
    """The last two persons (or states, for "both countries") spoken of who fit the noun.

    Whoever does something to the pair is not one of them: "Moon urged the two leaders to talk".
    """
    states = noun.kind == "polity" or noun.id in ("allies", "government")
    subject = world.clause_subject(phrase.head)
    banned = set(world.of_token(subject)) if subject is not None and subject != phrase.head else set()
    countries = {(world.referents[b].country or "").lower() for b in banned} if states else set()
    last: dict[str, int] = {}
    count: dict[str, int] = {}
    for index, other in enumerate(world.phrases):
        distance = world.analysis.sentence_of[phrase.head] - world.analysis.sentence_of[other.head]
        if other.head >= phrase.head or other.kind == "pronoun":
            continue
        if distance > 3 and noun.id not in ("leader", "allies", "government"):
            continue
        for id in world.resolved[index].ids:
            for member in _as_member(world, world.referents[id], noun, states):
                if member not in banned and member not in countries:
                    last[member] = other.head
                    count[member] = count.get(member, 0) + 1
    ranked = sorted(last, key=(lambda i: (-count[i], -last[i])) if states else (lambda i: -last[i]))
    if len(ranked) < 2 or (states and len(ranked) > 2 and count[ranked[2]] > 0.67 * count[ranked[1]]):
        return ()
    for id in ranked[:2]:
        if id in world.gazetteer.entries:
            world.known(id)
    return tuple(sorted(ranked[:2], key=lambda i: last[i]))


def _as_member(world: Discourse, referent: Referent, noun: Noun, states: bool) -> tuple[str, ...]:
    if not states:
        return (referent.id,) if referent.person and _fits_noun(world, referent, noun) else ()
    if referent.kind == "state":
        return (referent.id,)
    state = (referent.country or "").lower()
    return (state,) if state in world.gazetteer.entries and world.gazetteer.entries[state].kind == "state" else ()


def _fits_noun(world: Discourse, referent: Referent, noun: Noun) -> bool:
    if noun.text in ("man", "woman", "person", "rival", "ally", "partner", "counterpart"):
        return not (noun.text == "man" and referent.gender == "f") and not (
            noun.text == "woman" and referent.gender == "m"
        )
    return holds(world, referent, noun.text) or same_trade(referent, noun)
