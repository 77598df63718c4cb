"""What the text teaches about persons: offices, whose, since when, whether they are over."""

from __future__ import annotations

from dataclasses import replace

from pourparler.lexicon.roles import load_roles
from pourparler.records import Role, Time
from pourparler.resolution.described import country_of, owner_states
from pourparler.resolution.mentions import Phrase
from pourparler.resolution.referents import Discourse, Referent


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
            phrase.detail.noun is not None
            and len(ids) == 1
            and phrase.kind in ("title", "role")
            and not phrase.detail.plural
        ):
            if world.referents[ids[0]].person and phrase.detail.states and phrase.detail.noun.office:
                _add(world, ids[0], phrase, phrase.detail.noun.text)
    _copulas(world)
    for referent in world.persons():
        _spread_country(world, referent)
        _dates(world, referent)
        referent.roles = _merge(world, referent)


NO_OFFICE = frozenset(("civilian", "kin", "male-kin", "female-kin", "migrant", "soldier", "fighter", "party-person"))
"""Entries of the lexicon whose nouns say nothing of an office."""


def _title(world: Discourse, phrase: Phrase) -> str:
    """The noun, with "to Syria" where that is part of the office."""
    noun = phrase.detail.noun
    assert noun is not None
    tail = phrase.detail.tail
    if tail is None or world.analysis.words[tail[0]] not in ("to", "for", "on") or phrase.detail.bodies:
        return noun.text
    return f"{noun.text} {world.analysis.text[world.analysis.starts[tail[0]] : world.analysis.ends[tail[1] - 1]]}"


def _add(world: Discourse, id: str, phrase: Phrase, title: str) -> None:
    referent, mods = world.referents[id], phrase.detail.mods
    if not referent.person:
        return
    owners = owner_states(world, phrase)
    country, of = country_of(world, owners), None
    if owners:
        entry = world.gazetteer.entries.get(owners[0])
        of = (
            entry.name if entry else world.referents[owners[0]].name if owners[0] in world.referents else None
        )
        if entry is not None and entry.kind == "person":
            country, of = None, None
    if noun_ := phrase.detail.noun:
        if noun_.id in NO_OFFICE:
            return
    if mods.acting in ("incoming", "elect", "designate", "interim", "acting", "caretaker"):
        title = f"{title}-{mods.acting}" if mods.acting in ("elect", "designate") else f"{mods.acting} {title}"
    former = mods.former or _was(world, phrase)
    referent.roles.append(Role(title, of, country, former=former, evidence=phrase.span))
    if referent.country is None and country and not former:
        referent.country = country
    noun = phrase.detail.noun
    if referent.sector is None and noun is not None:
        referent.sector = noun.sector


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
        if (
            noun is None
            or noun.kind != "person"
            or phrase.detail.plural
            or a.deps[phrase.head] not in ("attr", "oprd")
        ):
            continue
        verb = a.heads[phrase.head]
        subject = a.child(verb, "nsubj", "nsubjpass")
        if (
            subject is None
            or a.is_negated(verb)
            or a.lemmas[verb] not in ("be", "become", "name", "appoint", "elect", "remain")
        ):
            continue
        if a.tags[verb] in ("VB", "MD") or any(
            a.deps[k] == "aux" and a.tags[k] == "MD" for k in a.children[verb]
        ):
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
            if r.of is None and r.country is None and _national(r.title)
            else r
            for r in referent.roles
        ]


def _national(title: str) -> bool:
    found = load_roles().by_text.get(title)
    if found is None:
        return title.endswith(("minister", "secretary"))
    return found.id in (
        "head-of-state",
        "prime-minister",
        "monarch",
        "queen",
        "prince",
        "leader",
        "foreign-minister",
        "defence-minister",
        "minister",
        "vice-president",
    )


def _dates(world: Discourse, referent: Referent) -> None:
    """ "Lee, who came into office in June", "the ousting of Yoon"."""
    a, words = world.analysis, load_roles()
    for index in referent.phrases:
        phrase = world.phrases[index]
        head = phrase.head
        governor = a.heads[head]
        if (
            a.deps[head] == "pobj"
            and a.lemmas[a.heads[governor]].lower() in words.ousting
            and a.words[governor] == "of"
        ):
            _end_office(world, referent, a.heads[governor])
        if a.deps[head] == "poss" and a.lemmas[governor].lower() in words.ousting:
            _end_office(world, referent, governor)
        for verb in _verbs_of(world, head):
            phrase_words = _verb_words(world, verb)
            if a.is_negated(verb):
                continue
            if any(all(w in phrase_words for w in cue) for cue in words.begin):
                _begin_office(world, referent, verb)
            elif any(all(w in phrase_words for w in cue) for cue in words.end) and _finite_past(world, verb):
                _end_office(world, referent, verb)


def _verbs_of(world: Discourse, head: int) -> list[int]:
    a = world.analysis
    found = [k for k in a.children[head] if a.deps[k] == "relcl"]
    if a.deps[head] in ("nsubj", "nsubjpass"):
        found.append(a.heads[head])
        found += [k for k in a.conjuncts(a.heads[head])[1:] if a.child(k, "nsubj", "nsubjpass") is None]
    return found


def _verb_words(world: Discourse, verb: int) -> set[str]:
    a = world.analysis
    found = {a.lemmas[verb].lower()}
    for kid in a.children[verb]:
        if kid > verb or a.deps[kid] == "auxpass":
            found.add(a.lemmas[kid].lower())
            if a.deps[kid] in ("prep", "dobj", "prt"):
                found.update(a.lemmas[k].lower() for k in a.children[kid] if a.deps[k] == "pobj")
    return found


def _finite_past(world: Discourse, verb: int) -> bool:
    a = world.analysis
    if any(a.tags[k] == "MD" for k in a.children[verb]):
        return False
    return a.tags[verb] in ("VBD", "VBN")


def _time_of(world: Discourse, verb: int) -> Time | None:
    """Return the time that hangs on a verb."""
    a = world.analysis
    inside = set(a.subtree(verb))
    deeper = {
        t for k in a.children[verb] if a.deps[k] in ("ccomp", "advcl", "relcl", "conj") for t in a.subtree(k)
    }
    for time in world.times:
        tokens = set(range(*time.tokens))
        if (
            tokens <= inside
            and not tokens & deeper
            and time.edtf
            and time.role in ("point", "since", "during")
        ):
            return time
    return None


def _begin_office(world: Discourse, referent: Referent, verb: int) -> None:
    time = _time_of(world, verb)
    if time is None or time.edtf is None:
        return
    begin = time.edtf.split("/")[0]
    roles = [r for r in referent.roles if not r.former]
    main = next((r for r in roles if r.begin and _same_time(r.begin, begin)), roles[0] if roles else None)
    if main is not None:
        evidence = world.analysis.span(*_clause(world, verb))
        referent.roles = [
            replace(r, begin=begin, evidence=r.evidence or evidence) if r == main else r
            for r in referent.roles
        ]


def _same_time(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _end_office(world: Discourse, referent: Referent, token: int) -> None:
    if referent.entry is not None and any(
        r.end in ("..", None) for r in referent.roles if r.evidence is None
    ):
        return
    evidence = world.analysis.span(*_clause(world, token))
    national = [r for r in referent.roles if _national(r.title)]
    if national:
        referent.roles = [
            replace(r, former=True, evidence=r.evidence or evidence) if r in national else r
            for r in referent.roles
        ]


def _clause(world: Discourse, token: int) -> tuple[int, int]:
    return world.analysis.extent(token)


def _merge(world: Discourse, referent: Referent) -> list[Role]:
    """One role for one office: the text's words, the gazetteer's dates; past offices are marked."""
    roles = list(referent.roles)
    if referent.entry is not None and not world.gazetteer.roles_on(referent.id, world.published):
        roles += _past_offices(world, referent)
    roles = [replace(r, end="..") if _ends_later(world, r) else r for r in roles]
    kept: dict[tuple[str, str | None], Role] = {}
    for role in sorted(roles, key=lambda r: (r.evidence is not None, r.evidence.start if r.evidence else 0)):
        kind = world.gazetteer.title_class(role.title, role.country) or role.title
        if (
            not role.former
            and role.evidence is not None
            and referent.entry is not None
            and _over(world, referent, kind, role)
        ):
            role = replace(role, former=True)
        key = (kind, role.country)
        if (old := kept.get(key)) is None and role.country is None:
            key = next((k for k in kept if k[0] == kind), key)
            old = kept.get(key)
        kept[key] = role if old is None else _joined(old, role)
    return list(kept.values())


def _ends_later(world: Discourse, role: Role) -> bool:
    """Whether an office ended only after the report, which cannot know it."""
    return bool(role.end and role.end != ".." and world.published and role.end[: len(world.published)] > world.published)


def _joined(old: Role, new: Role) -> Role:
    return Role(
        old.title,
        old.of or new.of,
        old.country or new.country,
        (new.begin if new.begin and not (old.begin or "").startswith(new.begin + "x") else old.begin)
        or old.begin,
        old.end or new.end,
        old.former or new.former,
        old.evidence or new.evidence,
    )


def _past_offices(world: Discourse, referent: Referent) -> list[Role]:
    """The latest office of somebody who holds none on the day, marked as former."""
    assert referent.entry is not None
    date = world.published or "9999"
    past = [r for r in referent.entry.roles if r.begin and r.begin[: len(date)] <= date]
    past.sort(key=lambda r: r.begin or "")
    return [replace(past[-1], former=True)] if past else []


def _over(world: Discourse, referent: Referent, kind: str, role: Role) -> bool:
    """Whether the gazetteer knows that the office ended before the report."""
    assert referent.entry is not None
    date = world.published or "9999"
    same = [
        r
        for r in referent.entry.roles
        if world.gazetteer.title_class(r.title, r.country) == kind and r.end and r.end != ".." and r.end <= date
    ]
    current = {
        world.gazetteer.title_class(r.title, r.country)
        for r in world.gazetteer.roles_on(referent.id, world.published)
    }
    return bool(same) and kind not in current
