"""Cue words by kind: verbs, nouns, adjectives and phrases that attribute words to somebody.

The data is ``cues.toml`` beside this file. A word may stand under several kinds ("call" demands,
blames and describes); lookups give the first kind in file order, ``kinds`` gives all.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

CueClass = Literal["speech", "document", "attitude", "seeming"]
PARTS = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ", "adverbs": "ADV"}


@dataclass(frozen=True, slots=True)
class Cue:
    """One kind of cue: ``name`` ("deny"), ``kind`` ("speech" …), its words by part of speech, examples."""

    name: str
    kind: CueClass
    words: tuple[tuple[str, str], ...]
    phrases: tuple[str, ...]
    match: tuple[str, ...]
    reject: tuple[str, ...]


@cache
def load_cues() -> tuple[Cue, ...]:
    """Return all kinds of cue in file order."""
    raw = tomllib.loads(files(__package__).joinpath("cues.toml").read_text("utf-8"))
    return tuple(
        Cue(
            name,
            entry["class"],
            tuple((pos, word) for key, pos in PARTS.items() for word in entry.get(key, ())),
            tuple(entry.get("phrases", ())),
            tuple(entry["match"]),
            tuple(entry["reject"]),
        )
        for name, entry in raw.items()
    )


@cache
def _table() -> dict[tuple[str, str], tuple[int, ...]]:
    table: dict[tuple[str, str], tuple[int, ...]] = {}
    for index, cue in enumerate(load_cues()):
        for key in cue.words:
            if index not in table.get(key, ()):
                table[key] = (*table.get(key, ()), index)
    return table


def kinds(lemma: str, pos: str) -> tuple[str, ...]:
    """Return the names of all kinds that hold ``lemma`` as part of speech ``pos`` (universal tag)."""
    found = load_cues()
    return tuple(found[i].name for i in _table().get((pos, lemma.lower()), ()))


def index_of(lemma: str, pos: str) -> int:
    """Return 1 + the index of the first kind that holds the word, or 0: a small closed feature."""
    found = _table().get((pos, lemma))
    return found[0] + 1 if found else 0


def class_of(lemma: str, pos: str) -> CueClass | None:
    """Return the class of the first kind that holds the word: "speech", "document", "attitude", "seeming"."""
    found = _table().get((pos, lemma.lower()))
    return load_cues()[found[0]].kind if found else None
