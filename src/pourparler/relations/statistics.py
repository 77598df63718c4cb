"""Robust statistics of a series: a trend that outliers do not move, and the days on which a level shifts.

- Slope: the median of the slopes between all pairs of points. H. Theil, A rank-invariant method of linear
  and polynomial regression analysis, 1950; P. K. Sen, Estimates of the regression coefficient based on
  Kendall's tau, JASA 63 (1968), 1379-1389, whose interval is given too.
- Whether there is a trend at all: Mann-Kendall test. H. B. Mann, Econometrica 13 (1945), 245-259;
  M. G. Kendall, Rank correlation methods, 1975, with the variance for ties and continuity correction.
- Shifts: Pettitt's test, A. N. Pettitt, A non-parametric approach to the change-point problem, Applied
  Statistics 28 (1979), 126-135, on the whole and then on each half.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

Z95 = 1.959964
"""The 0.975 quantile of the normal distribution."""
MOST = 600
"""Points of which all pairs are compared; longer series are thinned to every second, third … point."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A slope per unit of ``x`` with its 95 % interval, and the two-sided p-value of Mann-Kendall."""

    slope: float
    low: float
    high: float
    p: float
    points: int


def trend(x: Sequence[float], y: Sequence[float]) -> Trend | None:
    """Return the trend of ``y`` over increasing ``x``; None for fewer than four points."""
    step = max(1, math.ceil(len(x) / MOST))
    x, y = x[::step], y[::step]
    n = len(x)
    if n < 4:
        return None
    slopes = sorted((y[j] - y[i]) / (x[j] - x[i]) for i in range(n) for j in range(i + 1, n) if x[j] != x[i])
    spread = Z95 * math.sqrt(_variance(y))
    low, high = int((len(slopes) - spread) / 2), int((len(slopes) + spread) / 2) + 1
    return Trend(median(slopes), slopes[max(0, low)], slopes[min(len(slopes) - 1, high)], mann_kendall(y), n)


def mann_kendall(y: Sequence[float]) -> float:
    """Return the two-sided p-value of the hypothesis that a series has no trend."""
    s = sum((y[j] > y[i]) - (y[j] < y[i]) for i in range(len(y)) for j in range(i + 1, len(y)))
    variance = _variance(y)
    if s == 0 or variance == 0:
        return 1.0
    return math.erfc(abs(s - math.copysign(1, s)) / math.sqrt(2 * variance))


def _variance(y: Sequence[float]) -> float:
    n = len(y)
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(y).values())
    return (n * (n - 1) * (2 * n + 5) - ties) / 18


def shifts(y: Sequence[float], most_p: float = 0.05, least: int = 3) -> list[tuple[int, float]]:
    """Return (index, p) of the points with which a new level begins, in order.

    A level has at least ``least`` points. ``p`` is that of Pettitt's test in the stretch that was cut.
    """
    found: list[tuple[int, float]] = []
    stretches = [(0, len(y))]
    while stretches:
        start, end = stretches.pop()
        cut = _pettitt(y[start:end], least)
        if cut is not None and cut[1] <= most_p:
            at = start + cut[0]
            found.append((at, cut[1]))
            stretches += [(start, at), (at, end)]
    return sorted(found)


def _pettitt(y: Sequence[float], least: int) -> tuple[int, float] | None:
    n = len(y)
    if n < 2 * least:
        return None
    ranks = _ranks(y)
    best, total = (0, 0.0), 0.0
    for t in range(1, n):
        total += ranks[t - 1]
        u = abs(2 * total - t * (n + 1))
        if least <= t <= n - least and u > best[1]:
            best = (t, u)
    p = min(1.0, 2 * math.exp(-6 * best[1] ** 2 / (n**3 + n**2)))
    return (best[0], p) if best[0] else None


def _ranks(y: Sequence[float]) -> list[float]:
    """Return the ranks of values, the mean rank for ties."""
    order = sorted(range(len(y)), key=y.__getitem__)
    ranks = [0.0] * len(y)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and y[order[end + 1]] == y[order[at]]:
            end += 1
        for k in range(at, end + 1):
            ranks[order[k]] = (at + end) / 2 + 1
        at = end + 1
    return ranks
