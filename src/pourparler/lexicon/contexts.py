"""PLOVER's 37 contexts: what an act is about, found by the words of its sentence.

The words stand in ``contexts.toml``, each context with sentences that it must and must not be found in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

Phrase = tuple[str, ...]


@cache
def entries() -> Mapping[str, Mapping[str, Any]]:
    """Return the lexicon as it stands: context to ``words``, ``except``, ``match``, ``reject``."""
    text = files("pourparler.lexicon").joinpath("contexts.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


CONTEXTS: tuple[str, ...] = tuple(entries())
"""The names of the contexts, in the order of the manual; found contexts come in this order."""


Index = dict[str, tuple[tuple[Phrase, int, bool], ...]]


@cache
def _index() -> Index:
    """Return for each first word the rests of its phrases, their contexts, and whether they count."""
    index: dict[str, list[tuple[Phrase, int, bool]]] = {}
    for number, entry in enumerate(entries().values()):
        for key, counts in (("words", True), ("except", False)):
            for phrase in entry.get(key, ()):
                first, *rest = phrase.split()
                index.setdefault(first, []).append((tuple(rest), number, counts))
    return {first: tuple(found) for first, found in index.items()}


def find_contexts(lemmas: Sequence[str], words: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the contexts that the words of a clause or sentence belong to, in the order of ``CONTEXTS``.

    ``lemmas`` are its lemmas; ``words``, as many, are tried beside them (a lemmatiser may keep the
    plural of a name). Letter case and hyphens do not count; cost is linear in the number of words.
    """
    index = _index()
    left = _flat(lemmas)
    found = _search(left, index)
    if words:
        found |= _search(_flat(words), index)
    return tuple(CONTEXTS[number] for number in sorted(found))


def _flat(words: Sequence[str]) -> list[str]:
    flat: list[str] = []
    for word in words:
        lower = word.lower()
        if "-" in lower:
            flat.extend(filter(None, lower.split("-")))
        else:
            flat.append(lower)
    return flat


def _search(words: list[str], index: Index) -> set[int]:
    found: list[tuple[int, int]] = []
    barred: set[tuple[int, int]] = set()
    for place, word in enumerate(words):
        for rest, number, counts in index.get(word, ()):
            end = place + 1 + len(rest)
            if rest and tuple(words[place + 1 : end]) != rest:
                continue
            if counts:
                found.append((place, number))
            else:
                barred.update((inside, number) for inside in range(place, end))
    return {number for place, number in found if (place, number) not in barred}
