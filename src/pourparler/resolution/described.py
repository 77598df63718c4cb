"""Descriptions: "the president", "a senior US official", "both ministers", "his counterpart"."""

from __future__ import annotations

from pourparler.lexicon.gazetteer.words import slug
from pourparler.lexicon.roles import Noun
from pourparler.resolution.mentions import NOT_YET, Phrase, group_id, holder
from pourparler.resolution.named import LEADERS, holds
from pourparler.resolution.names import POSSESSIVE
from pourparler.resolution.referents import Discourse, Referent
from pourparler.resolution.salience import clear_best, salience

DEFINITE = frozenset(("the", "this", "that", "these", "those", "'s", "both"))
TWO = frozenset(("two", "both", "pair", "duo"))
STATELIKE = ("state", "organisation", "group")


def settle_description(world: Discourse, index: int) -> None:
    """Resolve the role noun of phrase ``index``; phrases before it in the text are already settled."""
    phrase = world.phrases[index]
    noun = phrase.detail.noun
    if noun is None or world.resolved[index].ids or phrase.kind == "noun":
        return
    if noun.kind == "polity":
        _polity(world, index)
    elif noun.text in ("counterpart", "opposite number"):
        _counterpart(world, index)
    elif phrase.detail.plural:
        _people(world, index)
    elif noun.kind == "body":
        _body(world, index)
    else:
        _person(world, index)


# -- one person --------------------------------------------------------------------------------------


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
    bodies = {
        o for o in owners if o in world.gazetteer.entries and world.gazetteer.entries[o].kind != "state"
    }
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
        if bodies and not any(
            r.of in {world.gazetteer.entries[b].name for b in bodies} for r in referent.roles
        ):
            continue
        if mods.former != _is_former(world, referent, noun) and (mods.former or noun.single):
            continue
        if (
            holds(world, referent, noun.text)
            or _same_trade(referent, noun)
            or _any_leader(world, referent, noun, mods.owner)
        ):
            found.append(referent)
    called = [r for r in found if noun.text in r.nouns]
    return called if noun.text in LEADERS and not countries and called else found


def _in_context(world: Discourse, phrase: Phrase, found: list[Referent]) -> list[Referent]:
    """Leave out who acts in the clause; keep those of the actor's country when that leaves one."""
    at: int | None = world.clause_subject(phrase.head)
    if at is None and phrase.head != world.analysis.heads[phrase.head]:
        at = _outer_subject(world, phrase.head)
    for _ in range(3):
        if at is None or at == phrase.head:
            break
        for id in world.of_token(at):
            found = [r for r in found if r.id != id]
            same = [r for r in found if r.country and r.country == world.referents[id].country]
            if len(same) == 1:
                return same
        at = _outer_subject(world, at)
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


def _same_trade(referent: Referent, noun: Noun) -> bool:
    """ "The diplomat" after "a European diplomat"; "the official" also after a spokesman or an envoy."""
    return (
        noun.text in referent.nouns
        or (noun.text == "official" and bool(referent.nouns & OFFICIALS))
        or (
            noun.text in ("diplomat",)
            and bool(referent.nouns & {"ambassador", "envoy", "consul", "negotiator"})
        )
        or (
            noun.text in ("envoy", "negotiator", "ambassador")
            and bool(
                referent.nouns
                & {
                    "special envoy",
                    "chief negotiator",
                    "top negotiator",
                    "envoy",
                    "special representative",
                    "peace envoy",
                }
            )
        )
        or (
            noun.text in ("lawmaker", "politician")
            and bool(
                referent.nouns & {"senator", "representative", "congressman", "congresswoman", "mp", "deputy"}
            )
        )
        or (noun.text in ("minister", "secretary") and any(n.endswith(noun.text) for n in referent.nouns))
        or (
            noun.text == "spokesperson"
            and bool(referent.nouns & {"spokesman", "spokeswoman", "press secretary"})
        )
    )


OFFICIALS = frozenset(
    (
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "envoy",
        "diplomat",
        "adviser",
        "advisor",
        "aide",
        "negotiator",
        "official",
        "deputy minister",
        "deputy foreign minister",
        "vice foreign minister",
    )
)


def _any_leader(world: Discourse, referent: Referent, noun: Noun, owner: int | None) -> bool:
    """ "The leader", "the ruler" may be any head of state or government of the report."""
    return (
        noun.text in LEADERS and noun.id == "leader" and owner is None and holds(world, referent, noun.text)
    )


def _holder(world: Discourse, phrase: Phrase, owners: tuple[str, ...]) -> str | None:
    mods, noun = phrase.detail.mods, phrase.detail.noun
    assert noun is not None
    if len(owners) != 1 or mods.former or mods.acting in NOT_YET or owners[0] not in world.gazetteer.entries:
        return None
    return holder(world.gazetteer, owners[0], noun.text, world.published)


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


# -- bodies, polities, people ------------------------------------------------------------------------


def _body(world: Discourse, index: int) -> None:
    """ "South Korea's foreign ministry", then "the ministry"; "the Trump administration"."""
    phrase = world.phrases[index]
    noun = phrase.detail.noun
    assert noun is not None
    owners = owner_states(world, phrase)
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
        elif (
            noun.id in NATIONAL
            and noun.text not in ANYBODYS
            and (state := _home_state(world, phrase)) is not None
        ):
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
    ("side", "camp", "team", "delegation", "mission", "coalition", "palace", "leadership", "negotiating team", "executive")
)
NATIONAL = frozenset(
    (
        "foreign-ministry",
        "defence-ministry",
        "ministry",
        "parliament",
        "government",
        "military",
        "state-media",
        "intelligence",
        "bank",
    )
)


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


def _polity(world: Discourse, index: int) -> None:
    """ "The country", "the secretive nation": the state spoken of, which is not the subject of the clause."""
    phrase = world.phrases[index]
    mods = phrase.detail.mods
    if phrase.detail.states or phrase.detail.plural:
        return
    if mods.owner is not None:
        _home(world, index, mods.owner)
        return
    banned: set[str] = set()
    verb = world.analysis.heads[phrase.head]
    at = world.clause_subject(phrase.head)
    if at is None and world.analysis.deps[phrase.head] in ("nsubj", "nsubjpass") and verb != phrase.head:
        at = world.clause_subject(verb)
    for _ in range(3):
        if at is None:
            break
        if at != phrase.head:
            for id in world.of_token(at):
                banned.add(id)
                if (country := world.referents[id].country) and world.referents[id].kind != "person":
                    banned.add(country.lower())
        at = _outer_subject(world, at)
    found = state_candidates(world, phrase.head, banned)
    if not found:
        return
    (first, score), rest = found[0], found[1:]
    if not rest or rest[0][1] < 0.72 * score:
        world.known(first)
        world.settle(index, (first,), "polity:salient", 0.7)
    else:
        world.abstain(index, [s for s, _ in found], "polity:ambiguous")


def _home(world: Discourse, index: int, owner: int) -> None:
    """ "His country" is that of the person."""
    ids = world.of_token(owner)
    noun = world.phrases[index].detail.noun
    if len(ids) != 1 or not world.referents[ids[0]].person or noun is None:
        return
    state = (world.referents[ids[0]].country or "").lower()
    if noun.text in ("country", "nation", "state", "homeland", "kingdom", "republic") and state in world.gazetteer.entries:
        world.known(state)
        world.settle(index, (state,), "polity:home", 0.85)


def _outer_subject(world: Discourse, token: int) -> int | None:
    verb = world.analysis.heads[token]
    return world.clause_subject(verb) if verb != token else None


def state_candidates(world: Discourse, head: int, banned: set[str]) -> list[tuple[str, float]]:
    """Return the states spoken of before ``head``, by themselves or through their people, with scores."""
    scores: dict[str, float] = {}
    here = world.analysis.sentence_of[head]
    for index, phrase in enumerate(world.phrases):
        if phrase.head >= head:
            break
        distance = here - world.analysis.sentence_of[phrase.head]
        if distance > 3:
            continue
        for id in world.resolved[index].ids:
            referent = world.referents[id]
            state = id if referent.kind == "state" else (referent.country or "").lower()
            if (
                state in banned
                or state not in world.gazetteer.entries
                or world.gazetteer.entries[state].kind != "state"
            ):
                continue
            share = 1.0 if referent.kind == "state" else 0.8
            weight = share * (0.5 + 0.5 * world.weight(phrase.head)) * 0.6**distance
            scores[state] = max(scores.get(state, 0.0), weight)
    return sorted(scores.items(), key=lambda s: (-s[1], s[0]))


def _people(world: Discourse, index: int) -> None:
    """Groups: the members when the text named them, else "US officials" as a group of its own."""
    phrase = world.phrases[index]
    noun, mods = phrase.detail.noun, phrase.detail.mods
    assert noun is not None
    owners = owner_states(world, phrase)
    if not owners and _is_pair(phrase, noun):
        members = _same_pair(world, phrase, noun) or _members(world, phrase, noun)
        if len(members) == 2:
            world.settle(index, members, "group:members", 0.8)
        return
    if not owners and mods.determiner in DEFINITE:
        before = [
            r
            for r in world.referents.values()
            if r.plural and 0 <= r.first < phrase.head and noun.text in r.nouns
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


def group_name(noun: Noun) -> str:
    """Return the plural form of a noun."""
    return noun.form if noun.plural or noun.kind == "collective" else noun.form + "s"


def _is_pair(phrase: Phrase, noun: Noun) -> bool:
    mods = phrase.detail.mods
    return mods.number == 2 or mods.determiner == "both" or (noun.form in ("sides", "pair") and mods.determiner == "the")


def _same_pair(world: Discourse, phrase: Phrase, noun: Noun) -> tuple[str, ...]:
    """The members that the same words stood for before ("the two sides … both sides")."""
    for index in range(len(world.phrases) - 1, -1, -1):
        other = world.phrases[index]
        found = world.resolved[index]
        if other.head < phrase.head and found.rule == "group:members" and other.detail.noun is not None:
            if other.detail.noun.text == noun.text:
                return found.ids
    return ()


def _members(world: Discourse, phrase: Phrase, noun: Noun) -> tuple[str, ...]:
    """The last two persons (or states, for "both countries") spoken of who fit the noun.

    Whoever does something to the pair is not one of them: "Moon urged the two leaders to talk".
    """
    states = noun.kind == "polity" or noun.id == "allies"
    subject = world.clause_subject(phrase.head)
    banned = set(world.of_token(subject)) if subject is not None and subject != phrase.head else set()
    countries = {(world.referents[b].country or "").lower() for b in banned} if states else set()
    last: dict[str, int] = {}
    for index, other in enumerate(world.phrases):
        distance = world.analysis.sentence_of[phrase.head] - world.analysis.sentence_of[other.head]
        if other.head >= phrase.head or other.kind == "pronoun" or (distance > 3 and noun.id not in ("leader", "allies")):
            continue
        for id in world.resolved[index].ids:
            for member in _as_member(world, world.referents[id], noun, states):
                if member not in banned and member not in countries:
                    last[member] = other.head
    ranked = sorted(last, key=lambda i: -last[i])[:2]
    for id in ranked:
        if id in world.gazetteer.entries:
            world.known(id)
    return tuple(sorted(ranked, key=lambda i: last[i])) if len(ranked) == 2 else ()


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
    return holds(world, referent, noun.text) or _same_trade(referent, noun)


# -- owners ------------------------------------------------------------------------------------------


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
    return ()


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
    words = []
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


SKIPPED = frozenset("both several many few other another some such two three four five six top-ranking".split())


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
                and (
                    holds(world, referent_there, title)
                    or (leading and holds(world, referent_there, "leader"))
                )
                and referent_there.first < phrase.head
            ):
                world.settle(index, (referent_there.id,), "role:counterpart", 0.88)
                return
        id = holder(world.gazetteer, states[0], "leader" if leading else title, world.published)
        if id is not None:
            world.known(id)
            world.settle(index, (id,), "role:counterpart", 0.85)
            return


def salient_score(world: Discourse, referent: Referent, head: int) -> float:
    """Return the salience of a referent at a token."""
    return salience(world, referent, head)
