"""Names as mentions: with the titles before them, as states, capitals that act, compass words."""

from __future__ import annotations

from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.lexicon.roles import Found
from pourparler.resolution.metonyms import is_place, split_compass
from pourparler.resolution.names import Name
from pourparler.resolution.page import STATES, Page
from pourparler.resolution.phrase import Detail, Phrase, head_in, make_phrase, modifying
from pourparler.resolution.phrases import before_name

OUTLETS = frozenset(
    ("agency", "network", "wire", "service", "channel", "newspaper", "daily", "weekly", "broadcaster", "television")
)
TRADE = OUTLETS | {"news", "state", "press", "tv", "radio", "official"}


def name_phrases(name: Name, page: Page, used: set[Found], gazetteer: Gazetteer) -> list[Phrase]:
    """Return the mention of a name with what stands before it; none for mere places."""
    a = page.analysis
    if name.what == "person":
        mods = before_name(page, name.first, True)
        used.update(mods.nouns)
        titles = [t for t in mods.titles if t]
        kind = "title" if mods.nouns or mods.titles else "name"
        states, bodies = modifying(mods, gazetteer)
        if not states and mods.nouns and (home := _of_state(page, name.last, gazetteer)):
            states = (home,)
        detail = Detail(name, mods.noun, titles[0] if titles else None, mods, states, bodies)
        known = bool(name.ids)
        actor = name.ids[0] if known else None
        return [
            make_phrase(
                page,
                mods.start,
                name.last,
                head_in(a, name.first, name.last),
                kind,
                actor,
                name.ids[1:],
                "name",
                detail,
            )
        ]
    found = _place_or_body(name, page, gazetteer)
    used.update(hit for hit in page.hits for one in found if one.tokens[0] <= hit.start and hit.end <= one.tokens[1])
    return found


def _of_state(page: Page, at: int, gazetteer: Gazetteer) -> str | None:
    """Return the state of "of Estonia" right after a name."""
    if at + 1 < len(page.words) and page.words[at] == "of":
        name = page.name_at.get(at + 1) or page.name_at.get(at + 2)
        if name is not None and name.ids and gazetteer.entries[name.ids[0]].kind == "state":
            return name.ids[0]
    return None


def _place_or_body(name: Name, page: Page, gazetteer: Gazetteer) -> list[Phrase]:
    a = page.analysis
    head = head_in(a, name.first, name.last)
    if name.what == "place" and (name.kind == "ner" or gazetteer.entries[name.ids[0]].kind == "place"):
        return []
    if name.kind == "metonym" and is_place(a, name.first, name.last, head):
        return []
    found = [
        make_phrase(page, i, i + 1, i, "name", state, (), "compass", Detail(name, states=(state,)))
        for i, state in split_compass(page, name, gazetteer)
    ]
    kinds = {"adjective": "demonym", "demonym": "demonym", "metonym": "metonym", "acronym": "acronym"}
    kind = kinds.get(name.kind, "name")
    if name.what == "group" and name.kind == "ner":
        return found
    plural = name.kind == "demonym" and a.tags[head] in ("NNPS", "NNS")
    if plural and name.first and a.tags[name.first - 1] in ("CD", "JJ", "JJR", "VBN"):
        return found
    certain = len(name.ids) == 1 or (name.kind not in ("adjective", "demonym") and not _several(name, page, gazetteer))
    rule = "adjective" if name.what == "adjective" else "name"
    detail = Detail(name, states=name.ids[:1] if name.what in STATES else (), plural=plural)
    actor = name.ids[0] if name.ids and certain else None
    others = name.ids[1:] if certain else name.ids
    last = _with_trade(page, name.last) if actor and gazetteer.entries[actor].sector == "JRN" else name.last
    head = head if last == name.last else last - 1
    return [*found, make_phrase(page, name.first, last, head, kind, actor, others, rule, detail)]


def _with_trade(page: Page, last: int) -> int:
    """Return the end of an outlet's name with what it is: "Interfax news agency", "Kommersant newspaper"."""
    at = last
    while at < len(page.words) and at - last < 3 and page.words[at] in TRADE:
        at += 1
        if page.words[at - 1] in OUTLETS:
            return at
    return last


def _several(name: Name, page: Page, gazetteer: Gazetteer) -> bool:
    """Whether a name means all its states at once: "the two Koreas"."""
    states = all(gazetteer.entries[i].kind == "state" for i in name.ids)
    return states and len(name.ids) > 1 and page.analysis.words[name.last - 1].endswith("s")


def halves(page: Page, seen: set[str | None]) -> list[Phrase]:
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
        found.append(make_phrase(page, first, i + 1, i, "name", state, (), "compass", Detail(states=(state,))))
    return found


def _half(page: Page, token: int) -> bool:
    """Whether "North" stands with "the" or, as in headlines, as the subject that opens a sentence."""
    if token and page.words[token - 1] == "the":
        return True
    a = page.analysis
    return token == page.sentence_start(token) and token + 1 < len(a) and a.tags[token + 1] in ("VBZ", "VBD", "POS")
