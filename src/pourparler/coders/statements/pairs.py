"""How each token near a cue stands to that cue: the features of the second stage.

A *frame* is one cue, given by its anchor (the head word of the cue), with the window of tokens in which
its source and its content are looked for: its paragraph, and the paragraphs after it that open with a
quotation mark (a quotation that goes on). Frames are laid end to end in flat arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pourparler.coders.statements.features import NDEP, Features, sided

LEFT, RIGHT = 110, 150
"""Tokens of the window before and after the anchor."""
PAIR_COLUMNS: tuple[tuple[str, int], ...] = (
    ("offset", 32), ("branch", NDEP), ("up", 6), ("down", 5), ("quotes", 12), ("between", 4), ("distance", 7),
    ("owner", 4), ("up_branch", NDEP),
)  # fmt: skip
FAR = 5


@dataclass(frozen=True, slots=True)
class Frames:
    """The windows of all anchors of a document: ``tokens`` int32 (m,), ``frame`` int32 (m,) the anchor's
    number of each row, ``starts`` (k + 1,) where each frame begins, ``ids`` int32 (m, len(PAIR_COLUMNS)).
    """

    anchors: np.ndarray
    tokens: np.ndarray
    frame: np.ndarray
    starts: np.ndarray
    ids: np.ndarray


def frames(features: Features, anchors: np.ndarray) -> Frames:
    """Return the frames of ``anchors`` (token indexes in text order)."""
    ranges = [window(features, int(a)) for a in anchors]
    lengths = np.array([b - a for a, b in ranges], np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    tokens = np.concatenate([np.arange(a, b) for a, b in ranges]) if ranges else np.zeros(0, np.int64)
    frame = np.repeat(np.arange(len(ranges)), lengths)
    ids = np.zeros((len(tokens), len(PAIR_COLUMNS)), np.int32)
    if len(tokens):
        cue = anchors[frame]
        ids[:, 0] = sided(tokens - cue, 32)
        ids[:, 1:4], ids[:, 8] = paths(features, tokens, cue)
        ids[:, 4] = quotes(features, tokens, cue)
        ids[:, 5] = between(features, anchors, tokens, cue)
        step = np.clip(features.sentence[tokens] - features.sentence[cue], -2, 2) + 2
        ids[:, 6] = np.where(features.paragraph[tokens] > features.paragraph[cue], 5, step)
        ids[:, 7] = owners(features, anchors, tokens, cue)
    return Frames(anchors, tokens, frame, starts, ids)


def window(features: Features, anchor: int) -> tuple[int, int]:
    """Return the token range in which the parts of an anchor's attribution are looked for."""
    number = int(features.paragraph[anchor])
    first, last = features.paragraphs[number]
    states = features.column("quote")
    while number + 1 < len(features.paragraphs) and last - anchor < RIGHT:
        number += 1
        start, end = features.paragraphs[number]
        if states[start] != 1:
            break
        last = end
    return max(first, anchor - LEFT), min(last, anchor + RIGHT)


def paths(features: Features, tokens: np.ndarray, cue: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (branch, up, down) and the cue's own branch, for the lowest common ancestor of token and cue.

    ``branch`` is the label through which the token hangs under that ancestor, ``up`` the steps from the cue
    to it, ``down`` the steps from it to the token; ``up`` is 5 where they are in different sentences.
    """
    heads, labels = features.heads, features.column("dep")
    out = np.zeros((len(tokens), 3), np.int32)
    own = np.zeros(len(tokens), np.int32)
    chain, line = _chains(heads, labels, cue)
    out[:, 1] = FAR
    at, branch = tokens.copy(), np.zeros(len(tokens), np.int32)
    todo = np.flatnonzero(features.sentence[tokens] == features.sentence[cue])
    for step in range(40):
        if not len(todo):
            break
        match = chain[todo] == at[todo, None]
        found = match.any(axis=1)
        rows = todo[found]
        steps = match[found].argmax(axis=1)
        out[rows, 0], out[rows, 1], out[rows, 2] = branch[rows], np.minimum(steps, 4), min(step, 4)
        own[rows] = line[rows, steps]
        todo = todo[~found]
        branch[todo] = labels[at[todo]]
        above = heads[at[todo]]
        moving = above != at[todo]
        at[todo] = above
        todo = todo[moving]
    return out, own


def _chains(heads: np.ndarray, labels: np.ndarray, cue: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the cue's ancestors (itself first, at most 8) and the label by which the chain comes up to each."""
    chain = np.full((len(cue), 8), -1, np.int64)
    line = np.zeros((len(cue), 8), np.int32)
    at = cue.astype(np.int64)
    for step in range(8):
        chain[:, step] = at
        if step + 1 < 8:
            line[:, step + 1] = labels[at]
        above = heads[at]
        if (above == at).all():
            break
        at = np.where(above == at, -2, above)
        at = np.where(at < 0, chain[:, step], at)
    return chain, line


def quotes(features: Features, tokens: np.ndarray, cue: np.ndarray) -> np.ndarray:
    """Return token inside a quotation?, cue inside?, marks between (0, 1, 2 or more) as one number."""
    states = features.column("quote")
    inside = (states >= 1) & (states <= 3)
    count = np.cumsum((states == 1) | (states == 3))
    marks = np.minimum(np.abs(count[tokens] - count[cue]), 2)
    return inside[tokens] * 6 + inside[cue] * 3 + marks


def between(features: Features, anchors: np.ndarray, tokens: np.ndarray, cue: np.ndarray) -> np.ndarray:
    """Return how many other anchors stand between token and cue (0 to 3)."""
    rank = np.searchsorted(anchors, np.arange(len(features.heads)), side="left")
    low, high = np.minimum(tokens, cue), np.maximum(tokens, cue)
    inner = rank[high] - rank[np.minimum(low + 1, len(rank) - 1)]
    return np.clip(np.where(high > low, inner, 0), 0, 3)


def owners(features: Features, anchors: np.ndarray, tokens: np.ndarray, cue: np.ndarray) -> np.ndarray:
    """Return whose tree the token is in: 0 no anchor's, 1 this cue's, 2 that of one below it, 3 another's."""
    n = len(features.heads)
    owner = np.full(n, -1)
    owner[anchors] = anchors
    at = np.arange(n)
    for _ in range(30):
        open_ = np.flatnonzero(owner[np.arange(n)] < 0)
        above = features.heads[at[open_]]
        moved = above != at[open_]
        if not moved.any():
            break
        open_, above = open_[moved], above[moved]
        at[open_] = above
        got = np.isin(above, anchors)
        owner[open_[got]] = above[got]
    boss = np.full(n, -1)
    heads_of = features.heads[anchors]
    boss[anchors] = np.where(heads_of == anchors, -1, owner[heads_of])
    mine = owner[tokens]
    below = (mine >= 0) & (boss[np.maximum(mine, 0)] == cue)
    return np.where(mine < 0, 0, np.where(mine == cue, 1, np.where(below, 2, 3)))
