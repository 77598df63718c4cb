"""Figures with their uncertainty: shares, F1, per-class tables, agreement.

Intervals cover 95 %. A share has a Wilson score interval (Wilson 1927), which holds for few cases and near
0 and 1; an F1 a percentile bootstrap over cases, which has no closed form. Resampling is seeded, so that
the same cases give the same figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import TypeVar

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
    """Precision, recall and F1 of a class; cases are predictions for precision, gold for recall."""

    label: Label
    precision: Figure
    recall: Figure
    f1: float
    gold: int


def share(hits: int, cases: int) -> Figure:
    """Return ``hits`` of ``cases`` with its Wilson interval; without cases it is 0 and anything."""
    if not 0 <= hits <= cases:
        raise ValueError(f"{hits} of {cases} is no share")
    if cases == 0:
        return Figure(0.0, 0.0, 1.0, 0)
    p, n = hits / cases, cases
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return Figure(p, max(0.0, middle - half), min(1.0, middle + half), n)


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
def by_class(pairs: Sequence[Pair], labels: Sequence[Label] | None = None) -> list[ClassFigures]:
    """Return figures of each class, in the order of ``labels`` (default: sorted gold labels)."""
    gold, predicted = Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    hits = Counter(g for g, p in pairs if g == p)
    order = sorted(gold, key=str) if labels is None else labels
    return [
        ClassFigures(
            label,
            share(hits[label], predicted[label]),
            share(hits[label], gold[label]),
            f1(hits[label], predicted[label], gold[label]),
            gold[label],
        )
        for label in order
    ]


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
HEADER = ("class", "gold", "precision", "recall", "F1")


def cells(figures: Sequence[ClassFigures]) -> list[tuple[str, ...]]:
    """Return the rows of a per-class table as text, percentages with intervals."""
    return [
        (str(one.label), str(one.gold), str(one.precision), str(one.recall), f"{100 * one.f1:.1f}") for one in figures
    ]


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
