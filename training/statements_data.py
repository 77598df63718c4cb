"""Training data of the statement model: parsed articles to token features and gold frames."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pourparler.coders.statements.features import Features, extract
from pourparler.records import Analysis

ROLES = ("source", "cue", "content")
RARE = 12
"""Lemmas seen fewer times than this are unknown to the model."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold attribution: anchor token and, for each role, its token ranges."""

    anchor: int
    spans: dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Example:
    """One article with its features and gold frames."""

    id: str
    text: str
    features: Features
    starts: np.ndarray
    ends: np.ndarray
    gold: list[Gold]
    attributions: list[dict]


def read_lines(path: str) -> Iterator[dict]:
    """Yield the objects of a JSON-lines file."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def vocabulary(analyses: list[Analysis]) -> dict[str, int]:
    """Return the lemmas worth a row of their own, in alphabetical order, from 1."""
    counts = Counter(lemma.lower() for a in analyses for lemma in a.lemmas)
    kept = sorted(w for w, count in counts.items() if count >= RARE and w.split() == [w] == w.splitlines())
    return {w: i + 1 for i, w in enumerate(kept)}


def token_ranges(analysis: Analysis, spans: list[list[int]]) -> list[tuple[int, int]]:
    """Return character spans as token ranges, empty ones left out."""
    found = [analysis.tokens_in(s, e) for s, e in spans]
    return [(a, b) for a, b in found if b > a]


def anchor_of(analysis: Analysis, cue: list[tuple[int, int]]) -> int:
    """Return the head word of a cue: the token nearest the root; a verb before others, else the first."""
    tokens = [t for a, b in cue for t in range(a, b)]
    inside = set(tokens)
    tops = [t for t in tokens if analysis.heads[t] not in inside or analysis.heads[t] == t]
    solid = [t for t in tops if analysis.pos[t] not in {"PUNCT", "ADV", "PART"}] or tops
    return solid[0]


def example(id_: str, analysis: Analysis, attributions: list[dict], vocab: dict[str, int]) -> Example:
    """Return one article ready for training or scoring."""
    gold = []
    for one in attributions:
        spans = {role: token_ranges(analysis, one[role]) for role in ROLES}
        if spans["cue"] and spans["content"]:
            gold.append(Gold(anchor_of(analysis, spans["cue"]), spans))
    gold.sort(key=lambda g: g.anchor)
    return Example(
        id_,
        analysis.text,
        extract(analysis, vocab),
        np.array(analysis.starts),
        np.array(analysis.ends),
        gold,
        attributions,
    )
