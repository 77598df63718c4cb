"""The first passes of the sieve: full names, then parts of names."""

from __future__ import annotations

from pourparler.lexicon.gazetteer.words import fold, slug
from pourparler.records import one_line
from pourparler.resolution.bearers import known_by_surname
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.referents import Discourse, Referent, gender_of
from pourparler.resolution.surnames import surnames
from pourparler.resolution.trades import holds


def settle_names(world: Discourse) -> None:
    """Resolve full names and what the gazetteer is sure of, then organisations, then surnames."""
    later: list[int] = []
    full: list[int] = []
    for index, phrase in enumerate(world.phrases):
        name = phrase.detail.name
        if phrase.rule == "compass" and phrase.actor:
            world.known(phrase.actor)
            world.settle(index, (phrase.actor,), "name:compass")
        if name is None or phrase.rule == "compass":
            continue
        if name.ids and name.what == "person":
            _settle_known_person(world, index)
        elif phrase.actor:
            world.known(phrase.actor)
            world.settle(index, (phrase.actor,), f"{phrase.rule}:gazetteer")
        elif phrase.candidates:
            later.append(index)
        elif name.what == "person" and len(bare_words(world, phrase)) > 1:
            full.append(index)
        else:
            later.append(index)
    for index in sorted(full, key=lambda i: (-len(bare_words(world, world.phrases[i])), i)):
        _settle_full(world, index)
    for index in later:
        _settle_later(world, index)


def bare_words(world: Discourse, phrase: Phrase) -> list[str]:
    """Return the words of the name itself, as the text cuts them by blanks."""
    name = phrase.detail.name
    assert name is not None
    a = world.analysis
    return one_line(a.text[a.starts[name.first] : a.ends[name.last - 1]]).split()


def _settle_known_person(world: Discourse, index: int) -> None:
    """A full name that two persons share goes to the one whose country or office the text names."""
    phrase = world.phrases[index]
    assert phrase.detail.name is not None
    ids = phrase.detail.name.ids
    chosen = next((i for i in ids if _fits(world, phrase, i)), ids[0])
    world.known(chosen)
    world.settle(index, (chosen,), "name:gazetteer")


def _fits(world: Discourse, phrase: Phrase, id: str) -> bool:
    entry = world.gazetteer.entries[id]
    countries = {world.gazetteer.entries[s].country for s in phrase.detail.states}
    return not countries or entry.country in countries


def _settle_full(world: Discourse, index: int) -> None:
    """An unknown full name; a longer form of one seen before is the same ("John F. Kerry")."""
    phrase = world.phrases[index]
    words = bare_words(world, phrase)
    text = " ".join(words)
    for other in world.persons():
        if _same_name(other.name, text) or _double_surname(other.name, text):
            world.settle(index, (other.id,), "name:same")
            return
    made = world.unknown(slug(text), text, "person")
    if made.entry is None:
        made.gender = made.gender or phrase.detail.mods.gender or gender_of(text)
        made.sector = made.sector or (phrase.detail.noun.sector if phrase.detail.noun else None)
        assert phrase.detail.name is not None
        made.surnames |= set(surnames(phrase.detail.name, world.analysis, world.gazetteer))
    world.settle(index, (made.id,), "name:new")


def _double_surname(name: str, text: str) -> bool:
    """ "Wasserman Schultz" of "Debbie Wasserman Schultz", "von der Leyen" of "Ursula von der Leyen"."""
    return fold(name).endswith(" " + fold(text))


def _same_name(one: str, other: str) -> bool:
    """The same name but for a middle name or initial, marks and case."""
    a, b = fold(one).replace("-", " ").split(), fold(other).replace("-", " ").split()
    if a == b or "".join(a) == "".join(b):
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= 2 and short[0] == long[0] and short[-1] == long[-1] and all(w in long for w in short)


def _settle_later(world: Discourse, index: int) -> None:
    phrase = world.phrases[index]
    name = phrase.detail.name
    assert name is not None
    if name.what == "person":
        _settle_part(world, index)
    elif phrase.candidates:
        _settle_ambiguous(world, index)
    elif name.what == "organisation":
        _settle_organisation(world, index)


def _settle_part(world: Discourse, index: int) -> None:
    """A bare surname or first name: those introduced in the text, then whom all know, then a new person."""
    phrase = world.phrases[index]
    word = " ".join(bare_words(world, phrase)).strip(".,")
    found = [r for r in world.persons() if _is_surname(word, r) and len(r.name.split()) > 1]
    if not found:
        found = [r for r in world.persons() if len(r.name.split()) > 1 and r.name.split()[0] == word]
        rule = "name:given"
    else:
        rule = "name:surname"
    found = [r for r in found if _agrees(world, phrase, r)] or ([] if phrase.detail.states else found)
    told = phrase.detail.mods.gender
    found = [r for r in found if told and r.gender == told] or found
    if len(found) == 1:
        world.settle(index, (found[0].id,), rule, 0.98)
    elif found:
        _settle_between(world, index, found)
    else:
        _settle_alone(world, index, word)


def _is_surname(word: str, referent: Referent) -> bool:
    """Whether a person goes by a surname; "Al-Ansari" opens a sentence for "al-Ansari"."""
    return word in referent.surnames or f"{word[0].lower()}{word[1:]}" in referent.surnames


def _agrees(world: Discourse, phrase: Phrase, referent: Referent) -> bool:
    """Whether honorific, office and country before a surname fit a person."""
    mods = phrase.detail.mods
    if mods.gender and referent.gender and mods.gender != referent.gender:
        return False
    countries = {world.gazetteer.entries[s].country for s in phrase.detail.states}
    return not (countries and referent.country and referent.country not in countries)


def _settle_between(world: Discourse, index: int, found: list[Referent]) -> None:
    """Several share the surname: by office, by who was introduced so far, by prominence; else abstain."""
    phrase = world.phrases[index]
    if phrase.detail.title:
        titled = [r for r in found if holds(world, r, phrase.detail.title)]
        if len(titled) == 1:
            world.settle(index, (titled[0].id,), "name:office", 0.97)
            return
    before = [r for r in found if 0 <= r.first < phrase.head]
    if len(before) == 1 and phrase.head - before[0].first < 400:
        world.settle(index, (before[0].id,), "name:introduced", 0.9)
        return
    ranked = sorted(found, key=lambda r: (-_rank(world, r), r.first))
    if _rank(world, ranked[0]) >= 1.7 * _rank(world, ranked[1]):
        world.settle(index, (ranked[0].id,), "name:prominent", 0.85)
        return
    world.abstain(index, (r.id for r in ranked), "name:ambiguous")


def _rank(world: Discourse, referent: Referent) -> float:
    """Full mentions so far, weighed by prominence."""
    prominence = referent.entry.prominence if referent.entry else 0.2
    return (0.2 + prominence) * len(referent.phrases)


def _settle_alone(world: Discourse, index: int, word: str) -> None:
    phrase = world.phrases[index]
    if (id := known_by_surname(world, phrase, word)) is not None:
        world.known(id)
        world.settle(index, (id,), "name:famous", 0.95)
        return
    made_before = world.referents.get(slug(word))
    same = sum(
        1 for p in world.phrases if p.detail.name and p.detail.name.what == "person" and p.span.text == phrase.span.text
    )
    subject = world.analysis.deps[phrase.head] in ("nsubj", "nsubjpass", "poss")
    titled = bool(phrase.detail.mods.nouns or phrase.detail.mods.gender)
    before = world.analysis.tags[phrase.tokens[0] - 1] if phrase.tokens[0] else ""
    if not titled and before in ("DT", "PRP$", "JJ"):
        return
    if made_before or titled or same > 1 or subject:
        made = world.unknown(slug(word), word, "person")
        if made.kind != "person":
            return
        made.surnames.add(word)
        made.gender = made.gender or phrase.detail.mods.gender
        world.settle(index, (made.id,), "name:single", 0.8)


def _settle_ambiguous(world: Discourse, index: int) -> None:
    """ "Korean", "Congolese": the state of that name that the report speaks of elsewhere."""
    phrase = world.phrases[index]
    if phrase.detail.name is not None and phrase.detail.name.what == "state" and phrase.span.text.endswith("s"):
        for id in phrase.candidates:
            world.known(id)
        world.settle(index, phrase.candidates, "name:plural", 0.95)
        return
    seen = [c for c in phrase.candidates if c in world.referents and world.referents[c].phrases]
    if len(seen) == 1:
        world.settle(index, seen, "adjective:context", 0.85)
    elif phrase.detail.name is not None and phrase.detail.name.what == "adjective":
        world.abstain(index, phrase.candidates, "adjective:ambiguous")


def _settle_organisation(world: Discourse, index: int) -> None:
    phrase = world.phrases[index]
    text = one_line(phrase.span.text).strip(".,")
    same = world.referents.get(slug(text))
    if same is None and text.isupper():
        same = next((r for r in world.referents.values() if r.kind == "organisation" and text in r.surnames), None)
    if same is None:
        if slug(text) in world.gazetteer.entries or not slug(text):
            return
        same = world.unknown(slug(text), text, "organisation")
        same.surnames.add("".join(w[0] for w in text.split() if w[0].isupper()))
    world.settle(index, (same.id,), "name:organisation", 0.8)
