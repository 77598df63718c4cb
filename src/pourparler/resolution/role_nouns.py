"""Role nouns that stand without a name: where they begin, whose they are, whether they refer at all."""

from __future__ import annotations

from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.lexicon.roles import Found
from pourparler.records import Analysis
from pourparler.resolution.holders import NOT_YET, group_id, holder
from pourparler.resolution.metonyms import split_compass
from pourparler.resolution.page import Modifiers, Page
from pourparler.resolution.phrase import Detail, Phrase, head_in, make_phrase, modifying
from pourparler.resolution.phrases import left_of


def role_phrases(hit: Found, page: Page, gazetteer: Gazetteer, published: str | None) -> list[Phrase]:
    """Return the mentions of a role noun: none when it does not refer, several when it is split by state."""
    a = page.analysis
    head = head_in(a, hit.start, hit.end)
    if not _heads_phrase(hit, head, page):
        return []
    mods = Modifiers(hit.start, nouns=[hit])
    left_of(page, mods, page.sentence_start(hit.start), hit.start - 1)
    states, bodies = modifying(mods, gazetteer)
    tail, tail_states, tail_bodies = _tail(hit, page, gazetteer)
    if not states and not bodies:
        states, bodies = tail_states, tail_bodies
    noun = hit.noun
    plural = noun.plural or noun.kind == "collective"
    plural = plural or (noun.kind != "body" and a.tags[head] in ("NNS", "NNPS"))
    detail = Detail(None, noun, noun.text, mods, states, bodies, tail, plural)
    if not _refers(hit, head, detail, page):
        if noun.kind == "person" and noun.single and a.deps[head] in ("attr", "oprd", "pobj", "dobj"):
            return [make_phrase(page, mods.start, hit.end, head, "noun", None, (), "predicate", detail)]
        return []
    kind = "group" if plural else "role"
    if not plural and noun.kind == "person" and noun.office and not mods.owner:
        kind = "title"
    if plural and len(states) > 1:
        return [
            make_phrase(page, mods.start, hit.end, head, kind, actor, (), "group:split", _only(detail, s))
            for s, actor in _split(detail, gazetteer, published)
        ]
    actor = _certain(detail, gazetteer, published)
    return [make_phrase(page, mods.start, hit.end, head, kind, actor, (), "role", detail)]


def _split(detail: Detail, gazetteer: Gazetteer, published: str | None) -> list[tuple[str, str]]:
    """Return (state, actor) of "US and Thai officials"; of "the presidents of X and Y" the holders."""
    noun, mods = detail.noun, detail.mods
    assert noun is not None
    singles = noun.single and noun.office and mods.determiner in ("the", "both", None) and not mods.former
    holders = {s: holder(gazetteer, s, noun.text, published) for s in detail.states} if singles else {}
    if holders and all(holders.values()):
        return [(s, h) for s, h in holders.items() if h]
    return [(s, group_id(s, noun)) for s in detail.states]


def _only(detail: Detail, state: str) -> Detail:
    return Detail(detail.name, detail.noun, detail.title, detail.mods, (state,), detail.bodies, detail.tail, True)


def _certain(detail: Detail, gazetteer: Gazetteer, published: str | None) -> str | None:
    """Return the actor of "the US president" on the day of the report, when one person holds the office."""
    noun, mods = detail.noun, detail.mods
    if noun is None or len(detail.states) != 1:
        return None
    state = detail.states[0]
    if detail.plural or noun.kind != "person":
        return group_id(state, noun) if noun.kind in ("body", "person", "collective") and not mods.number else None
    if (
        mods.former
        or mods.acting in NOT_YET
        or mods.other
        or (mods.determiner in (None, "a", "an", "another", "any", "no", "every", "each"))
    ):
        return None
    return holder(gazetteer, state, noun.text, published)


def _heads_phrase(hit: Found, head: int, page: Page) -> bool:
    """Whether the noun heads a noun phrase and modifies nothing to its right ("police station")."""
    a, last = page.analysis, hit.end - 1
    if (a.tags[last] not in ("NN", "NNS", "NNP", "NNPS") and hit.noun.text != "year-old") or a.tags[head] in (
        "VB",
        "VBP",
        "VBZ",
        "VBD",
    ):
        return False
    after = hit.end
    if after < len(a) and a.sentence_of[after] == a.sentence_of[last]:
        if a.words[after] in ("-", "–") and after + 1 < len(a) and a.starts[after] == a.ends[last]:
            return False
        if a.tags[after] in ("NN", "NNS", "NNP", "NNPS") and a.deps[last] in ("compound", "amod", "nmod"):
            return False
        if after in page.name_at and a.deps[last] in ("compound", "nmod") and page.name_at[after].what == "person":
            return False
    return not (
        a.deps[last] in ("compound", "amod", "nmod", "npadvmod")
        and a.heads[last] > last
        and a.tags[a.heads[last]] != "CD"
    )


def _refers(hit: Found, head: int, detail: Detail, page: Page) -> bool:
    """Whether a role noun points at an actor rather than at a kind of thing."""
    noun, mods = hit.noun, detail.mods
    named = bool(detail.states or detail.bodies or mods.owner is not None)
    definite = mods.determiner in (
        "the",
        "this",
        "that",
        "these",
        "those",
        "'s",
        "both",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
    )
    if noun.kind == "polity":
        return definite and not detail.plural and mods.determiner not in ("our", "my")
    if noun.kind == "body" and noun.id in (
        "organisation",
        "party",
        "armed-group",
        "government",
        "ministry",
        "military",
        "court",
    ):
        return named or definite or noun.text in BARE
    if noun.text in (
        "side",
        "camp",
        "team",
        "house",
        "executive",
        "mission",
        "state",
        "bank",
        "public",
        "general",
    ):
        return definite or named
    if noun.kind == "person" and not detail.plural and _predicate(page.analysis, head, mods, named):
        return False
    return mods.determiner not in ("no", "any", "every")


def _predicate(a: Analysis, head: int, mods: Modifiers, named: bool) -> bool:
    """Whether a bare singular only says what somebody is: "now deputy chairman", "as mediator"."""
    if mods.determiner is not None:
        return False
    subject = a.deps[head] in ("nsubj", "nsubjpass")
    if mods.start and a.words[mods.start - 1].lower() in ("now", "then", "once"):
        return True
    if not named:
        return not subject
    as_ = a.deps[head] == "pobj" and a.words[a.heads[head]].lower() == "as"
    return a.deps[head] in ("attr", "oprd") or as_


LOCATED = frozenset(
    ("government", "official", "authorities", "state-media", "ministry", "military", "troops", "parliament")
)
SERVING = frozenset(("official", "spokesman", "adviser", "envoy", "expert"))
"""Entries whose nouns take "with" for whom they work: "an official with the agency"."""
BARE = frozenset(("parliament", "opposition", "police", "congress"))


def _tail(
    hit: Found, page: Page, gazetteer: Gazetteer
) -> tuple[tuple[int, int] | None, tuple[str, ...], tuple[str, ...]]:
    """Read "of Ukraine", "for the foreign ministry", "to Kyiv" after a role noun."""
    a, at = page.analysis, hit.end
    stop = page.sentence_end(hit.start)
    if at >= stop or page.words[at] not in ("of", "for", "to", "at", "from", "with", "in"):
        return None, (), ()
    preposition, end = page.words[at], at + 1
    while (
        end < stop
        and end - at < 9
        and (
            (a.words[end] == "," and hit.noun.plural and end + 1 in page.name_at)
            or a.tags[end] in ("DT", "JJ", "NN", "NNP", "NNPS", "NNS", "POS", "PRP$")
            or page.words[end] in ("and", "of", "for")
        )
    ):
        end += 1
    while end > at + 1 and page.words[end - 1] in ("and", "of", "for"):
        end -= 1
    if end == at + 1 or (
        a.heads[at] != hit.end - 1 and a.heads[at] not in range(hit.start, hit.end) and preposition not in ("of", "for")
    ):
        return None, (), ()
    serves = preposition == "with" and hit.noun.id in SERVING
    if preposition in ("to", "with") and not serves:
        return (at, end), (), ()
    if preposition == "in" and hit.noun.id not in LOCATED:
        return None, (), ()
    names = [page.name_at[i] for i in range(at + 1, end) if i in page.name_at]
    names = list(dict.fromkeys(n for n in names if n.ids and n.what != "person"))
    names = [n for n in names if not serves or n.what == "organisation"]
    if not names:
        return (at, end), (), ()
    several = hit.noun.plural and preposition in ("of", "from")
    taken = names if several else names[:1]
    states, bodies = modifying(Modifiers(0, names=taken[::-1]), gazetteer)
    if several:
        states = tuple(dict.fromkeys([s for n in names for _, s in split_compass(page, n, gazetteer)] + list(states)))
    return (at, end), states, bodies
