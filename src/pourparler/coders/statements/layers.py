"""The layers of the statement model in NumPy, written for few passes over memory.

``Seeds`` are the models that differ in their seed only. Rows of all seeds stand side by side where a layer looks
values up (one lookup serves all), and one seed after the other where it multiplies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Arrays = dict[str, np.ndarray]
Columns = tuple[tuple[str, int], ...]

LARGEST = 2_500
"""Rows of a table of sums: larger ones fall out of the processor's cache."""


# -- sums of embeddings -----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Bag:
    """Embeddings of small integers, summed: ``tables`` hold the sums for all values of several columns at once.

    ``steps`` (columns, tables) gives the step that each column takes in each table.
    """

    tables: tuple[np.ndarray, ...]
    steps: np.ndarray

    @classmethod
    def of(cls, weights: Sequence[np.ndarray], columns: Columns, vocabulary: int) -> Bag:
        """Return the tables of all seeds' ``weights``; a column of size 0 has ``vocabulary`` values."""
        table = np.concatenate(weights, axis=1)
        sizes = [size or vocabulary for _, size in columns]
        begins = np.concatenate(([0], np.cumsum(sizes)))
        groups = _groups(sizes)
        steps = np.zeros((len(sizes), len(groups)), np.int64)
        tables = []
        for number, group in enumerate(groups):
            sums = np.zeros((1, table.shape[1]), np.float32)
            for column in group:
                own = table[begins[column] : begins[column + 1]]
                steps[group[: group.index(column)], number] *= len(own)
                steps[column, number] = 1
                sums = (sums[:, None] + own).reshape(-1, table.shape[1])
            tables.append(sums)
        return cls(tuple(tables), steps)

    def add(self, ids: np.ndarray, out: np.ndarray) -> None:
        """Add to each row of ``out`` (n, seeds * width) the embeddings of its ``ids`` (n, columns)."""
        for table, places in zip(self.tables, (ids @ self.steps).T, strict=True):
            out += table[places]


def _groups(sizes: list[int]) -> list[list[int]]:
    """Pack columns, the largest first, so that the product of each group's sizes stays small."""
    groups: list[list[int]] = []
    for column in sorted(range(len(sizes)), key=lambda c: (-sizes[c], c)):
        for group in groups:
            if sizes[column] * int(np.prod([sizes[c] for c in group])) <= LARGEST:
                group.append(column)
                break
        else:
            groups.append([column])
    return groups


# -- dilated convolutions ---------------------------------------------------------------------------
class Strip:
    """Rows of segments laid end to end with room between them, so that a neighbour is a slice away.

    ``room`` rows of zeros part the segments: as many as the longest step that a block takes. ``rows`` are the
    places of the segments' rows among ``total``.
    """

    def __init__(self, lengths: np.ndarray, room: int) -> None:
        self.room, count = room, int(lengths.sum())
        gaps = np.repeat(np.arange(1, len(lengths) + 1) * room, lengths)
        self.rows = np.arange(count) + gaps
        self.total = count + (len(lengths) + 1) * room
        self.blank = np.ones(self.total, bool)
        self.blank[self.rows] = False
        self.solid = len(lengths) == 1


def block(w: Arrays, name: str, x: np.ndarray, strip: Strip, step: int, heads: np.ndarray | None = None) -> None:
    """Replace ``x`` (strip.total, width) by norm(x + relu(W [x, x before, x after, x at heads]))."""
    first, last, width = strip.room, strip.total - strip.room, x.shape[1]
    own = x[first:last]
    rows = np.empty((last - first, width * (3 if heads is None else 4)), np.float32)
    rows[:, :width] = own
    rows[:, width : 2 * width] = x[first - step : last - step]
    rows[:, 2 * width : 3 * width] = x[first + step : last + step]
    if heads is not None:
        rows[:, 3 * width :] = own[heads]
    y = rows @ w[name + ".linear.weight"]
    y += w[name + ".linear.bias"]
    np.maximum(y, 0, out=y)
    y += own
    normal(y, w[name + ".norm.weight"], w[name + ".norm.bias"], out=own)
    if not strip.solid:
        x[strip.blank] = 0


def normal(x: np.ndarray, gain: np.ndarray, bias: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """Return the layer norm of the rows; ``x`` is used up. The means are products with a vector: one pass each."""
    share = np.full(x.shape[1], 1 / x.shape[1], np.float32)
    x -= (x @ share)[:, None]
    scale = np.square(x) @ share
    scale += np.float32(1e-5)
    np.sqrt(scale, out=scale)
    x /= scale[:, None]
    x *= gain
    return np.add(x, bias, out=out)


# -- chances ----------------------------------------------------------------------------------------
def sigmoid(x: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + exp(-x)) without overflow."""
    return 0.5 * np.tanh(0.5 * x) + 0.5


def softmax(x: np.ndarray) -> np.ndarray:
    """Return the softmax of the columns; ``x`` (classes, rows) is used up."""
    x -= x.max(axis=0)
    np.exp(x, out=x)
    x /= x.sum(axis=0)
    return x
