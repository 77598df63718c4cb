"""Ministries, governments, parties: "South Korea's foreign ministry", then "the ministry"."""

from __future__ import annotations

from pourparler.lexicon.roles import Noun, word_set
from pourparler.resolution.holders import group_id
from pourparler.resolution.owners import adjective, country_of, owner_states, title_of
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.referents import Discourse, Referent
from pourparler.resolution.salience import clear_best


def settle_named_body(world: Discourse, index: int) -> None:
    """ "South Korea's foreign ministry", then "the ministry"; "the Trump administration"."""
    phrase = world.phrases[index]
    noun = phrase.detail.noun
    assert noun is not None
    owners = owner_states(world, phrase)
    if not owners and phrase.detail.mods.owner is not None:
        return
    if not owners:
        before = [
            r
            for r in world.referents.values()
            if r.kind in ("office", "organisation") and 0 <= r.first < phrase.head and _same_body(r, noun)
        ]
        if before:
            best = max(
                before,
                key=lambda r: (
                    max(world.phrases[p].head for p in r.phrases if world.phrases[p].head <= phrase.head),
                    r.id,
                ),
            )
            world.settle(index, (best.id,), "body:report", 0.85)
        elif noun.text in BY_KIND and (best_ := _by_kind(world, phrase, noun)) is not None:
            world.settle(index, (best_.id,), "body:kind", 0.8)
        elif noun.id in NATIONAL and noun.text not in ANYBODYS and (state := _home_state(world, phrase)) is not None:
            settle_body(world, index, (state,), noun, 0.75)
        return
    if noun.text in ("side", "camp") and owners[0] in world.gazetteer.entries:
        world.known(owners[0])
        world.settle(index, owners[:1], "body:side", 0.85)
        return
    settle_body(world, index, owners, noun, 0.92)


BY_KIND: dict[str, tuple[str, ...]] = {
    "group": ("group", "organisation"),
    "movement": ("group",),
    "militia": ("group",),
    "rebel group": ("group",),
    "armed group": ("group",),
    "militant group": ("group",),
    "terrorist group": ("group",),
    "organisation": ("organisation", "group"),
    "organization": ("organisation", "group"),
    "bloc": ("organisation",),
    "alliance": ("organisation",),
    "union": ("organisation",),
    "agency": ("organisation",),
    "watchdog": ("organisation",),
    "company": ("organisation",),
    "firm": ("organisation",),
    "newspaper": ("organisation",),
    "broadcaster": ("organisation",),
    "news agency": ("organisation",),
}


def _by_kind(world: Discourse, phrase: Phrase, noun: Noun) -> Referent | None:
    """ "The group", "the bloc": the armed group or organisation spoken of, when one is clearly ahead."""
    media = noun.id == "state-media"
    found = [
        r
        for r in world.referents.values()
        if r.kind in BY_KIND[noun.text] and not r.plural and 0 <= r.first < phrase.head and (r.sector == "JRN") == media
    ]
    return clear_best(world, found, phrase.head, 0.75)


ANYBODYS = frozenset(
    (
        "side",
        "camp",
        "team",
        "delegation",
        "mission",
        "coalition",
        "palace",
        "leadership",
        "negotiating team",
        "executive",
    )
)
NATIONAL = word_set("national")


def _same_body(referent: Referent, noun: Noun) -> bool:
    if noun.text in referent.nouns:
        return True
    last = noun.text.split()[-1]
    return last == noun.text and any(n.split()[-1] == last for n in referent.nouns)


def settle_body(world: Discourse, index: int, owners: tuple[str, ...], noun: Noun, confidence: float) -> None:
    """Resolve a body by its owner: a ministry of a state, a person's administration."""
    phrase = world.phrases[index]
    base = owners[0]
    entry = world.gazetteer.entries.get(base)
    known = world.gazetteer.by_name(f"{adjective(world, base)} {noun.text}") or world.gazetteer.by_name(
        f"{entry.name}'s {noun.text}" if entry else ""
    )
    if known and world.gazetteer.entries[known[0]].kind in ("organisation", "office", "group"):
        world.known(known[0]).nouns.add(noun.text)
        world.settle(index, known[:1], "body:gazetteer", confidence)
        return
    id = group_id(base, noun)
    made = world.unknown(id, title_of(world, phrase, owners), "office")
    made.country = made.country or country_of(world, owners)
    made.sector = made.sector or noun.sector
    made.nouns.add(noun.text)
    world.settle(index, (id,), "body:owner", confidence)


def _home_state(world: Discourse, phrase: Phrase) -> str | None:
    """The state that the sentences just before speak of, when there is only one candidate."""
    sentence = world.analysis.sentence_of[phrase.head]
    seen: dict[str, int] = {}
    for index, other in enumerate(world.phrases):
        if other.head >= phrase.head or not 0 <= sentence - world.analysis.sentence_of[other.head] <= 2:
            continue
        for id in world.resolved[index].ids:
            country = world.referents[id].country
            if country and country.lower() in world.gazetteer.entries:
                seen[country.lower()] = seen.get(country.lower(), 0) + 1
    return next(iter(seen)) if len(seen) == 1 else None
