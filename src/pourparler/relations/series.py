"""The series of a dyad or a pair of blocs: months with counts and scores, their trend and their shifts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from pourparler.lexicon.formats import RECIPROCAL
from pourparler.records import Event, Party
from pourparler.relations.statistics import Trend, shifts, trend

LEVELS = ((-5.0, "hostile"), (-2.0, "tense"), (0.0, "cool"), (2.0, "neutral"), (4.0, "friendly"))
"""Mean Goldstein values below which relations are called so; above the last one they are ``close``."""
UNREAL = frozenset({"suppose", "predict", "deny"})
"""Forces with which an act says nothing of how two sides stand."""


@dataclass(frozen=True, slots=True)
class Act:
    """An event between two sides, by the day it happened; ``reports`` tell it, ``item`` is its id."""

    item: str
    day: str
    event: Event
    reports: tuple[str, ...]
    sources: int = 1


@dataclass(frozen=True, slots=True)
class Point:
    """One month (``2018-05``): counts by quad class, means of intensity and Goldstein, and its events."""

    month: str
    cooperation: int
    conflict: int
    intensity: float
    goldstein: float
    items: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return how many events there are."""
        return self.cooperation + self.conflict


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of level that begins with ``month``; ``before`` and ``after`` are mean Goldstein values."""

    month: str
    before: float
    after: float
    p: float

    @property
    def words(self) -> str:
        """Return the shift in words: "from hostile to friendly"."""
        return f"from {level(self.before)} to {level(self.after)}"


@dataclass(frozen=True, slots=True)
class Series:
    """Points in order, the trend of Goldstein values a year, and the shifts."""

    points: tuple[Point, ...]
    trend: Trend | None
    shifts: tuple[Shift, ...]


def level(goldstein: float) -> str:
    """Return the word for a mean Goldstein value."""
    return next((word for limit, word in LEVELS if goldstein < limit), "close")


def between(event: Event, one: Collection[str], other: Collection[str]) -> bool:
    """Return whether an event says how side ``one`` and side ``other`` (country codes or ids) stand.

    It must have been done or said in earnest, not told as history nor as a condition, and lead from one side
    to the other, or be an act of both together.
    """
    if event.force in UNREAL or event.negated or event.historical or event.condition_of or event.codes is None:
        return False
    doers, done_to = event.actors, event.recipients
    if _any(doers, one) and _any(done_to, other):
        return True
    if _any(doers, other) and _any(done_to, one):
        return True
    return event.act in RECIPROCAL and _any(doers, one) and _any(doers, other)


def _any(parties: Iterable[Party], side: Collection[str]) -> bool:
    return any(p.country in side or p.id in side for p in parties)


def series(acts: Iterable[Act], by: str = "event") -> Series:
    """Return the monthly series of acts; ``by`` counts each one once (``event``) or once a ``report``."""
    months: dict[str, list[tuple[Act, int]]] = {}
    for act in acts:
        if act.event.codes is None or act.event.codes.goldstein is None:
            continue
        times = len(act.reports) if by == "report" else 1
        months.setdefault(act.day[:7], []).append((act, times))
    points = tuple(_point(month, months[month]) for month in sorted(months))
    values = [p.goldstein for p in points]
    years = [int(p.month[:4]) + (int(p.month[5:7]) - 0.5) / 12 for p in points]
    return Series(points, trend(years, values), tuple(_shifts(points, values)))


def _point(month: str, acts: Sequence[tuple[Act, int]]) -> Point:
    codes = [(a.event.codes, n) for a, n in acts if a.event.codes is not None]
    kind = {True: 0, False: 0}
    for code, times in codes:
        kind[(code.quad or 1) <= 2] += times
    intensity = [v for c, n in codes for v in [c.intensity or 0.0] * n]
    goldstein = [v for c, n in codes for v in [c.goldstein or 0.0] * n]
    items = tuple(sorted(a.item for a, _ in acts))
    return Point(month, kind[True], kind[False], round(fmean(intensity), 3), round(fmean(goldstein), 3), items)


def _shifts(points: Sequence[Point], values: Sequence[float]) -> Iterable[Shift]:
    cuts = shifts(values)
    edges = [0, *(at for at, _ in cuts), len(values)]
    for number, (at, p) in enumerate(cuts, 1):
        before, after = values[edges[number - 1] : at], values[at : edges[number + 1]]
        yield Shift(points[at].month, round(fmean(before), 2), round(fmean(after), 2), round(p, 4))
