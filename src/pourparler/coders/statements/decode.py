"""From label scores to attributions: the best spans of each frame, then one role a token.

Labels are BIOES: 0 is outside, then B, I, E, S of source, cue and content. The best path has four states
(outside, inside one of three spans), so a frame costs four comparisons a token.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pourparler.coders.statements.pairs import Frames

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Token ranges of one attribution and its scores; ``score`` is the chance that it is right."""

    anchor: int
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float
    parts: tuple[float, ...] = ()


def best_paths(scores: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return the best well-formed label of each row, 0 to 12; ``scores`` are log chances (m, 13)."""
    count = len(starts) - 1
    lengths = np.diff(starts)
    longest = int(lengths.max())
    padded = np.zeros((longest, count, 13), np.float32)
    padded[:, :, 1:] = -1e4
    place = np.arange(len(scores)) - np.repeat(starts[:-1], lengths)
    frame = np.repeat(np.arange(count), lengths)
    padded[place, frame] = scores
    begin, inner, end, single = (padded[:, :, 1 + k :: 4][:, :, :3] for k in range(4))
    outside = padded[:, :, 0]
    alone = np.concatenate([outside[:, :, None], single], axis=2)
    alone_at = alone.argmax(axis=2)
    alone = alone.max(axis=2)
    closed, opened = np.zeros(count, np.float32), np.full((count, 3), -1e4, np.float32)
    from_open = np.zeros((longest, count), np.int8)
    stay = np.zeros((longest, count, 3), bool)
    for t in range(longest):
        ending = opened + end[t]
        best = ending.argmax(axis=1)
        value = ending.max(axis=1)
        fresh, kept = closed[:, None] + begin[t], opened + inner[t]
        plain = closed + alone[t]
        take = value > plain
        from_open[t] = np.where(take, best + 1, 0)
        closed = np.where(take, value, plain)
        stay[t] = kept > fresh
        opened = np.where(stay[t], kept, fresh)
    return _walk_back(from_open, stay, alone_at)[place, frame]


def _walk_back(from_open: np.ndarray, stay: np.ndarray, alone_at: np.ndarray) -> np.ndarray:
    longest, count = from_open.shape
    labels = np.zeros((longest, count), np.int8)
    state = np.zeros(count, np.int8)
    rows = np.arange(count)
    for t in range(longest - 1, -1, -1):
        closed = state == 0
        single = alone_at[t]
        role = from_open[t]
        shut = np.where(role > 0, 4 * role - 1, np.where(single > 0, 4 * single, 0))
        role_in = np.maximum(state - 1, 0)
        held = stay[t, rows, role_in]
        labels[t] = np.where(closed, shut, 4 * role_in + np.where(held, 2, 1))
        state = np.where(closed, role, np.where(held, state, 0)).astype(np.int8)
    return labels


def ranges(labels: np.ndarray, role: int, base: int) -> tuple[Range, ...]:
    """Return the token ranges of one role in a frame whose first row is token ``base``."""
    inside = np.flatnonzero((labels >= 1 + 4 * role) & (labels <= 4 + 4 * role))
    if not len(inside):
        return ()
    first = np.flatnonzero((labels[inside] - 1) % 4 % 3 == 0)
    edges = [*inside[first].tolist()]
    ends = [*inside[np.concatenate([first[1:] - 1, [len(inside) - 1]])].tolist()]
    return tuple((a + base, b + 1 + base) for a, b in zip(edges, ends, strict=True))


def decode(chance: np.ndarray, found: Frames, labels: np.ndarray) -> list[Attribution]:
    """Return one attribution for each frame that has a content, before conflicts are settled.

    ``chance`` (n,) of being an anchor, ``labels`` (m, 13) chances of the rows.
    """
    if not len(found.tokens):
        return []
    logs = np.log(np.maximum(labels, 1e-6))
    path = best_paths(logs, found.starts)
    picked = labels[np.arange(len(path)), path]
    result = []
    for k, anchor in enumerate(found.anchors.tolist()):
        s, e = int(found.starts[k]), int(found.starts[k + 1])
        own, base = path[s:e], int(found.tokens[s])
        content = ranges(own, 2, base)
        if not content:
            continue
        at = s + anchor - base
        weight = np.cumsum(np.concatenate(([0.0], (logs[s:e] - logs[s:e, :1])[np.arange(e - s), own])))
        cue = _cue(ranges(own, 1, base), anchor)
        valid = float(labels[at, 5:9].sum())
        sure = picked[s:e][own >= 9].mean()
        source = _best(ranges(own, 0, base), weight, base)
        score = (valid * float(chance[anchor])) ** 0.5
        named = float(picked[s:e][(own >= 1) & (own <= 4)].mean()) if source else 0.0
        result.append(
            Attribution(anchor, source, cue, content, score, (valid, float(chance[anchor]), float(sure), named))
        )
    return result


def _cue(found: tuple[Range, ...], anchor: int) -> tuple[Range, ...]:
    """Return the one span of the cue: the one that holds the anchor, else the nearest, else the anchor."""
    if not found:
        return ((anchor, anchor + 1),)
    return (min(found, key=lambda r: max(r[0] - anchor, anchor - r[1] + 1, 0)),)


def _best(found: tuple[Range, ...], weight: np.ndarray, base: int) -> tuple[Range, ...]:
    """Return the one span of the source: the one that the scores are surest of."""
    return (max(found, key=lambda r: float(weight[r[1] - base] - weight[r[0] - base])),) if found else ()


def settle(found: list[Attribution], threshold: float) -> list[Attribution]:
    """Return attributions of which no token has two contents, best first; nested ones are left out."""
    taken: dict[int, int] = {}
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda a: (-a.score, a.anchor)):
        if one.score < threshold or one.anchor in taken:
            continue
        content = trim(one.content, taken)
        if not content or sum(b - a for a, b in content) * 2 < sum(b - a for a, b in one.content):
            continue
        if any(a <= k.anchor < b for k in kept for a, b in content):
            content = ()
        if not content:
            continue
        kept.append(Attribution(one.anchor, one.source, one.cue, content, one.score, one.parts))
        for a, b in content:
            for t in range(a, b):
                taken[t] = one.anchor
    return sorted(kept, key=lambda a: a.anchor)


def trim(content: tuple[Range, ...], taken: dict[int, int]) -> tuple[Range, ...]:
    """Return the ranges without the tokens that another attribution has."""
    result = []
    for a, b in content:
        start = None
        for t in range(a, b + 1):
            free = t < b and t not in taken
            if free and start is None:
                start = t
            elif not free and start is not None:
                result.append((start, t))
                start = None
    return tuple(result)
