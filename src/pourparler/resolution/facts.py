"""What the text teaches about persons: offices, whose, since when, whether they are over."""

from __future__ import annotations

from dataclasses import replace

from pourparler.records import Role
from pourparler.resolution.offices import is_national, merge_roles
from pourparler.resolution.owners import country_of, owner_states
from pourparler.resolution.page import Modifiers
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.referents import Discourse, Referent
from pourparler.resolution.terms import learn_terms


def learn_roles(world: Discourse, pairs: list[tuple[int, int]]) -> None:
    """Add the roles that titles, appositions, copulas and "the ousting of X" give to their referents."""
    for index, phrase in enumerate(world.phrases):
        ids = world.resolved[index].ids
        if len(ids) == 1 and phrase.detail.name is not None and phrase.detail.title:
            _add(world, ids[0], phrase, phrase.detail.title)
    for named, described in pairs:
        ids = world.resolved[named].ids
        if len(ids) == 1:
            _add(world, ids[0], world.phrases[described], _title(world, world.phrases[described]))
    for index, phrase in enumerate(world.phrases):
        ids = world.resolved[index].ids
        if (
            (
                phrase.detail.noun is not None
                and len(ids) == 1
                and phrase.kind in ("title", "role")
                and not phrase.detail.plural
            )
            and world.referents[ids[0]].person
            and phrase.detail.states
            and phrase.detail.noun.office
        ):
            _add(world, ids[0], phrase, _title(world, phrase))
    _copulas(world)
    for referent in world.persons():
        _spread_country(world, referent)
        learn_terms(world, referent)
        referent.roles = merge_roles(world, referent)


NO_OFFICE = frozenset(("civilian", "kin", "male-kin", "female-kin", "migrant", "soldier", "fighter", "party-person"))
"""Entries of the lexicon whose nouns say nothing of an office."""


PORTFOLIOS = frozenset(("minister", "secretary", "deputy minister", "undersecretary", "commissioner"))
"""Nouns that "of" or "for" completes: a minister of minerals."""


def _title(world: Discourse, phrase: Phrase) -> str:
    """The noun, with "to Syria" where that is part of the office."""
    noun = phrase.detail.noun
    assert noun is not None
    tail = phrase.detail.tail
    if tail is None or phrase.detail.bodies:
        return noun.text
    if noun.text in PORTFOLIOS and not any(t in world.by_head for t in range(*tail)):
        return f"{noun.text} {world.analysis.span(*tail).text.lower()}"
    if world.analysis.words[tail[0]] not in ("to", "for", "on"):
        return noun.text
    return f"{noun.text} {world.analysis.span(*tail).text}"


def _add(world: Discourse, id: str, phrase: Phrase, title: str) -> None:
    referent, mods = world.referents[id], phrase.detail.mods
    if not referent.person:
        return
    owners = owner_states(world, phrase)
    country, of = country_of(world, owners), None
    if owners:
        entry = world.gazetteer.entries.get(owners[0])
        of = entry.name if entry else world.referents[owners[0]].name if owners[0] in world.referents else None
        if entry is not None and entry.kind == "person":
            country, of = None, None
    noun = phrase.detail.noun
    if noun is not None and noun.id in NO_OFFICE:
        if noun.text == "counterpart" and referent.country is None:
            referent.country, referent.sector = country, "GOV"
        return
    if _is_deputy(world, mods) and not title.startswith(DEPUTIES):
        title = f"deputy {title}"
    if mods.acting in ("incoming", "elect", "designate", "interim", "acting", "caretaker"):
        title = f"{title}-{mods.acting}" if mods.acting in ("elect", "designate") else f"{mods.acting} {title}"
    former = mods.former or _was(world, phrase)
    referent.roles.append(Role(title, of, country, former=former, evidence=phrase.span))
    if referent.country is None and country and not former:
        referent.country = country
    body = world.gazetteer.entries.get(owners[0]) if owners else None
    if body is not None and body.kind in ("group", "organisation") and body.sector and referent.entry is None:
        referent.sector = body.sector
    elif referent.sector is None and noun is not None:
        referent.sector = noun.sector


DEPUTIES = ("deputy", "vice", "assistant")


def _is_deputy(world: Discourse, mods: Modifiers) -> bool:
    """Whether "deputy" stands before the words of an office that the lexicon knows without it."""
    first = mods.nouns[0].start if mods.nouns else 0
    return first > 0 and world.analysis.words[first - 1].lower() in DEPUTIES


def _was(world: Discourse, phrase: Phrase) -> bool:
    """ "President at the time", "then president"."""
    a = world.analysis
    return (
        phrase.tokens[0] > 1
        and a.words[phrase.tokens[0] - 1] == "-"
        and a.words[phrase.tokens[0] - 2].lower() in ("then", "ex")
    )


def _copulas(world: Discourse) -> None:
    """ "Anna Holm is the Danish envoy to Libya.", "She was named foreign minister"."""
    a = world.analysis
    for phrase in world.phrases:
        noun = phrase.detail.noun
        if noun is None or noun.kind != "person" or phrase.detail.plural or a.deps[phrase.head] not in ("attr", "oprd"):
            continue
        verb = a.heads[phrase.head]
        subject = a.child(verb, "nsubj", "nsubjpass")
        if (
            subject is None
            or a.is_negated(verb)
            or a.lemmas[verb] not in ("be", "become", "name", "appoint", "elect", "remain")
        ):
            continue
        if a.tags[verb] in ("VB", "MD") or any(a.deps[k] == "aux" and a.tags[k] == "MD" for k in a.children[verb]):
            continue
        ids = world.of_token(subject)
        if len(ids) == 1 and noun.single and world.referents[ids[0]].person:
            _add(world, ids[0], phrase, _title(world, phrase))


def _spread_country(world: Discourse, referent: Referent) -> None:
    """A role without a country takes the person's own; a person takes that of the only role that has one."""
    if referent.country is None:
        countries = {r.country for r in referent.roles if r.country and not r.former}
        if len(countries) == 1:
            referent.country = countries.pop()
    if referent.country and referent.country.lower() in world.gazetteer.entries:
        state = world.gazetteer.entries[referent.country.lower()]
        referent.roles = [
            replace(r, of=state.name, country=state.country)
            if r.of is None and r.country is None and is_national(r.title)
            else r
            for r in referent.roles
        ]
