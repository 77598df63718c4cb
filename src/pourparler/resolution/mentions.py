"""Find the mentions of actors in an analysis: names, titles, role nouns, groups, pronouns.

Stages: names (gazetteer over NER), surnames of those who were introduced, what stands before names,
role nouns that stand alone, pronouns. What the gazetteer makes certain gets its actor here; the rest
waits for ``link``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.lexicon.roles import Found, Noun, family_first
from pourparler.records import Analysis, Mention
from pourparler.resolution.metonyms import is_place, split_compass
from pourparler.resolution.names import POSSESSIVE, Name, find_names
from pourparler.resolution.phrases import STATES, Modifiers, Page, before_name, left_of

PRONOUNS = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "yours",
        "yourself",
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
    ]
)
RELATIVE = frozenset(("who", "whom", "whose", "which"))


@dataclass(frozen=True, slots=True)
class Detail:
    """What a mention says of its actor: see ``Phrase``."""

    name: Name | None = None
    noun: Noun | None = None
    title: str | None = None
    mods: Modifiers = field(default_factory=lambda: Modifiers(0))
    states: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    tail: tuple[int, int] | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Phrase(Mention):
    """A mention with what it says: name, role noun, title, states and organisations that modify it."""

    detail: Detail = field(default_factory=Detail, compare=False, repr=False)


def find_mentions(analysis: Analysis, gazetteer: Gazetteer, published: str | None) -> tuple[Mention, ...]:
    """Return the mentions in text order, inner ones after those that hold them.

    ``published`` is the ISO date of the report, which says who is "the French president".
    """
    if not len(analysis):
        return ()
    names = _with_surnames(find_names(analysis, gazetteer), analysis, gazetteer, published)
    page = Page.of(analysis, names)
    found: list[Phrase] = []
    used: set[Found] = set()
    for name in page.names:
        found.extend(_named(name, page, used, gazetteer))
    for hit in page.hits:
        if hit not in used:
            found.extend(_described(hit, page, gazetteer, published))
    found.extend(_pronouns(analysis))
    found.extend(_halves(page, {m.actor for m in found}))
    found.sort(key=lambda m: (m.tokens[0], -m.tokens[1], m.head, m.actor or ""))
    return tuple(found)


# -- names -------------------------------------------------------------------------------------------


def _with_surnames(
    names: list[Name], analysis: Analysis, gazetteer: Gazetteer, published: str | None
) -> list[Name]:
    """Add bare surnames that NER missed, of persons whom the text names in full or whom all know."""
    taken = {i for n in names for i in range(n.first, n.last)}
    full = {
        w
        for n in names
        if n.what == "person" and n.last - n.first > 1
        for w in surnames(n, analysis, gazetteer)
    }
    labels = {i: e.label for e in analysis.entities for i in range(e.start, e.end)}
    added = []
    for i, word in enumerate(analysis.words):
        if i in taken or not word[0].isupper() or analysis.tags[i] not in ("NNP", "NNPS", "NN", "VB", "JJ"):
            continue
        if word in full or (
            (labels.get(i) or analysis.tags[i] == "NNP")
            and famous(word, gazetteer, published)
            and not _inside_name(i, analysis, taken)
        ):
            added.append(Name(i, i + 1, (), "ner", "person"))
    fixed = [_as_person(n, full, analysis, gazetteer, published) for n in names]
    return sorted(fixed + added, key=lambda n: n.first)


def _as_person(
    name: Name, full: set[str], analysis: Analysis, gazetteer: Gazetteer, published: str | None
) -> Name:
    """A bare surname that the model took for an organisation or a place is the person introduced."""
    if name.kind == "ner" and name.what != "person" and name.last - name.first == 1:
        if analysis.words[name.first] in full or famous(analysis.words[name.first], gazetteer, published):
            return Name(name.first, name.last, (), "ner", "person")
    return name


def _inside_name(token: int, analysis: Analysis, taken: set[int]) -> bool:
    """Whether a capitalised word beside makes the token part of a longer name."""
    for beside in (token - 1, token + 1):
        if 0 <= beside < len(analysis) and analysis.sentence_of[beside] == analysis.sentence_of[token]:
            word = analysis.words[beside]
            if (
                word[0].isupper()
                and analysis.tags[beside] in ("NNP", "NNPS")
                and analysis.ends[min(beside, token)] + 1 >= analysis.starts[max(beside, token)]
            ):
                return True
    return False


def famous(word: str, gazetteer: Gazetteer, published: str | None) -> str | None:
    """Return the id of the one person whom a bare surname means in any report of the day, or None."""
    if len(word) < 4:
        return None
    found = gazetteer.by_surname(word, published)
    if not found or found[0].prominence < 0.75 or not found[0].in_office:
        return None
    if len(found) > 1 and found[1].prominence > 0.5 * found[0].prominence:
        return None
    return found[0].id


def surnames(name: Name, analysis: Analysis, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the words under which a report goes on with a person named in full."""
    if name.ids and gazetteer.entries[name.ids[0]].kind == "person":
        known = gazetteer.entries[name.ids[0]].surnames
        return tuple(w for s in known for w in (s, s.split()[-1]) if len(w) > 1)
    words = [w for w in analysis.words[name.first : name.last] if len(w) > 1]
    if len(words) < 2:
        return tuple(words)
    if words[-1].rstrip(".").lower() in ("jr", "sr", "ii", "iii", "iv"):
        words.pop()
    text = analysis.text[analysis.starts[name.first] : analysis.ends[name.last - 1]]
    last = text.split()[-1].strip(",.") if " " in text else words[-1]
    if words[0].lower() in family_first() and _east_asian(words, text):
        return (words[0],)
    return tuple(dict.fromkeys((last, words[-1]))) if last[0].isupper() else (words[-1],)


def _east_asian(words: list[str], text: str) -> bool:
    """Family name first: "Chung Dong-young", "Kim Yo Jong", "Wang Yi", not "Lee Johnson"."""
    from pourparler.lexicon.roles import given_names

    parts = text.split()
    return not (len(parts) == 2 and parts[1].lower() not in ("yi",) and len(parts[1]) > 9) and (
        "-" in parts[-1] or len(parts) == 3 or (parts[0].lower() not in given_names() and len(parts[1]) <= 8)
    )


def _named(name: Name, page: Page, used: set[Found], gazetteer: Gazetteer) -> list[Phrase]:
    a = page.analysis
    if name.what == "person":
        mods = before_name(page, name.first, True)
        used.update(mods.nouns)
        titles = [t for t in mods.titles if t]
        kind = "title" if mods.nouns or mods.titles else "name"
        states, bodies = _modifying(mods, gazetteer)
        if not states and mods.nouns and (home := _of_state(page, name.last, gazetteer)):
            states = (home,)
        detail = Detail(name, mods.noun, titles[0] if titles else None, mods, states, bodies)
        known = bool(name.ids)
        actor = name.ids[0] if known else None
        return [
            _phrase(
                page,
                mods.start,
                name.last,
                _head(a, name.first, name.last),
                kind,
                actor,
                name.ids[1:],
                "name",
                detail,
            )
        ]
    return _place_or_body(name, page, gazetteer)


def _of_state(page: Page, at: int, gazetteer: Gazetteer) -> str | None:
    """Return the state of "of Estonia" right after a name."""
    if at + 1 < len(page.words) and page.words[at] == "of":
        name = page.name_at.get(at + 1) or page.name_at.get(at + 2)
        if name is not None and name.ids and gazetteer.entries[name.ids[0]].kind == "state":
            return name.ids[0]
    return None


def _place_or_body(name: Name, page: Page, gazetteer: Gazetteer) -> list[Phrase]:
    a = page.analysis
    head = _head(a, name.first, name.last)
    if name.what == "place" and (name.kind == "ner" or gazetteer.entries[name.ids[0]].kind == "place"):
        return []
    if name.kind == "metonym" and is_place(a, name.first, name.last, head):
        return []
    found = [
        _phrase(page, i, i + 1, i, "name", state, (), "compass", Detail(name, states=(state,)))
        for i, state in split_compass(page, name, gazetteer)
    ]
    kinds = {"adjective": "demonym", "demonym": "demonym", "metonym": "metonym", "acronym": "acronym"}
    kind = kinds.get(name.kind, "name")
    if name.what == "group" and name.kind == "ner":
        return found
    plural = name.kind == "demonym" and a.tags[head] in ("NNPS", "NNS")
    if plural and name.first and a.tags[name.first - 1] in ("CD", "JJ", "JJR", "VBN"):
        return found
    certain = len(name.ids) == 1 or name.kind not in ("adjective", "demonym")
    rule = "adjective" if name.what == "adjective" else "name"
    detail = Detail(name, states=name.ids[:1] if name.what in STATES else (), plural=plural)
    actor = name.ids[0] if name.ids and certain else None
    others = name.ids[1:] if certain else name.ids
    return [*found, _phrase(page, name.first, name.last, head, kind, actor, others, rule, detail)]


def _halves(page: Page, seen: set[str | None]) -> list[Phrase]:
    """Find "the North" and "the South" in a report on Korea."""
    if not seen & {"prk", "kor"}:
        return []
    a, found = page.analysis, []
    for i, word in enumerate(a.words):
        if word not in ("North", "South") or i in page.name_at or not _half(page, i):
            continue
        if i + 1 < len(a) and a.words[i + 1][0].isupper() and a.tags[i + 1].startswith("NNP"):
            continue
        state = "prk" if word == "North" else "kor"
        first = i - 1 if i and page.words[i - 1] == "the" else i
        found.append(_phrase(page, first, i + 1, i, "name", state, (), "compass", Detail(states=(state,))))
    return found


def _half(page: Page, token: int) -> bool:
    """Whether "North" stands with "the" or, as in headlines, as the subject that opens a sentence."""
    if token and page.words[token - 1] == "the":
        return True
    a = page.analysis
    return token == page.sentence_start(token) and token + 1 < len(a) and a.tags[token + 1] in ("VBZ", "VBD", "POS")


def _modifying(mods: Modifiers, gazetteer: Gazetteer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the states and the organisations (or persons) that modify a phrase, in text order."""
    states = [n.ids[0] for n in reversed(mods.names) if n.ids and gazetteer.entries[n.ids[0]].kind == "state"]
    bodies = [n.ids[0] for n in reversed(mods.names) if n.ids and gazetteer.entries[n.ids[0]].kind != "state"]
    return tuple(dict.fromkeys(states)), tuple(dict.fromkeys(bodies))


# -- role nouns --------------------------------------------------------------------------------------


def _described(hit: Found, page: Page, gazetteer: Gazetteer, published: str | None) -> list[Phrase]:
    a = page.analysis
    head = _head(a, hit.start, hit.end)
    if not _heads_phrase(hit, head, page):
        return []
    mods = Modifiers(hit.start, nouns=[hit])
    left_of(page, mods, page.sentence_start(hit.start), hit.start - 1)
    states, bodies = _modifying(mods, gazetteer)
    tail, tail_states, tail_bodies = _tail(hit, page, gazetteer)
    if not states and not bodies:
        states, bodies = tail_states, tail_bodies
    noun = hit.noun
    plural = noun.plural or noun.kind == "collective"
    plural = plural or (noun.kind != "body" and a.tags[head] in ("NNS", "NNPS"))
    detail = Detail(None, noun, noun.text, mods, states, bodies, tail, plural)
    if not _refers(hit, head, detail, page):
        if noun.kind == "person" and noun.single and a.deps[head] in ("attr", "oprd", "pobj", "dobj"):
            return [_phrase(page, mods.start, hit.end, head, "noun", None, (), "predicate", detail)]
        return []
    kind = "group" if plural else "role"
    if not plural and noun.kind == "person" and noun.office and not mods.owner:
        kind = "title"
    if plural and len(states) > 1:
        return [
            _phrase(page, mods.start, hit.end, head, kind, actor, (), "group:split", _only(detail, s))
            for s, actor in _split(detail, gazetteer, published)
        ]
    actor = _certain(detail, gazetteer, published)
    return [_phrase(page, mods.start, hit.end, head, kind, actor, (), "role", detail)]


def _split(detail: Detail, gazetteer: Gazetteer, published: str | None) -> list[tuple[str, str]]:
    """Return (state, actor) of "US and South Korean officials"; of "the presidents of X and Y" their holders."""
    noun, mods = detail.noun, detail.mods
    assert noun is not None
    singles = noun.single and noun.office and mods.determiner == "the" and not mods.former
    holders = {s: holder(gazetteer, s, noun.text, published) for s in detail.states} if singles else {}
    if holders and all(holders.values()):
        return [(s, h) for s, h in holders.items() if h]
    return [(s, group_id(s, noun)) for s in detail.states]


def _only(detail: Detail, state: str) -> Detail:
    return Detail(
        detail.name, detail.noun, detail.title, detail.mods, (state,), detail.bodies, detail.tail, True
    )


def group_id(owner: str, noun: Noun) -> str:
    """Return the id of people or a body that only their state or organisation tells: ``usa-officials``."""
    text = noun.form if noun.plural or noun.kind == "collective" else noun.text
    return f"{owner}-{text.replace(' ', '-')}".replace(".", "").replace("'", "")


def _certain(detail: Detail, gazetteer: Gazetteer, published: str | None) -> str | None:
    """Return the actor of "the US president" on the day of the report, when one person holds the office."""
    noun, mods = detail.noun, detail.mods
    if noun is None or len(detail.states) != 1:
        return None
    state = detail.states[0]
    if detail.plural or noun.kind != "person":
        return (
            group_id(state, noun)
            if noun.kind in ("body", "person", "collective") and not mods.number
            else None
        )
    if (
        mods.former
        or mods.acting in NOT_YET
        or mods.other
        or (mods.determiner in (None, "a", "an", "another", "any", "no", "every", "each"))
    ):
        return None
    return holder(gazetteer, state, noun.text, published)


NOT_YET = frozenset(("incoming", "elect", "designate", "interim", "acting", "caretaker", "deputy", "vice", "new"))
"""Words before an office by which it is not the one whose holder the gazetteer knows."""


def holder(gazetteer: Gazetteer, owner: str, title: str, published: str | None) -> str | None:
    """Return the id of the only person who holds ``title`` in a state or organisation on a date."""
    entry = gazetteer.entries[owner]
    country = entry.country if entry.kind == "state" and entry.country else owner
    kind = (
        title
        if title in ("leader", "head of state", "head of government")
        else gazetteer.title_class(title, country)
    )
    if entry.kind != "state" and title in ("chief", "head", "boss", "leader"):
        return _chief(gazetteer, owner, published)
    if kind is None:
        return None
    found = gazetteer.holders(country, kind, published[:10] if published else None)
    return found[0].id if len(found) == 1 else None


def _chief(gazetteer: Gazetteer, owner: str, published: str | None) -> str | None:
    """Return who leads an organisation, by whatever title."""
    for title in (
        "secretary-general",
        "director general",
        "president",
        "managing director",
        "high representative",
        "chief executive",
        "head",
        "chairman",
        "leader",
    ):
        kind = gazetteer.title_class(title, owner) or title
        found = gazetteer.holders(owner, kind, published[:10] if published else None)
        if len(found) == 1:
            return found[0].id
    return None


def _heads_phrase(hit: Found, head: int, page: Page) -> bool:
    """Whether the noun heads a noun phrase and modifies nothing to its right ("police station")."""
    a, last = page.analysis, hit.end - 1
    if a.tags[last] not in ("NN", "NNS", "NNP", "NNPS") or a.tags[head] in ("VB", "VBP", "VBZ", "VBD"):
        return False
    after = hit.end
    if after < len(a) and a.sentence_of[after] == a.sentence_of[last]:
        if a.words[after] in ("-", "–") and after + 1 < len(a) and a.starts[after] == a.ends[last]:
            return False
        if a.tags[after] in ("NN", "NNS", "NNP", "NNPS") and a.deps[last] in ("compound", "amod", "nmod"):
            return False
        if (
            after in page.name_at
            and a.deps[last] in ("compound", "nmod")
            and page.name_at[after].what == "person"
        ):
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
    """Whether a bare singular only says what somebody is: "now deputy chairman", "to be emperor", "as mediator"."""
    if mods.determiner is not None:
        return False
    subject = a.deps[head] in ("nsubj", "nsubjpass")
    if mods.start and a.words[mods.start - 1].lower() in ("now", "then", "once"):
        return True
    if not named:
        return not subject
    as_ = a.deps[head] == "pobj" and a.words[a.heads[head]].lower() == "as"
    return a.deps[head] in ("attr", "oprd") or as_


LOCATED = frozenset(("government", "official", "authorities", "state-media", "ministry", "military", "troops", "parliament"))
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
        a.heads[at] != hit.end - 1
        and a.heads[at] not in range(hit.start, hit.end)
        and preposition not in ("of", "for")
    ):
        return None, (), ()
    if preposition in ("to", "with"):
        return (at, end), (), ()
    if preposition == "in" and hit.noun.id not in LOCATED:
        return None, (), ()
    names = [page.name_at[i] for i in range(at + 1, end) if i in page.name_at]
    names = list(dict.fromkeys(n for n in names if n.ids and n.what != "person"))
    if not names:
        return (at, end), (), ()
    several = hit.noun.plural and preposition in ("of", "from")
    taken = names if several else names[:1]
    states, bodies = _modifying(Modifiers(0, names=taken[::-1]), gazetteer)
    if several:
        states = tuple(dict.fromkeys([s for n in names for _, s in split_compass(page, n, gazetteer)] + list(states)))
    return (at, end), states, bodies


# -- pronouns ----------------------------------------------------------------------------------------


def _pronouns(analysis: Analysis) -> list[Phrase]:
    found = []
    for i, tag in enumerate(analysis.tags):
        word = analysis.words[i].lower()
        if tag in ("PRP", "PRP$") and word in PRONOUNS:
            if word == "it" and analysis.deps[i] in ("expl",):
                continue
        elif not (tag in ("WP", "WP$", "WDT") and word in RELATIVE and _relative(analysis, i)):
            continue
        span = analysis.span(i, i + 1)
        found.append(Phrase(span, (i, i + 1), i, "pronoun", rule="pronoun"))
    return found


def _relative(analysis: Analysis, token: int) -> bool:
    """Whether a relative clause hangs on a noun before the word."""
    at = token
    for _ in range(4):
        if analysis.deps[at] == "relcl":
            return analysis.heads[at] < token
        if analysis.heads[at] == at:
            return False
        at = analysis.heads[at]
    return False


# -- helpers -----------------------------------------------------------------------------------------


def _head(analysis: Analysis, first: int, last: int) -> int:
    """Return the token of a range whose head lies outside; the last one when there are several."""
    outside = [
        i for i in range(first, last) if not first <= analysis.heads[i] < last or analysis.heads[i] == i
    ]
    nouns = [i for i in outside if analysis.tags[i] in ("NN", "NNS", "NNP", "NNPS", "JJ")]
    return (nouns or outside or [last - 1])[-1]


def _phrase(
    page: Page,
    first: int,
    last: int,
    head: int,
    kind: str,
    actor: str | None,
    others: tuple[str, ...],
    rule: str,
    detail: Detail,
) -> Phrase:
    span = page.analysis.span(first, last)
    candidates = () if actor else others
    return Phrase(span, (first, last), head, kind, actor, candidates, rule, 1.0, detail)  # type: ignore[arg-type]


def owner_of(page_words: tuple[str, ...], token: int) -> bool:
    """Whether the token after ``token`` is a possessive mark."""
    return token + 1 < len(page_words) and page_words[token + 1] in POSSESSIVE
