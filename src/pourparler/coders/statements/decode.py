"""From label scores to attributions: the best spans of each frame, then one role a token.

Labels are BIOES: 0 is outside, then B, I, E, S of source, cue and content. The best path has four states
(outside, inside one of three spans), so a frame costs four comparisons a token.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from pourparler.coders.statements.pairs import Frames

Range = tuple[int, int]
OUTSIDE = 0.5
"""What each token outside the parts of an attribution costs: spans come out as long as people mark them."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Token ranges of one attribution and its scores; ``score`` ranks it, in [0, 1]."""

    anchor: int
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float
    parts: tuple[float, ...] = ()


def best_paths(scores: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return the best well-formed label of each row, 0 to 12; ``scores`` are log chances (m, 13).

    All frames take their steps together. Only the scores of the states are kept on the way; what led to them
    is read off afterwards, for all steps at once.
    """
    count = len(starts) - 1
    lengths = np.diff(starts)
    longest = int(lengths.max())
    padded = np.full((13, longest, count), -1e4, np.float32)
    padded[0] = 0
    place = np.arange(len(scores)) - np.repeat(starts[:-1], lengths)
    frame = np.repeat(np.arange(count), lengths)
    padded[:, place, frame] = scores.T
    begin, inner, end = (padded[1 + k :: 4].swapaxes(0, 1) for k in range(3))
    alone = np.concatenate([padded[:1], padded[4::4]])
    alone_at, best_alone = alone.argmax(axis=0), alone.max(axis=0)
    closed = np.zeros((longest + 1, count), np.float32)
    opened = np.full((longest + 1, 3, count), -1e4, np.float32)
    for t in range(longest):
        ending = opened[t] + end[t]
        np.maximum(closed[t] + best_alone[t], ending.max(axis=0), out=closed[t + 1])
        np.maximum(closed[t] + begin[t], opened[t] + inner[t], out=opened[t + 1])
    ending = opened[:-1] + end
    ends = ending.max(axis=1) > closed[:-1] + best_alone
    role = np.where(ends, ending.argmax(axis=1) + 1, 0)
    stay = opened[:-1] + inner > closed[:-1, None] + begin
    return _walk_back(role[place, frame], stay.swapaxes(1, 2)[place, frame], alone_at[place, frame], starts)


def _walk_back(role: np.ndarray, stay: np.ndarray, alone: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return the labels of the rows: ``role`` is the span that ends at a row if the path is outside after it (0
    for none), ``stay`` (m, 3) whether a span open after it was open before, ``alone`` the label's role otherwise.
    """
    ends, goes_on, alone_at = role.tolist(), stay.tolist(), alone.tolist()
    labels = [0] * len(ends)
    bounds = starts.tolist()
    for first, last in pairwise(bounds):
        state = 0
        for row in range(last - 1, first - 1, -1):
            if state:
                held = goes_on[row][state - 1]
                labels[row] = 4 * state - 2 if held else 4 * state - 3
                state = state if held else 0
            elif ends[row]:
                state = ends[row]
                labels[row] = 4 * state - 1
            else:
                labels[row] = 4 * alone_at[row]
    return np.array(labels, np.int8)


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

    ``chance`` (n,) of being an anchor, ``labels`` (m, 13) chances of the rows. Spans are the best ones *if*
    the anchor is a cue: its own row must be one, and the outside label pays ``OUTSIDE``. Whether it is one
    is the business of ``score``, the geometric mean of the anchor's chance, of the cue labels' at its row
    and of the content labels'.
    """
    if not len(found.tokens):
        return []
    logs = np.log(np.maximum(labels, 1e-6))
    at = found.starts[:-1] + found.anchors - found.tokens[found.starts[:-1]]
    path = best_paths(_if_cues(logs, at), found.starts)
    picked = labels[np.arange(len(path)), path]
    valid = labels[at, 5:9].sum(axis=1)
    gain = logs[np.arange(len(path)), path] - logs[:, 0]
    result = []
    for k, anchor in enumerate(found.anchors.tolist()):
        s, e = int(found.starts[k]), int(found.starts[k + 1])
        own, base = path[s:e], int(found.tokens[s])
        content = ranges(own, 2, base)
        if not content:
            continue
        cue = _cue(ranges(own, 1, base), anchor)
        source = _best(ranges(own, 0, base), np.cumsum(np.concatenate(([0.0], gain[s:e]))), base)
        parts = (float(valid[k]), float(chance[anchor]), float(picked[s:e][own >= 9].mean()))
        result.append(Attribution(anchor, source, cue, content, float(np.prod(parts)) ** (1 / 3), parts))
    return result


def _if_cues(logs: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Return the scores for the best path given that the rows ``at`` are in a cue."""
    wanted = logs.copy()
    wanted[:, 0] -= OUTSIDE
    wanted[at] = -50
    wanted[at, 5:9] = logs[at, 5:9]
    return wanted


def _cue(found: tuple[Range, ...], anchor: int) -> tuple[Range, ...]:
    """Return the one span of the cue: the one that holds the anchor, else the nearest, else the anchor."""
    if not found:
        return ((anchor, anchor + 1),)
    return (min(found, key=lambda r: max(r[0] - anchor, anchor - r[1] + 1, 0)),)


def _best(found: tuple[Range, ...], weight: np.ndarray, base: int) -> tuple[Range, ...]:
    """Return the one span of the source: the one that the scores are surest of."""
    return (max(found, key=lambda r: float(weight[r[1] - base] - weight[r[0] - base])),) if found else ()


def settle(found: list[Attribution], threshold: float) -> list[Attribution]:
    """Return attributions of which no token has two contents, best first; nested ones are left out.

    Of an attribution and one inside its content the surer stays; the outer one then loses what the inner has.
    """
    order = sorted((a for a in found if a.score >= threshold), key=lambda a: (-a.score, a.anchor))
    taken: set[int] = set()
    kept: list[Attribution] = []
    for one in _outermost(order):
        content = trim(one.content, taken)
        if sum(b - a for a, b in content) * 2 < sum(b - a for a, b in one.content) or not content:
            continue
        if any(holds(content, k.anchor) for k in kept):
            continue
        kept.append(replace(one, content=content))
        taken.update(t for a, b in content for t in range(a, b))
    return sorted(kept, key=lambda a: a.anchor)


def _outermost(order: list[Attribution]) -> list[Attribution]:
    """Return the attributions, best first, without those inside a surer one."""
    inner: set[int] = set()
    by_anchor = sorted(order, key=lambda a: a.anchor)
    anchors = [a.anchor for a in by_anchor]
    for outer in order:
        if outer.anchor in inner:
            continue
        for a, b in outer.content:
            for one in by_anchor[bisect_left(anchors, a) : bisect_left(anchors, b)]:
                mutual = one.anchor == outer.anchor or holds(one.content, outer.anchor)
                if not mutual and outer.score >= one.score:
                    inner.add(one.anchor)
    return [a for a in order if a.anchor not in inner]


def holds(content: tuple[Range, ...], token: int) -> bool:
    """Return whether ``token`` lies in one of the ranges."""
    return any(a <= token < b for a, b in content)


def trim(content: tuple[Range, ...], taken: set[int]) -> tuple[Range, ...]:
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
