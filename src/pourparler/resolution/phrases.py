"""Noun phrases about actors: what stands before a name or a role noun, and what it says.

Works word by word to the left, on lexicon and tags rather than on the parse alone: the parser often
breaks "Deputy Foreign Minister Anna Holm" or "US and South Korean officials" apart.
"""

from __future__ import annotations

from pourparler.lexicon.roles import Found, Noun
from pourparler.resolution.names import POSSESSIVE, Name
from pourparler.resolution.page import DETERMINERS, LEFT, MODIFIERS, STATES, Modifiers, Page

AGAINST = frozenset(("anti", "pro", "non", "ex"))


def before_name(page: Page, first: int, person: bool) -> Modifiers:
    """Read titles, honorifics and countries before a name that begins at token ``first``."""
    found, floor, at = Modifiers(first), page.sentence_start(first), first - 1
    while at >= floor and person:
        step = _honorific(page, at, found) or _title(page, at, floor, found, first)
        if step is None:
            break
        at = found.start = step
        at -= 1
    if found.nouns or found.gender:
        return left_of(page, found, floor, at)
    return _state_owner(page, found, at) if person else found


def left_of(page: Page, found: Modifiers, floor: int, at: int) -> Modifiers:
    """Read what modifies the phrase that begins at token ``at + 1``, down to the determiner."""
    head = found.start
    while at >= floor:
        step = _step(page, at, found, head)
        if step is None:
            break
        found.start = step
        if found.determiner is not None or (found.owner is not None):
            break
        at = step - 1
    return found


def _honorific(page: Page, at: int, found: Modifiers) -> int | None:
    word = page.words[at]
    gender = page.lexicon.honorifics.get(word)
    if gender is None or not (page.analysis.words[at][0].isupper()):
        return None
    if gender != "any":
        found.gender = gender
    if at + 1 in page.hit_end:
        return None
    found.titles.append("")
    return at


def _title(page: Page, at: int, floor: int, found: Modifiers, first: int) -> int | None:
    """Take a role noun or short title that ends at token ``at``."""
    hit = page.hit_end.get(at + 1)
    if hit is None:
        for size in (3, 2, 1):
            text = " ".join(page.words[max(floor, at + 1 - size) : at + 1])
            if at + 1 - size >= floor and text in page.lexicon.short and page.analysis.words[at][0].isupper():
                noun = page.lexicon.by_text[page.lexicon.short[text]]
                hit = Found(at + 1 - size, at + 1, noun)
                break
        if hit is None and page.words[at] == "elect" and at - 2 >= floor and page.words[at - 1] == "-":
            found.acting = "elect"
            return at - 1 if at - 1 in page.hit_end else None
        if hit is None:
            return None
    noun = hit.noun
    if noun.kind != "person" or (noun.plural and not found.nouns):
        return None
    capital = page.analysis.words[hit.start][0].isupper()
    leans = page.analysis.heads[hit.end - 1] >= first and page.analysis.deps[hit.end - 1] != "nsubj"
    beside = at + 1 == first and page.analysis.tags[at] in ("NN", "NNP")
    if not (noun.before or capital or leans or beside):
        return None
    if noun.gender:
        found.gender = noun.gender
    found.nouns.append(hit)
    start, words = hit.start, noun.text
    while _portfolio(page, start - 1, floor, noun, capital):
        start -= 1
        words = f"{page.words[start]} {words}"
    found.titles.append(words)
    return start


def _portfolio(page: Page, at: int, floor: int, noun: Noun, capital: bool) -> bool:
    """A word that belongs to the title: "Digital Affairs" in "Digital Affairs Minister"."""
    if at < floor or at in page.name_at or (at + 1) in page.hit_end:
        return False
    word, tag = page.analysis.words[at], page.analysis.tags[at]
    if noun.text not in (
        "minister",
        "secretary",
        "chief",
        "director",
        "head",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "envoy",
        "commissioner",
        "deputy minister",
    ):
        return False
    if page.words[at] in page.lexicon.former or page.words[at] in page.lexicon.acting or page.words[at] in DETERMINERS:
        return False
    if word[0].isupper() and capital:
        return (
            tag in ("NNP", "NN", "JJ", "NNPS", "NNS", "CC")
            and page.analysis.deps[at] != "ROOT"
            and (at > floor or at < page.analysis.heads[at])
        )
    return word.islower() and tag in ("NN", "NNS") and page.analysis.deps[at] in ("compound", "nmod")


def _state_owner(page: Page, found: Modifiers, at: int) -> Modifiers:
    """Take "Russia's" before "Vladimir Putin"."""
    if (
        at > 0
        and page.words[at] in POSSESSIVE
        and (name := page.name_end.get(at))
        and name.what in ("state", "adjective")
    ):
        found.names.append(name)
        found.start = name.first
    return found


def _step(page: Page, at: int, found: Modifiers, head: int) -> int | None:
    """Take one piece of the phrase that ends at token ``at``; return where it begins, or None to stop."""
    a, word, tag = page.analysis, page.words[at], page.analysis.tags[at]
    if (name := page.name_end.get(at + 1)) is not None:
        return _name_piece(page, name, found)
    if word in POSSESSIVE:
        if (owner := page.name_end.get(at)) is not None and owner.what != "person":
            found.names.append(owner)
            found.determiner = "'s"
            return owner.first
        found.owner = at - 1 if at else None
        found.determiner = "'s"
        return _owner_start(page, at - 1) if at else None
    if tag == "PRP$":
        found.owner, found.determiner = at, word
        return at
    if (word in DETERMINERS and tag != "IN") or tag == "DT":
        found.number = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}.get(word, found.number)
        found.other = found.other or word in ("another", "other")
        if tag == "CD" or word in ("two", "three", "four", "five", "six", "several", "many", "few", "other"):
            return at
        found.determiner = word
        return at - 1 if word != "both" and at and page.words[at - 1] in ("both", "all") else at
    if word in page.lexicon.former:
        found.former = True
        return at
    if word in ("-", "–") and at and page.words[at - 1] in ("ex", "then", "vice", "self"):
        return at
    if word in page.lexicon.acting and a.heads[at] > at:
        found.acting = word
        return at
    if tag in MODIFIERS and (a.deps[at] in LEFT or a.heads[at] == at + 1) and at < a.heads[at]:
        found.other = found.other or word in ("second", "third", "separate", "different")
        return at
    if tag in ("RB", "RBS") and a.deps[at] == "advmod" and at < a.heads[at] < head:
        return at
    if word in ("and", "or", "&") and (page.analysis.deps[at] == "cc") and at + 1 < head and page.name_at.get(at + 1):
        return at if (at in page.name_end and page.name_end[at].what in STATES) else None
    listed = word in ("and", "or") or (word == "," and found.joined)
    if listed and page.name_at.get(at + 1) and at in page.name_end:
        return at if page.name_end[at].what in STATES and found.names else None
    return None


def _name_piece(page: Page, name: Name, found: Modifiers) -> int | None:
    """A name that modifies: a state, an organisation, or a person ("the Trump administration")."""
    if name.last <= found.start and page.words[name.last] in ("and", "or", "&"):
        found.joined = True
    if name.what == "person" and page.analysis.deps[name.last - 1] not in ("compound", "nmod"):
        return None
    if name.first > 1 and page.words[name.first - 1] in ("-", "–") and page.words[name.first - 2] in AGAINST:
        return name.first - 2
    found.names.append(name)
    return name.first


def _owner_start(page: Page, head: int) -> int:
    first = head
    name = page.name_at.get(head)
    if name:
        return name.first
    floor = page.sentence_start(head)
    while (
        first - 1 >= floor
        and page.analysis.heads[first - 1] <= head
        and first - 1 < page.analysis.heads[first - 1]
        and (page.analysis.deps[first - 1] in LEFT)
    ):
        first -= 1
    return first
