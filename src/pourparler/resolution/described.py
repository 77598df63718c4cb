"""Descriptions of one person: "the president", "a senior US official", "his counterpart"."""

from __future__ import annotations

from pourparler.lexicon.gazetteer.words import slug
from pourparler.lexicon.roles import Noun
from pourparler.resolution.bodies import settle_named_body
from pourparler.resolution.holders import NOT_YET, holder
from pourparler.resolution.owners import country_of, owner_states, scene, title_of
from pourparler.resolution.page import DEFINITE
from pourparler.resolution.people import settle_people
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.polities import outer_subject, settle_polity
from pourparler.resolution.referents import Discourse, Referent
from pourparler.resolution.salience import clear_best
from pourparler.resolution.trades import LEADERS, any_leader, holds, same_trade


def settle_description(world: Discourse, index: int) -> None:
    """Resolve the role noun of phrase ``index``; phrases before it in the text are already settled."""
    phrase = world.phrases[index]
    noun = phrase.detail.noun
    if noun is None or world.resolved[index].ids or phrase.kind == "noun":
        return
    if noun.kind == "polity":
        settle_polity(world, index)
    elif noun.text in ("counterpart", "opposite number") or (noun.text == "colleague" and phrase.detail.states):
        _counterpart(world, index)
    elif phrase.detail.plural:
        settle_people(world, index)
    elif noun.kind == "body":
        settle_named_body(world, index)
    else:
        _person(world, index)


def _person(world: Discourse, index: int) -> None:
    phrase = world.phrases[index]
    owners = owner_states(world, phrase)
    definite = phrase.detail.mods.determiner in DEFINITE or phrase.detail.mods.determiner in (
        "his",
        "her",
        "its",
        "their",
    )
    if phrase.detail.mods.determiner is None and phrase.detail.noun is not None and phrase.detail.noun.office:
        definite = bool(phrase.detail.states) and world.analysis.deps[phrase.head] in ("nsubj", "nsubjpass")
    if not definite or phrase.detail.mods.other:
        _anonymous(world, index, owners, new=True)
        return
    if phrase.detail.noun is not None and phrase.detail.noun.text == "year-old":
        aged = clear_best(world, [r for r in world.persons() if r.first < phrase.head], phrase.head, 0.7)
        if aged is not None:
            world.settle(index, (aged.id,), "role:age", 0.8)
        return
    found = _who(world, phrase, owners)
    if len(found) == 1:
        world.settle(index, (found[0].id,), "role:report", 0.93)
        return
    if owners and not found and (id := _holder(world, phrase, owners)):
        world.known(id)
        world.settle(index, (id,), "role:gazetteer", 0.93)
        return
    if len(found) > 1 and not owners:
        found = _in_context(world, phrase, found)
        if len(found) == 1:
            world.settle(index, (found[0].id,), "role:context", 0.85)
            return
    if len(found) > 1:
        best = clear_best(world, found, phrase.head, 0.8)
        if best is not None:
            world.settle(index, (best.id,), "role:salient", 0.75)
        else:
            world.abstain(index, (r.id for r in found), "role:ambiguous")
        return
    _anonymous(world, index, owners, new=False)


def _who(world: Discourse, phrase: Phrase, owners: tuple[str, ...]) -> list[Referent]:
    """Return the persons of the report who fit a definite description, spoken of before it."""
    noun, mods = phrase.detail.noun, phrase.detail.mods
    assert noun is not None
    countries = {world.gazetteer.entries[o].country for o in owners if o in world.gazetteer.entries}
    bodies = {o for o in owners if o in world.gazetteer.entries and world.gazetteer.entries[o].kind != "state"}
    found = []
    for referent in world.persons():
        if referent.first > phrase.head:
            continue
        if mods.former and _held_before(world, referent, noun):
            found.append(referent)
            continue
        if noun.gender and referent.gender and noun.gender != referent.gender:
            continue
        if countries and not bodies and referent.country not in countries:
            continue
        if bodies and not any(r.of in {world.gazetteer.entries[b].name for b in bodies} for r in referent.roles):
            continue
        if mods.former != _is_former(world, referent, noun) and (mods.former or noun.single):
            continue
        if (
            holds(world, referent, noun.text)
            or same_trade(referent, noun)
            or any_leader(world, referent, noun, mods.owner)
        ):
            found.append(referent)
    called = [r for r in found if noun.text in r.nouns]
    exact = noun.text in LEADERS or noun.text in ("official", "diplomat", "spokesperson")
    return called if exact and not countries and called else found


def _in_context(world: Discourse, phrase: Phrase, found: list[Referent]) -> list[Referent]:
    """Leave out who acts in the clause; keep those of the actor's country when that leaves one."""
    at: int | None = world.clause_subject(phrase.head)
    if at is None and phrase.head != world.analysis.heads[phrase.head]:
        at = outer_subject(world, phrase.head)
    for _ in range(3):
        if at is None or at == phrase.head:
            break
        for id in world.of_token(at):
            found = [r for r in found if r.id != id]
            same = [r for r in found if r.country and r.country == world.referents[id].country]
            if len(same) == 1:
                return same
        at = outer_subject(world, at)
    return found


def _held_before(world: Discourse, referent: Referent, noun: Noun) -> bool:
    """Whether the gazetteer knows that the person held the office and no longer does."""
    if referent.entry is None or world.published is None:
        return False
    gazetteer, date = world.gazetteer, world.published
    kind = gazetteer.title_class(noun.text, referent.country) or noun.text
    return any(
        (gazetteer.title_class(r.title, r.country) or r.title) in (kind, f"un {kind}") or r.title.endswith(noun.text)
        for r in referent.entry.roles
        if r.end and r.end != ".." and r.end < date
    )


def _is_former(world: Discourse, referent: Referent, noun: Noun) -> bool:
    return bool(referent.roles) and all(r.former for r in referent.roles)


def _holder(world: Discourse, phrase: Phrase, owners: tuple[str, ...]) -> str | None:
    mods, noun = phrase.detail.mods, phrase.detail.noun
    assert noun is not None
    if noun.id == "envoy":  # a state has many: "the French ambassador in Bamako" is not the one that is listed
        return None
    if len(owners) != 1 or mods.former or mods.acting in NOT_YET or owners[0] not in world.gazetteer.entries:
        return None
    return holder(world.gazetteer, owners[0], _office(world, phrase, noun), world.published)


def _office(world: Discourse, phrase: Phrase, noun: Noun) -> str:
    """The words of an office: a "trade chief" is no chief of the whole."""
    a = world.analysis
    if noun.text not in ("head", "chief", "boss", "director", "commissioner", "chair"):
        return noun.text
    before = [k for k in a.children[phrase.head] if k < phrase.head and a.deps[k] in ("compound", "nmod")]
    words = [a.words[k].lower() for k in before if k not in world.by_head and k >= phrase.tokens[0]]
    return " ".join((*words, noun.text))


def _anonymous(world: Discourse, index: int, owners: tuple[str, ...], new: bool) -> None:
    """Somebody without a name: "a senior US official" is an actor of this report."""
    phrase = world.phrases[index]
    noun = phrase.detail.noun
    assert noun is not None
    if not owners and (not new or noun.id in ("head-of-state", "leader", "civilian")):
        if new and noun.id == "civilian":
            return
        if not new:
            return
    a = world.analysis
    if not owners and noun.sector == "GOV":
        owners = scene(world, phrase)
    if new and (a.deps[phrase.head] in ("attr", "oprd") or a.words[a.heads[phrase.head]].lower() == "as"):
        return
    name = title_of(world, phrase, owners)
    base = slug(f"{owners[0]} {noun.text}") if owners else slug(name)
    id, number = base, 2
    while new and id in world.referents and phrase.detail.mods.other:
        id, number = f"{base}-{number}", number + 1
    if id in world.gazetteer.entries:
        id = f"{id}-unnamed"
    made = world.unknown(id, name, "person")
    made.country = made.country or country_of(world, owners)
    made.sector = made.sector or noun.sector
    made.gender = made.gender or noun.gender
    made.nouns.add(noun.text)
    world.settle(index, (id,), "role:unnamed", 0.85)


def _counterpart(world: Discourse, index: int) -> None:
    """ "His Chinese counterpart": who holds in China the office that he holds at home."""
    phrase = world.phrases[index]
    states, owner = phrase.detail.states, phrase.detail.mods.owner
    ids = world.of_token(owner) if owner is not None else ()
    if len(states) != 1 or len(ids) != 1 or not world.referents[ids[0]].person:
        return
    state = world.gazetteer.entries[states[0]]
    referent = world.referents[ids[0]]
    titles = [r.title for r in referent.roles if not r.former] + sorted(referent.nouns)
    for title in titles:
        kind = world.gazetteer.title_class(title, referent.country)
        leading = kind in LEADERS["leader"]
        for referent_there in world.persons():
            if (
                referent_there.country == state.country
                and (holds(world, referent_there, title) or (leading and holds(world, referent_there, "leader")))
                and referent_there.first < phrase.head
            ):
                world.settle(index, (referent_there.id,), "role:counterpart", 0.88)
                return
        id = holder(world.gazetteer, states[0], "leader" if leading else title, world.published)
        if id is not None:
            world.known(id)
            world.settle(index, (id,), "role:counterpart", 0.85)
            return
