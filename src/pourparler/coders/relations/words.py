"""Words between and around the two actors, as features: names and numbers masked, runs of lemmas."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.coders.relations.marked import Marked
from pourparler.records import Range

AFTER = 14
"""Tokens told after a lone actor."""
MOST = 40
"""Words told between two actors."""


def masked_words(marked: Marked) -> list[str]:
    """Return a word for each token: its lemma, ``S`` or ``T``, what kind of name it is; "" inside a name."""
    a = marked.analysis
    words = [lemma.lower() for lemma in a.lemmas]
    for entity in a.entities:
        for token in range(entity.start, entity.end):
            words[token] = f"<{entity.label}>" if token == entity.end - 1 else ""
    for token, pos in enumerate(a.pos):
        if pos in ("NUM", "PROPN") and words[token] and not words[token].startswith("<"):
            words[token] = "<NUM>" if pos == "NUM" else "<NAME>"
    for name, ranges in (("T", marked.target), ("S", marked.source)):
        for first, last in ranges:
            words[first:last] = [name] + [""] * (last - first - 1)
    return words


def between(marked: Marked, words: list[str]) -> Iterator[str]:
    """Yield the runs of up to four words from one actor to the other."""
    first, last = span(marked)
    source_first = not marked.target or (bool(marked.source) and marked.source[0] <= marked.target[0])
    yield from grams(_solid(words, first, last)[:MOST], "st:" if source_first else "ts:", 4)


def around(marked: Marked, words: list[str]) -> Iterator[str]:
    """Yield what stands right after and before each actor."""
    for name, ranges in (("S", marked.source), ("T", marked.target)):
        if not ranges:
            yield f"no {name}"
            continue
        first, last = ranges[0]
        after, before = _solid(words, last, last + 10)[:5], _solid(words, first - 8, first)[-3:]
        yield from grams(after, f"{name}>", 3)
        yield from grams(before, f"{name}<", 3)
        for n in range(1, 4):
            yield f"{name}>>" + " ".join(after[:n])
            yield f"{name}<<" + " ".join(before[-n:])


def everywhere(words: list[str]) -> Iterator[str]:
    """Yield the runs of up to three words of the whole text."""
    yield from grams(_solid(words, 0, len(words)), "", 3)


def span(marked: Marked) -> Range:
    """Return the tokens from one actor to the other, both included; on to the sentence's end from a lone one."""
    a = marked.analysis
    if marked.source and marked.target:
        one, other = sorted((marked.source[0], marked.target[0]))
        return one[0], other[1]
    if marked.source or marked.target:
        first, last = (marked.source or marked.target)[0]
        return first, min(a.sentences[a.sentence_of[first]][1], last + AFTER)
    return 0, len(a)


def _solid(words: list[str], first: int, last: int) -> list[str]:
    return [word for word in words[max(0, first) : last] if word]


def grams(words: list[str], prefix: str, longest: int) -> Iterator[str]:
    """Yield the runs of one to ``longest`` words."""
    for n in range(1, longest + 1):
        for i in range(len(words) - n + 1):
            yield prefix + " ".join(words[i : i + n])
