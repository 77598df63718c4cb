"""Word classes of the ledger (``ledger.toml``) and the content words of a clause."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pourparler.lexicon.gazetteer.tables import table

STATE_NAMES = ("name", "adjectives", "demonyms", "metonyms", "names", "acronyms", "long")
WORD = re.compile(r"[A-Za-z][A-Za-z-]{2,}|\d[\d,.]*\d|\d\d")
LETTERS = re.compile(r"[a-z]+")
YEAR = re.compile(r"(?:19|20)\d\d")
PLACE = re.compile(r"\b(?:visit(?:s|ed|ing)?|in|to|at)\s+(?:the\s+)?((?:[A-Z][\w-]+)(?:\s+[A-Z][\w-]+)*)")
ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """The compiled word classes."""

    generic: frozenset[str]
    staff: frozenset[str]
    undecided: frozenset[str]
    talks: frozenset[str]
    hopeful: frozenset[str]
    asking: frozenset[str]
    offering: frozenset[str]
    cancel: frozenset[str]
    countries: frozenset[str]
    inviting: frozenset[str]
    stop: frozenset[str]


@lru_cache(maxsize=1)
def load_ledger_words() -> LedgerWords:
    """Read ``ledger.toml``."""
    data = tomllib.loads((files("pourparler.lexicon") / "ledger.toml").read_text("utf-8"))
    return LedgerWords(**{name: frozenset(entry["words"].split()) for name, entry in data.items()})


def content_words(text: str, names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the words of a clause that tell what a proposal is about, cut to their stems, each once.

    Function words, words of the craft (talks, minister, week), years and the words of ``names`` (lower
    case) are left out; numbers of two digits and more stay: "tariffs on $50 billion" is not the one on
    $200 billion.
    """
    stop = load_ledger_words().stop
    found: dict[str, None] = {}
    for word in WORD.findall(text):
        low = word.lower().strip(".,")
        if low in stop or low in names or YEAR.fullmatch(low):
            continue
        found[stem(low)] = None
    return tuple(found)


def stem(word: str) -> str:
    """Return a word without its ending, so that "tariff" and "tariffs" are one; numbers stay."""
    if not word[0].isdigit():
        for ending, instead in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word[: -len(ending)] + instead
                break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word  # "release" and "released"


def places_in(text: str, names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return capitalised names after "visit", "in", "to", "at": where something is to be."""
    found: dict[str, None] = {}
    for name in PLACE.findall(text):
        words = name.lower().split()
        if not any(w in names for w in words):
            found[" ".join(words)] = None
    return tuple(found)


@lru_cache(maxsize=512)
def country_words(code: str) -> frozenset[str]:
    """Return the words of a state's names, its people and its capital, in lower case."""
    return _state_words().get(code, frozenset())


@lru_cache(maxsize=1)
def _state_words() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in table("states.tsv"):
        text = " ".join(value for name, value in row.items() if name in STATE_NAMES)
        words = re.findall(r"[a-z]+", text.lower())
        found[row["iso3"]] = found.get(row["iso3"], frozenset()) | frozenset(words)
    return found


def has_word(text: str, words: frozenset[str]) -> bool:
    """Return whether one of ``words`` (lower case) stands in ``text``."""
    return not words.isdisjoint(LETTERS.findall(text.lower()))
