"""Tokens that look like times and are not: May the person, 2,000 soldiers, the Sunday papers."""

from __future__ import annotations

from functools import lru_cache

from pourparler.records import Analysis
from pourparler.resolution.times.grammar import grammar

NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "FAC", "NORP", "GPE", "PRODUCT", "LAW", "LOC"})


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in grammar().table["not_dates"].items()}


def not_a_time(analysis: Analysis, token: int) -> bool:
    """Return whether a token that has a place in the grammar stands here for something else."""
    word = analysis.words[token]
    if word[0].isdigit():
        return len(word) == 4 and word.isdigit() and _counted(analysis, token)
    if not word[0].isupper():
        return word in ("second", "fall", "spring") and analysis.pos[token] in ("VERB", "ADV")
    grammar_ = grammar()
    if grammar_.value("MONTH", word) is None and grammar_.value("WEEKDAY", word) is None:
        if word in ("Night", "Morning", "Evening", "Afternoon") and not _in_headline(analysis, token):
            return True
        return word in ("Daily", "Weekly", "Spring", "Fall") and _beside_name(analysis, token)
    if _at(analysis, token + 1) in ("Night", "Morning") and not _in_headline(analysis, token):
        return True
    return _named(analysis, token) or (_ambiguous(word) and not _dated(analysis, token))


def _ambiguous(word: str) -> bool:
    return word in _words()["ambiguous"] or word in _words()["abbreviated"]


def _at(analysis: Analysis, token: int) -> str:
    return analysis.words[token] if 0 <= token < len(analysis.words) else ""


def _in_headline(analysis: Analysis, token: int) -> bool:
    return analysis.headline is not None and analysis.headline[0] <= token < analysis.headline[1]


def _beside_name(analysis: Analysis, token: int) -> bool:
    return any(0 <= t < len(analysis) and analysis.pos[t] == "PROPN" for t in (token - 1, token + 1))


def _named(analysis: Analysis, token: int) -> bool:
    if _at(analysis, token + 1) in _words()["after_name"] or _at(analysis, token - 1) in _words()["before_name"]:
        return True
    return _at(analysis, token + 2) in _words()["after_name"] and _at(analysis, token + 1).isdigit()


def _dated(analysis: Analysis, token: int) -> bool:
    """Whether an ambiguous month or abbreviation has a number or a preposition of time beside it."""
    before, after = _at(analysis, token - 1), _at(analysis, token + 1)
    word = analysis.words[token]
    later = _at(analysis, token + 2)
    if after[:1].isdigit() or before[:1].isdigit() or (after in (",", "of") and later[:1].isdigit()):
        return True
    if after in ("last", "this", "next") and later == "year":
        return True
    if word in _words()["abbreviated"]:
        return after in (".", ",") and later[:1].isupper()
    if analysis.pos[token] == "VERB" and word != "March":
        return False
    person = any(e.start <= token < e.end and e.label in NAMES for e in analysis.entities)
    if person or analysis.deps[token] in ("nsubj", "nsubjpass", "agent", "poss") or after in ("'s", "’s"):
        return before.lower() in ("last", "next", "this", "early", "late", "in", "since") and not person
    if before.lower() in ("a", "the", "its") and analysis.pos[min(token + 1, len(analysis) - 1)] not in NOUNS:
        return False
    return before.lower() in _words()["before_month"] and not (before == "," and word == "May")


def _counted(analysis: Analysis, token: int) -> bool:
    """Whether a number of four digits counts things or names a text rather than a year."""
    before, after = _at(analysis, token - 1).lower(), _at(analysis, token + 1).lower()
    if before in _words()["before_number"] or after in _words()["after_number"]:
        return True
    plural = token + 1 < len(analysis) and analysis.tags[token + 1] == "NNS"
    if before in _words()["before_count"]:
        return plural
    return plural and analysis.words[token].endswith("000") and before not in ("the", "its", "their")
