"""Capitals and seats as places or as those who sit there; compass words before a shared name."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.lexicon.roles import word_set
from pourparler.records import Analysis
from pourparler.resolution.names import POSSESSIVE, Name
from pourparler.resolution.page import Page

PLACES = word_set("places")
EITHER = frozenset(("from", "to", "of", "for", "on"))
MOTION = word_set("motion")
COMPASS = frozenset(("north", "south", "east", "west", "northern", "southern"))
INSIDE = frozenset(("washington", "white house", "kremlin"))


def is_place(analysis: Analysis, first: int, last: int, head: int) -> bool:
    """Return whether a metonym means the place: "in Pyongyang", "a visit to Beijing", "Geneva talks"."""
    if dateline(analysis, first, last):
        return True
    word = analysis.words[first - 1].lower() if first else ""
    before = first - 2 if word == "the" else first - 1
    word = analysis.words[before].lower() if before >= 0 else ""
    if last < len(analysis) and analysis.words[last] in POSSESSIVE:
        return False
    dep = analysis.deps[head]
    if word in PLACES and dep in ("pobj", "conj", "compound", "npadvmod"):
        return True
    if dep == "pobj" and analysis.words[analysis.heads[head]].lower() in PLACES:
        return True
    if dep == "conj" and head != analysis.heads[head] and analysis.tags[analysis.heads[head]] in ("NNP", "NNPS"):
        other = analysis.heads[head]
        return is_place(analysis, other, other + 1, other) if other < first else False
    if word in EITHER or dep in ("dobj", "pobj"):
        governor = analysis.heads[analysis.heads[head]] if dep == "pobj" else analysis.heads[head]
        if analysis.words[governor].lower() in MOTION:
            return True
    if dep == "compound" and analysis.heads[head] >= last:
        return analysis.lemmas[analysis.heads[head]].lower() in (
            "talk",
            "summit",
            "meeting",
            "conference",
            "airport",
            "time",
        )
    if dep in ("appos", "npadvmod", "ROOT"):
        return last < len(analysis) and analysis.words[last] in (",", "(", "-", "–", "—")
    return False


def dateline(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a place opens a paragraph in capitals, as in "SEOUL, June 3 (Agency) –"."""
    opens = analysis.paragraphs[analysis.paragraph_of[first]][0] == first
    return (
        opens
        and analysis.words[first].isupper()
        and last < len(analysis)
        and analysis.words[last] in (",", "(", "-", "–", "—", "/")
    )


def split_compass(page: Page, name: Name, gazetteer: Gazetteer) -> Iterator[tuple[int, str]]:
    """Yield (token, state) for "North" in "North and South Korea" when ``name`` is "South Korea"."""
    first, words = name.first, page.words
    if name.last - first < 2 or words[first] not in COMPASS or first < 2 or words[first - 1] not in ("and", "or"):
        return
    if words[first - 2] not in COMPASS or words[first - 2] == words[first]:
        return
    text = f"{page.analysis.words[first - 2]} {' '.join(page.analysis.words[first + 1 : name.last])}"
    for match in gazetteer.matches(text):
        if match.start == 0 and match.end == len(text):
            yield first - 2, match.ids[0]
