"""Headlines in title case or capitals, put into sentence case for the parser.

A parser that learnt from running text takes each capitalised word of "Iran Rejects Summit Invitation" for a
name. Which words are names is read off the report itself, then off the gazetteer; a word that the dictionary of
the lemmatizer knows is none. Letters change their case only: every word stays where it is.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from pourparler.lexicon.gazetteer import load as load_gazetteer
from pourparler.lexicon.roles import given_names
from pourparler.records import Document

if TYPE_CHECKING:
    from spacy.language import Language

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
INSIDE = re.compile(r"(?<=[\w,;’'])[ \u00a0]+([^\W\d_]+)")
"""Words that do not open a sentence."""
LONGEST = 220
FEWEST, SHARE = 4, 0.75
CALENDAR = frozenset(
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec mr mrs ms dr i".split()
)
TITLES = frozenset(
    "president premier minister chancellor king queen prince princess pope sheikh emir secretary general senator "
    "governor mayor ambassador envoy speaker judge foreign prime vice deputy defence defense chief".split()
)
"""Before a name they keep their capital."""
SMALL = frozenset(
    "a an the and or but nor as at by for from in into of off on onto out over per to up via with after amid before "
    "is are was were be been has have had will would could may might can says say not no new his her its their our "
    "he she it they we who what when where why how this that than then more most all".split()
)

COMMON = frozenset(
    "united states kingdom republic democratic people national organisation organization union front army movement "
    "party liberation force forces council committee agency commission court bank fund group league community "
    "alliance forum conference association federation international world west east north south central summit "
    "programme program treaty government house palace state office ministry office security defence defense".split()
)
"""Words of names that are common words too: what the report itself shows decides about them."""


class Casing:
    """Puts the headline of one document into sentence case."""

    def __init__(self, nlp: Language, document: Document) -> None:
        self.nlp = nlp
        bodies = [document.text[a:b] for a, b in document.paragraphs]
        running = [body for body in bodies if not heading(body)]
        self.small = Counter(w for body in running for w in WORD.findall(body) if w.islower())
        self.names = Counter(w for body in running for w in INSIDE.findall(body) if not w.islower())

    def lowered(self, text: str) -> str:
        """Return ``text``, of the same length, in sentence case when it is a heading."""
        if not heading(text):
            return text
        letters = list(text)
        shouting = text.isupper()
        kept_after = False
        for match in reversed(list(WORD.finditer(text))):
            word, start = match.group(), match.start()
            keep = self._name(word, shouting) or (kept_after and word.lower() in TITLES)
            new = self._kept(word, shouting) if keep else word.lower()
            new = new if start else new[0].upper() + new[1:]
            if len(new) == len(word):
                letters[start : match.end()] = new
            kept_after = keep
        return "".join(letters)

    def _kept(self, word: str, shouting: bool) -> str:
        if not shouting or word in self.names or len(word) < 4:
            return word
        return word[0] + word[1:].lower()

    def _name(self, word: str, shouting: bool) -> bool:
        """Return whether a word of a heading is a name."""
        low = word.lower()
        stem = low.removesuffix("'s").removesuffix("’s")
        own = stem if shouting else word[: len(stem)]
        if word.islower() or stem in SMALL:
            return False
        if not shouting and any(c.isupper() for c in own[1:]):
            return True
        cased = own.capitalize() if shouting else own
        small, capital = self.small[stem], self.names[cased] + self.names[stem.upper()]
        if small or capital:
            return capital > small
        if stem in CALENDAR or stem in given_names() or stem in _gazetteer_words():
            return True
        return not known(self.nlp, stem)


def heading(text: str) -> bool:
    """Return whether nearly all words of a line open with a capital."""
    if len(text) > LONGEST:
        return False
    words = [w for w in WORD.findall(text) if w.lower() not in SMALL]
    capital = sum(not w[0].islower() for w in words)
    return len(words) >= FEWEST and capital >= SHARE * len(words) and capital > FEWEST - 1


@cache
def _gazetteer_words() -> frozenset[str]:
    """Return the names of one word, in small letters, of states, places, people and groups, and surnames."""
    entries = load_gazetteer().entries.values()
    texts = {text for entry in entries for text in (*(name.text for name in entry.names), *entry.surnames)}
    return frozenset({text.lower() for text in texts if text[:1].isupper() and " " not in text} - COMMON)


@cache
def known(nlp: Language, word: str) -> bool:
    """Return whether the lemmatizer's dictionary has ``word``, as it stands or inflected."""
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index, exceptions, rules = (lookups.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
    for pos, forms in index.items():
        if word in forms or word in exceptions.get(pos, ()):
            return True
        if any(word.endswith(old) and word[: len(word) - len(old)] + new in forms for old, new in rules.get(pos, ())):
            return True
    return False
