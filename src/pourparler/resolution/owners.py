"""Whose a described actor is, and how it is called when it has no name."""

from __future__ import annotations

from pourparler.lexicon.roles import Noun, word_set
from pourparler.resolution.names import POSSESSIVE
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.referents import Discourse


def owner_states(world: Discourse, phrase: Phrase) -> tuple[str, ...]:
    """Return whom a description belongs to: its states, else its organisations, else its possessor's."""
    detail = phrase.detail
    if detail.states or detail.bodies:
        return detail.states or detail.bodies
    for name in detail.mods.names:
        if ids := world.of_token(name.last - 1):
            return ids[:1]
    if detail.mods.owner is not None:
        ids = world.of_token(detail.mods.owner)
        noun = detail.noun
        if len(ids) == 1 and noun is not None:
            referent = world.referents[ids[0]]
            if referent.kind == "person" and noun.kind == "person" and noun.single and referent.country:
                state = referent.country.lower()
                return (state,) if state in world.gazetteer.entries else ids
            return ids
    if (
        detail.tail is not None
        and detail.noun is not None
        and world.analysis.words[detail.tail[0]] in ("for", "of", "at", "from")
    ):
        for at in range(detail.tail[0] + 1, detail.tail[1]):
            ids = world.of_token(at)
            if len(ids) == 1 and world.referents[ids[0]].kind != "person":
                return ids
            if states := _of_body(world, at) or _of_chief(world, ids, detail.noun):
                return states
    return ()


def _of_body(world: Discourse, token: int) -> tuple[str, ...]:
    """Return the states of a body that is not settled yet: "a spokesman for the foreign ministry in Berlin"."""
    phrases = (world.phrases[i].detail for i in world.by_head.get(token, ()))
    return next((d.states for d in phrases if d.states and d.noun is not None and d.noun.kind == "body"), ())


def _of_chief(world: Discourse, ids: tuple[str, ...], noun: Noun) -> tuple[str, ...]:
    """Return the state of the person somebody speaks for: "a spokesman for Macron"."""
    state = (world.referents[ids[0]].country or "").lower() if len(ids) == 1 else ""
    return (state,) if noun.kind == "person" and not noun.single and state in world.gazetteer.entries else ()


def scene(world: Discourse, phrase: Phrase) -> tuple[str, ...]:
    """Return the state of "In Beijing, a foreign ministry spokesman said"."""
    a = world.analysis
    first, last = a.sentences[a.sentence_of[phrase.head]]
    if last - first < 3 or a.words[first] != "In":
        return ()
    stop = next((i for i in range(first + 1, min(first + 4, last)) if a.words[i] == ","), None)
    if stop is None:
        return ()
    text = a.text[a.starts[first + 1] : a.ends[stop - 1]]
    found = [i for i in world.gazetteer.by_name(text) if world.gazetteer.entries[i].kind == "state"]
    return tuple(found[:1])


def country_of(world: Discourse, owners: tuple[str, ...]) -> str | None:
    """Return the country code of the first owner."""
    for owner in owners:
        if owner in world.referents and world.referents[owner].country:
            return world.referents[owner].country
        if owner in world.gazetteer.entries:
            return world.gazetteer.entries[owner].country
    return None


def adjective(world: Discourse, id: str) -> str:
    """Return how an actor stands before a noun: "South Korean", "US", "UN", "Trump's"."""
    entry = world.gazetteer.entries.get(id)
    if entry is None:
        return world.referents[id].name if id in world.referents else id
    if entry.kind == "state":
        if id in ("usa", "gbr", "are"):
            return {"usa": "US", "gbr": "British", "are": "UAE"}[id]
        return next((n.text for n in entry.names if n.kind == "adjective"), entry.name)
    if entry.kind == "person":
        return entry.surnames[0] if entry.surnames else entry.name
    return next((n.text for n in entry.names if n.kind == "acronym"), entry.name)


def title_of(world: Discourse, phrase: Phrase, owners: tuple[str, ...]) -> str:
    """Return a readable name for an actor that has none: "senior US official", "Russian foreign ministry"."""
    noun = phrase.detail.noun
    assert noun is not None
    text = noun.form if noun.plural or not phrase.detail.plural else group_name(noun)
    if owners and (noun.kind == "body" or phrase.detail.mods.determiner == "'s" or phrase.rule == "group:split"):
        return f"{adjective(world, owners[0])} {text}"
    a, mods = world.analysis, phrase.detail.mods
    words: list[str] = []
    for at in range(phrase.tokens[0], mods.nouns[-1].start):
        if a.tags[at] in ("DT", "CD", "PRP$", "PDT") or a.words[at].lower() in SKIPPED or a.words[at] in POSSESSIVE:
            words.clear()
        elif a.words[at][0].isalnum() or a.words[at] == "-":
            words.append(a.words[at])
    lead = " ".join(words).replace(" - ", "-")
    if owners and not phrase.detail.mods.names and phrase.detail.mods.owner is not None:
        lead = adjective(world, owners[0])
        if owners[0] in world.referents and world.referents[owners[0]].person:
            lead = f"{world.referents[owners[0]].name}'s"
    return f"{lead} {text}".strip()


SKIPPED = word_set("skipped")


def group_name(noun: Noun) -> str:
    """Return the plural form of a noun."""
    return noun.form if noun.plural or noun.kind == "collective" else noun.form + "s"
