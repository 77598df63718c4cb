"""Pair two sets one to one by the best total weight (the assignment problem)."""

from __future__ import annotations

import numpy as np


def assign(weights: np.ndarray) -> list[tuple[int, int]]:
    """Return (row, column) pairs of the largest total weight, one a row or column, whichever are fewer.

    The shortest augmenting path method of Kuhn and Munkres with potentials, O(rows² · columns).
    """
    if weights.shape[0] > weights.shape[1]:
        return sorted((i, j) for j, i in assign(weights.T))
    rows, columns = weights.shape
    cost = -weights.astype(np.float64)
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, np.int64)  # row of each column, from 1; column 0 is the start
    for row in range(1, rows + 1):
        owner[0] = row
        _augment(cost, u, v, owner)
    return sorted((int(owner[j]) - 1, j - 1) for j in range(1, columns + 1) if owner[j])


def _augment(cost: np.ndarray, u: np.ndarray, v: np.ndarray, owner: np.ndarray) -> None:
    """Give the row at column 0 a column, along the cheapest alternating path."""
    columns = cost.shape[1]
    best = np.full(columns + 1, np.inf)
    way = np.zeros(columns + 1, np.int64)
    used = np.zeros(columns + 1, bool)
    at = 0
    while owner[at]:
        used[at] = True
        row = owner[at]
        free = ~used[1:]
        value = cost[row - 1] - u[row] - v[1:]
        better = free & (value < best[1:])
        best[1:][better], way[1:][better] = value[better], at
        nearest = int(np.where(free, best[1:], np.inf).argmin()) + 1
        step = best[nearest]
        u[owner[used]] += step
        v[used] -= step
        best[~used] -= step
        at = nearest
    while at:
        owner[at] = owner[way[at]]
        at = int(way[at])
