"""Whether a time lies behind or ahead: the tense of the verb that governs it, and cue words.

The path runs from the time's head up the dependency tree. Cues on the way ("a vote scheduled for …",
"plans for …", "ahead of …") win over the tense of the verb at its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pourparler.records import Analysis
from pourparler.resolution.times.grammar import grammar
from pourparler.resolution.times.values import Direction

BE = frozenset({"be", "is", "are", "was", "were", "'s", "'re", "been"})
DEADLINE = frozenset({"by", "within", "until", "till", "before", "no", "through"})
CONDITIONS = frozenset({"if", "unless", "until", "once", "when", "should"})
CLIMB = 12
"""Steps up the tree before the search gives up."""


@dataclass(frozen=True, slots=True)
class Way:
    """A direction and how firm it is.

    ``nominal``: the time describes a noun, and the verb may tell of another time. ``present``: the verb
    stands in the simple present, which looks ahead in schedules but not always.
    """

    direction: Direction
    nominal: bool = False
    present: bool = False


@lru_cache(maxsize=1)
def cues() -> dict[str, frozenset[str]]:
    """Return the cue words of the lexicon."""
    return {name: frozenset(words) for name, words in grammar().table["cues"].items()}


def direction(analysis: Analysis, first: int, last: int) -> Way:
    """Return the direction of the time that tokens ``first`` to ``last`` (exclusive) name."""
    head = _head(analysis, first, last)
    before = word_at(analysis, first - 1) if first else ""
    if before in cues()["before_past"]:
        return Way("past")
    if before in cues()["before_ahead"] or (before == "of" and first > 1 and word_at(analysis, first - 2) == "ahead"):
        return Way("past" if before == "before" and _had(analysis, head) else "future")
    if word_at(analysis, first) in DEADLINE and _ordered(analysis, head):
        return Way("future")
    return _climb(analysis, head)


def _ordered(analysis: Analysis, token: int) -> bool:
    """Whether a deadline hangs on a verb, or its object, that looks ahead: "gave them until Friday"."""
    for head in analysis.ancestors(token):
        if analysis.pos[head] in ("VERB", "AUX"):
            return analysis.lemmas[head].lower() in cues()["deadlines"]
    return False


def _had(analysis: Analysis, token: int) -> bool:
    """Whether the governing verb stands in the past perfect: "had been told before Tuesday's vote"."""
    for head in analysis.ancestors(token):
        if analysis.pos[head] in ("VERB", "AUX"):
            return any(word_at(analysis, k) in ("had", "'d") for k in analysis.kids(head, "aux"))
    return False


def word_at(analysis: Analysis, token: int) -> str:
    """Return the word of a token in lower case."""
    return analysis.words[token].lower()


def _head(analysis: Analysis, first: int, last: int) -> int:
    """The token of the expression that hangs on a word outside it."""
    for token in range(first, last):
        if not first <= analysis.heads[token] < last:
            return token
    return first


def _climb(analysis: Analysis, token: int) -> Way:
    nominal, quoted = False, analysis.quote_of[token]
    for _ in range(CLIMB):
        pos, lemma = analysis.pos[token], analysis.lemmas[token].lower()
        inside = analysis.quote_of[token] != quoted and quoted < 0
        if pos in ("VERB", "AUX") and not inside:
            if nominal and lemma in cues()["looks_ahead"] and _object(analysis, token):
                return Way("future", nominal=True)
            return Way(tense(analysis, token), nominal, analysis.tags[token] in ("VBZ", "VBP"))
        if pos in ("NOUN", "ADJ") and not inside:
            if lemma in cues()["nouns"] or lemma in cues()["ahead"] or _amod_ahead(analysis, token):
                return Way("future")
            if lemma in cues()["past_nouns"]:
                return Way("past")
            nominal = True
        if analysis.heads[token] == token:
            return Way("past" if inside else "any", nominal=True)
        token = analysis.heads[token]
    return Way("any", nominal=True)


def _object(analysis: Analysis, verb: int) -> bool:
    return analysis.child(verb, "dobj", "nsubjpass", "prep") is not None


def _amod_ahead(analysis: Analysis, noun: int) -> bool:
    kids = analysis.kids(noun, "amod", "acl", "compound")
    return any(analysis.lemmas[k].lower() in cues()["ahead"] for k in kids)


def tense(analysis: Analysis, verb: int, depth: int = 0) -> Direction:
    """Return whether the act of a verb lies behind or ahead of the report."""
    tag, lemma = analysis.tags[verb], analysis.lemmas[verb].lower()
    helpers = [k for k in analysis.children[verb] if analysis.deps[k] in ("aux", "auxpass")]
    words = {analysis.words[k].lower() for k in helpers}
    perfect = bool(words & {"have", "has", "had", "'ve", "'d", "having"})
    if any(analysis.tags[k] == "MD" for k in helpers):
        return "past" if perfect else "future"
    if perfect:
        return "past"
    if lemma in cues()["ahead"] and tag in ("VBN", "VBD") and (words & BE or analysis.deps[verb] in ("acl", "relcl")):
        return "future"
    if any(analysis.tags[k] == "TO" for k in helpers):
        return _infinitive(analysis, verb, depth)
    if tag in ("VBD", "VBN") or words & {"was", "were", "been", "did"}:
        return _past(analysis, verb, lemma, tag, words, depth)
    if tag == "VBG" and not helpers:
        return _participle(analysis, verb, depth)
    return _present(analysis, verb, lemma, tag, depth)


def _past(analysis: Analysis, verb: int, lemma: str, tag: str, words: set[str], depth: int) -> Direction:
    due = analysis.child(verb, "acomp", "attr", "oprd") if lemma == "be" else None
    if due is not None and analysis.lemmas[due].lower() in cues()["ahead"]:
        return "future"
    if tag == "VBN" and words & {"is", "are", "be"}:
        if any(analysis.words[k].lower() in CONDITIONS for k in analysis.kids(verb, "mark", "advmod")):
            return "future"
        return "future" if words & {"is", "are"} and analysis.deps[verb] == "ROOT" else "any"
    return "past"


def _infinitive(analysis: Analysis, verb: int, depth: int) -> Direction:
    head, dep = analysis.heads[verb], analysis.deps[verb]
    if depth < CLIMB and head != verb and analysis.pos[head] in ("VERB", "AUX"):
        same = dep == "advcl" or analysis.lemmas[head].lower() in cues()["same_time"]
        if same:
            return tense(analysis, head, depth + 1)
    return "future"


def _participle(analysis: Analysis, verb: int, depth: int) -> Direction:
    head, dep = analysis.heads[verb], analysis.deps[verb]
    if dep == "pcomp":
        word = analysis.words[head].lower()
        if word in cues()["participle_past"]:
            return "past"
        if word in cues()["before_ahead"]:
            return "future"
    for _ in range(CLIMB):
        if head == verb or depth > CLIMB:
            return "any"
        if analysis.pos[head] in ("VERB", "AUX"):
            return tense(analysis, head, depth + 1)
        verb, head = head, analysis.heads[head]
    return "any"


def _present(analysis: Analysis, verb: int, lemma: str, tag: str, depth: int) -> Direction:
    if lemma in cues()["saying"] and tag in ("VBZ", "VBP"):
        return "past"
    headline = analysis.headline
    if headline and headline[0] <= verb < headline[1]:
        return "any"
    if tag == "VB" and analysis.heads[verb] != verb and depth < CLIMB:
        head = analysis.heads[verb]
        if analysis.pos[head] in ("VERB", "AUX"):
            return tense(analysis, head, depth + 1)
    return "future" if tag in ("VBZ", "VBP", "VB", "VBG") else "any"
