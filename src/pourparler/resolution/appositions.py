"""Names and descriptions that stand side by side: "Wang Yi, the Chinese foreign minister,"."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.records import Analysis
from pourparler.resolution.names import POSSESSIVE
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.referents import Discourse

STOPS = frozenset((",", ".", ";", ")", "—", "–", "-", '"', "”", "?", "!", ":"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def appositions(world: Discourse) -> Iterator[tuple[int, int]]:
    """Yield (name phrase, role phrase) index pairs that speak of one person or body."""
    starts = {p.tokens[0]: i for i, p in enumerate(world.phrases) if _can_name(p)}
    for index, phrase in enumerate(world.phrases):
        if phrase.detail.noun is None or phrase.detail.name is not None or phrase.detail.plural:
            continue
        named = _after_name(world, index, phrase)
        if named is None:
            named = _before_name(world, phrase, starts)
        if named is not None and _compatible(world, named, index):
            yield named, index


def _can_name(phrase: Phrase) -> bool:
    return phrase.kind in ("name", "title") and phrase.detail.name is not None and phrase.detail.name.what == "person"


def _after_name(world: Discourse, index: int, phrase: Phrase) -> int | None:
    """ "NAME, (43,) the envoy to Y," with something that closes it."""
    a, words = world.analysis, world.analysis.words
    first = phrase.tokens[0]
    if phrase.tokens[1] < len(words) and words[phrase.tokens[1]] in POSSESSIVE:
        return None
    if first < 2 or words[first - 1] not in (",", "(", "–", "—"):
        return None
    before = first - 2
    if a.tags[before] == "CD" and before >= 2 and words[before - 1] == ",":
        before -= 2
    for at in (before, before - 1):
        for other in world.by_head.get(at, ()):
            named = world.phrases[other]
            if (
                _can_name(named)
                and named.tokens[1] == before + 1
                and _closed(a, phrase, named)
                and a.deps[phrase.head] != "conj"
            ):
                return other
    return None


def _closed(analysis: Analysis, phrase: Phrase, named: Phrase) -> bool:
    """Whether the description ends at a stop before a finite verb of its own, or at the verb of the name."""
    end = analysis.sentences[analysis.sentence_of[phrase.head]][1]
    for at in range(phrase.tokens[1], min(end, phrase.tokens[1] + 16)):
        if analysis.words[at] in STOPS or analysis.words[at].lower() in ("who", "which", "that", "whose"):
            return True
        if analysis.tags[at] in FINITE:
            return analysis.heads[named.head] == at and analysis.deps[named.head] == "nsubj"
    return True


def _before_name(world: Discourse, phrase: Phrase, starts: dict[int, int]) -> int | None:
    """ "The foreign minister, Wang Yi, said": a definite single office, then the name."""
    a = world.analysis
    end = phrase.detail.tail[1] if phrase.detail.tail else phrase.tokens[1]
    for last in dict.fromkeys((end, phrase.tokens[1])):
        if last + 1 >= len(a) or a.words[last] not in (",", ":", "–", "—", "("):
            continue
        named = starts.get(last + 1)
        if named is None:
            continue
        stop = world.phrases[named].tokens[1]
        closed = stop >= len(a) or a.words[stop] in STOPS or a.words[stop].lower() in ("who", "and", "said", "told")
        appositive = a.deps[world.phrases[named].head] == "appos" or a.heads[world.phrases[named].head] == phrase.head
        verb = stop + 1 < len(a) and a.words[stop] == "," and a.tags[stop + 1] in FINITE
        listed = a.deps[world.phrases[named].head] == "conj"
        if closed and ((appositive and not listed) or (verb and phrase.detail.mods.determiner)):
            return named
    return None


def _compatible(world: Discourse, named: int, role: int) -> bool:
    """A description of another country than the person's is another person."""
    noun = world.phrases[role].detail.noun
    if noun is None or noun.kind != "person":
        return False
    states = world.phrases[role].detail.states
    for id in world.resolved[named].ids:
        referent = world.referents[id]
        countries = {world.gazetteer.entries[s].country for s in states}
        if (
            referent.entry is not None
            and countries
            and referent.country not in countries
            and not _serves(world, id, countries)
        ):
            return False
        if noun.gender and referent.gender and noun.gender != referent.gender:
            return False
    return bool(world.resolved[named].ids)


def _serves(world: Discourse, id: str, countries: set[str | None]) -> bool:
    return any(role.country in countries for role in world.gazetteer.entries[id].roles)


def bracket_acronyms(world: Discourse) -> dict[str, str]:
    """Return acronyms that the text introduces, "Global Peace Forum (GPF)", with the actor's id."""
    found: dict[str, str] = {}
    a = world.analysis
    for index, phrase in enumerate(world.phrases):
        end = phrase.tokens[1]
        if end + 2 < len(a) and a.words[end] == "(" and a.words[end + 2] == ")" and a.words[end + 1].isupper():
            ids = world.resolved[index].ids
            if len(ids) == 1 and len(a.words[end + 1]) > 1:
                found[a.words[end + 1]] = ids[0]
    return found
