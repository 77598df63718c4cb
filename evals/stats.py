"""Figures with their uncertainty: shares, F1, per-class tables, agreement.

Intervals cover 95 %. A share has a Wilson score interval (Wilson 1927), which holds for few cases and near
0 and 1; what has no closed form a percentile bootstrap. Cases that hang together (pairs of one sentence,
events of one text, the same case under three seeds) are drawn together, as groups. Precision and recall of a
class have the wider of both intervals: a bootstrap of a class without a mistake knows none. Resampling is
seeded, so that the same cases give the same figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import TypeVar

import numpy as np
from rich.console import Console
from rich.table import Table

T = TypeVar("T")
Label = Hashable
Pair = tuple[Label, Label]
"""A case: gold label, predicted label."""

Z = 1.959963984540054
"""Two-sided 95 % of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value between its lower and upper bound, made from ``cases``; all in 0 to 1."""

    value: float
    low: float
    high: float
    cases: int

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} [{100 * self.low:.1f}, {100 * self.high:.1f}]"


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Precision, recall and F1 of a class; cases are predictions for precision, gold for recall, groups for F1."""

    label: Label
    precision: Figure
    recall: Figure
    f1: Figure
    gold: int


def share(hits: int, cases: int) -> Figure:
    """Return ``hits`` of ``cases`` with its Wilson interval; without cases it is 0 and anything."""
    if not 0 <= hits <= cases:
        raise ValueError(f"{hits} of {cases} is no share")
    if cases == 0:
        return Figure(0.0, 0.0, 1.0, 0)
    return Figure(hits / cases, *wilson(hits / cases, cases), cases)


def wilson(p: float, n: int) -> tuple[float, float]:
    """Return the Wilson interval of a share ``p`` of ``n`` cases."""
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap(
    cases: Sequence[T], statistic: Callable[[Sequence[T]], float], rounds: int = 2000, seed: int = 1
) -> Figure:
    """Return a statistic of cases with its percentile interval over ``rounds`` resamplings.

    Where cases hang together (sentences of one article), resample the groups: pass a list of lists.
    """
    value = statistic(cases)
    if len(cases) < 2:
        return Figure(value, 0.0, 1.0, len(cases))
    random = Random(seed)
    drawn = sorted(statistic(random.choices(cases, k=len(cases))) for _ in range(rounds))
    return Figure(value, drawn[int(0.025 * rounds)], drawn[min(rounds - 1, int(0.975 * rounds))], len(cases))


def difference(
    one: Sequence[T], other: Sequence[T], statistic: Callable[[Sequence[T]], float], rounds: int = 2000
) -> Figure:
    """Return how much ``one`` does better than ``other`` on the same cases; bounds may be negative."""
    if len(one) != len(other):
        raise ValueError("a paired difference needs the same cases on both sides")

    def gain(pairs: Sequence[tuple[T, T]]) -> float:
        return statistic([a for a, _ in pairs]) - statistic([b for _, b in pairs])

    return bootstrap(list(zip(one, other, strict=True)), gain, rounds)


# -- classes --------------------------------------------------------------------------------------------
def by_class(
    groups: Sequence[Sequence[Pair]], labels: Sequence[Label] | None = None, rounds: int = 1000, seed: int = 1
) -> list[ClassFigures]:
    """Return figures of each class, in the order of ``labels`` (default: sorted gold labels)."""
    order = sorted({g for pairs in groups for g, _ in pairs}, key=str) if labels is None else list(labels)
    counts = group_counts(groups, order)
    hits, predicted, gold = (counts[:, :, i].sum(0) for i in range(3))
    drawn = resampled(counts, rounds, seed)
    found = []
    for i, label in enumerate(order):
        precision, recall = (_wider(counts[:, i], drawn[:, i], side) for side in (1, 2))
        bounds = _bounds(ratio(2 * drawn[:, i, 0], drawn[:, i, 1] + drawn[:, i, 2]))
        whole = Figure(f1(int(hits[i]), int(predicted[i]), int(gold[i])), *bounds, len(groups))
        found.append(ClassFigures(label, precision, recall, whole, int(gold[i])))
    return found


def macro(
    groups: Sequence[Sequence[Pair]], labels: Sequence[Label] | None = None, rounds: int = 1000, seed: int = 1
) -> Figure:
    """Return macro F1 over ``labels`` with its interval; a draw counts the classes that are in it."""
    pairs = [pair for group in groups for pair in group]
    order = sorted({label for pair in pairs for label in pair}, key=str) if labels is None else list(labels)
    drawn = resampled(group_counts(groups, order), rounds, seed)
    there = drawn[:, :, 1] + drawn[:, :, 2]
    scores = ratio(2 * drawn[:, :, 0], there).sum(1) / np.maximum(1, (there > 0).sum(1))
    return Figure(macro_f1(pairs, order), *_bounds(scores), len(groups))


def group_counts(groups: Sequence[Sequence[Pair]], labels: Sequence[Label]) -> np.ndarray:
    """Return hits, predictions and gold of each class in each group: (groups, labels, 3), int."""
    place = {label: i for i, label in enumerate(labels)}
    counts = np.zeros((len(groups), len(labels), 3), int)
    for row, pairs in zip(counts, groups, strict=True):
        for gold, predicted in pairs:
            if gold == predicted and gold in place:
                row[place[gold], 0] += 1
            if predicted in place:
                row[place[predicted], 1] += 1
            if gold in place:
                row[place[gold], 2] += 1
    return counts


def resampled(counts: np.ndarray, rounds: int, seed: int) -> np.ndarray:
    """Return the counts of ``rounds`` draws of as many groups, with replacement: (rounds, labels, 3)."""
    groups = len(counts)
    if not groups:
        return np.zeros((rounds, *counts.shape[1:]), int)
    chosen = np.random.default_rng(seed).multinomial(groups, np.full(groups, 1 / groups), rounds)
    return (chosen @ counts.reshape(groups, -1)).reshape(rounds, *counts.shape[1:])


def ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Return ``part / whole``, 0 where there is no whole."""
    return np.divide(part, whole, out=np.zeros(whole.shape), where=whole > 0)


def _wider(counts: np.ndarray, drawn: np.ndarray, side: int) -> Figure:
    """Return hits as a share of predictions (1) or gold (2): (groups, 3) counts, (rounds, 3) drawn."""
    hits, cases = int(counts[:, 0].sum()), int(counts[:, side].sum())
    if not cases:
        return share(0, 0)
    own = int((counts[:, side] > 0).sum())
    p = hits / cases
    low, high = wilson(p, own)
    there = drawn[:, side] > 0
    first, last = _bounds(drawn[there, 0] / drawn[there, side])
    return Figure(p, min(low, first), max(high, last), cases)


def _bounds(drawn: np.ndarray) -> tuple[float, float]:
    low, high = np.quantile(drawn, (0.025, 0.975)) if len(drawn) else (0.0, 1.0)
    return float(low), float(high)


def f1(hits: int, predicted: int, gold: int) -> float:
    """Return the harmonic mean of precision and recall, 0 where nothing was there to find."""
    return 2 * hits / (predicted + gold) if predicted + gold else 0.0


def macro_f1(pairs: Sequence[Pair], labels: Sequence[Label] | None = None) -> float:
    """Return the mean F1 over ``labels`` (default: all of gold and predictions, as in scikit-learn)."""
    order = sorted({label for pair in pairs for label in pair}, key=str) if labels is None else labels
    gold, predicted = Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    hits = Counter(g for g, p in pairs if g == p)
    return sum(f1(hits[one], predicted[one], gold[one]) for one in order) / len(order) if order else 0.0


def accuracy(pairs: Sequence[Pair]) -> float:
    """Return the share of pairs whose labels are the same."""
    return sum(g == p for g, p in pairs) / len(pairs) if pairs else 0.0


def kappa(pairs: Sequence[Pair]) -> float:
    """Return Cohen's kappa of two labellings: agreement beyond chance, 1 at best."""
    if not pairs:
        return 0.0
    one, other, n = Counter(a for a, _ in pairs), Counter(b for _, b in pairs), len(pairs)
    chance = sum(one[label] * other[label] for label in one) / (n * n)
    return 1.0 if chance == 1 else (accuracy(pairs) - chance) / (1 - chance)


def confusions(pairs: Sequence[Pair], most: int = 10) -> list[tuple[Label, Label, int]]:
    """Return the commonest mistakes: gold, predicted, how often."""
    wrong = Counter((g, p) for g, p in pairs if g != p)
    ordered = sorted(wrong.items(), key=lambda item: (-item[1], str(item[0])))
    return [(g, p, count) for (g, p), count in ordered[:most]]


# -- tables ---------------------------------------------------------------------------------------------
HEADER = ("class", "gold", "precision [95 %]", "recall [95 %]", "F1 [95 %]")


def cells(figures: Sequence[ClassFigures]) -> list[tuple[str, ...]]:
    """Return the rows of a per-class table as text, percentages with intervals."""
    return [(str(one.label), str(one.gold), str(one.precision), str(one.recall), str(one.f1)) for one in figures]


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table, the first column to the left and the others to the right."""
    rule = ["---"] + ["---:"] * (len(header) - 1)
    lines = (" | ".join(str(cell).replace("|", "\\|") for cell in line) for line in (header, rule, *rows))
    return "".join(f"| {line} |\n" for line in lines)


def show(header: Sequence[str], rows: Sequence[Sequence[str]], title: str | None = None) -> None:
    """Print a table for a terminal."""
    table = Table(*header, title=title)
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows:
        table.add_row(*map(str, row))
    Console().print(table)
