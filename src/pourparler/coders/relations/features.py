"""What tells how a source stands to a target: acts found between them, grammar, words, word vectors.

A group of features has a length of its own, so that a long sentence does not drown the act that was found
in it. Names and numbers are masked: who it is must not decide what happened.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pourparler.coders.relations.acts import act_features
from pourparler.coders.relations.frames import Frames, between_heads, chain
from pourparler.coders.relations.marked import Marked
from pourparler.coders.relations.words import around, between, everywhere, masked_words, span

OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV", "ADP", "PART", "AUX"})
FULL = frozenset({"NOUN", "VERB", "ADJ"})
CONTENT = frozenset({"xcomp", "ccomp", "advcl", "pcomp"})
GOVERNED = 12
"""Words of the source's clause whose vectors are read."""


def sparse(marked: Marked) -> dict[str, set[str]]:
    """Return the features of each group."""
    words = masked_words(marked)
    frames = Frames(marked, words)
    return {
        "event": set(act_features(marked)),
        "verb": set(frames.verbs()),
        "path": set(frames.path()),
        "between": set(between(marked, words)),
        "around": set(around(marked, words)),
        "all": set(everywhere(words)),
    }


def dense(marked: Marked) -> dict[str, np.ndarray]:
    """Return mean vectors (float32): word vectors of six sets of words, the parser's own of six."""
    a = marked.analysis
    masked = {t for first, last in marked.source + marked.target for t in range(first, last)}
    plain = [t for t in range(len(a)) if t not in masked and a.pos[t] in OPEN]
    first, last = span(marked)
    way = between_heads(marked)
    above = chain(a, marked.source_head)[:3] if marked.source_head is not None else []
    below = [t for t in a.subtree(above[0]) if t not in masked and a.pos[t] in FULL][:GOVERNED] if above else []
    heads = [[t] if t is not None else [] for t in (marked.source_head, marked.target_head)]
    static = {"all": plain, "between": [t for t in plain if first <= t < last], "path": way}
    content = [t for verb in above[:1] for t in a.children[verb] if a.deps[t] in CONTENT][:1]
    static |= {"above": above, "below": below, "complement": content}
    near = {"source": heads[0], "target": heads[1], "verb": above[:1], "way": way, "content": content}
    near["text"] = list(range(len(a)))
    return {name: _mean(a.vectors, tokens, 300) for name, tokens in static.items()} | {
        name: _mean(a.context, tokens, 96) for name, tokens in near.items()
    }


def _mean(rows: np.ndarray | None, tokens: Iterable[int], width: int) -> np.ndarray:
    chosen = list(tokens)
    if rows is None or not chosen:
        return np.zeros(width, np.float32)
    return rows[chosen].mean(0, dtype=np.float32)
