"""Where things stand on a plot that no plotting grammar draws well: a map, a network, swim lanes.

Everything is deterministic: the same record gives the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pourparler.lexicon.places.outlines import outlines
from pourparler.records.edtf import iso_bounds
from pourparler.records.overtures import Overture

# -- the map ----------------------------------------------------------------------------------------
MAP = (1000, 487)
"""Width and height of the map's plane."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_WIDE = 2.70663


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Return the place of a point on the map's plane (Equal Earth: Šavrič, Patterson and Jenny, 2018)."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    bend = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * bend)
    y = theta * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
    scale = MAP[0] / (2 * _WIDE)
    return round(MAP[0] / 2 + x * scale, 1), round(MAP[1] / 2 - y * scale, 1)


def countries() -> list[tuple[str, str]]:
    """Return (code, path) of every country on the map's plane."""
    found = []
    for code, rings in outlines():
        lines = (" ".join(f"{x:g} {y:g}" for x, y in (projected(*p) for p in ring)) for ring in rings)
        found.append((code, "".join(f"M{line}Z" for line in lines)))
    return found


Box = tuple[float, float, float, float]
"""Left, top, width and height on the map's plane."""
NEAREST, MARGIN = 240.0, 0.18
"""The least width of a part of the map, and what stays free around what is shown, of its width."""


def part_of_map(points: Iterable[tuple[float, float]]) -> Box:
    """Return the part of the map's plane that holds all points with room around them, in the map's proportions.

    Where that is most of the world, or there is no point, it is the whole.
    """
    wide, high = float(MAP[0]), float(MAP[1])
    held = list(points)
    if not held:
        return 0.0, 0.0, wide, high
    left, right = min(x for x, _ in held), max(x for x, _ in held)
    top, bottom = min(y for _, y in held), max(y for _, y in held)
    width = max(NEAREST, (right - left) * (1 + 2 * MARGIN), (bottom - top) * (1 + 2 * MARGIN) * wide / high)
    if width > 0.75 * wide:
        return 0.0, 0.0, wide, high
    height = width * high / wide
    x = min(max(0.0, (left + right - width) / 2), wide - width)
    y = min(max(0.0, (top + bottom - height) / 2), high - height)
    return round(x, 1), round(y, 1), round(width, 1), round(height, 1)


def labelled(points: Sequence[tuple[str, float, float, float]], size: float, most: int = 16) -> list[int]:
    """Return which points have room for their name at their right, the first first.

    A point is a name, its place and its radius; ``size`` is the height of letters in the same units.
    """
    taken: list[Box] = []
    found: list[int] = []
    for index, (name, x, y, r) in enumerate(points):
        box = (x + r, y - size / 2, 0.58 * size * len(name) + r, size)
        free = all(
            box[0] > b[0] + b[2] or b[0] > box[0] + box[2] or box[1] > b[1] + b[3] or b[1] > box[1] + box[3]
            for b in taken
        )
        if free and len(found) < most:
            taken.append(box)
            found.append(index)
    return found


def radius(number: int) -> float:
    """Return the radius of a circle whose area stands for a number."""
    return round(2.2 + 1.6 * math.sqrt(number), 1)


# -- the network ------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Node:
    """An actor on the plane of the network; ``label`` says whether there is room for its name."""

    id: str
    x: float
    y: float
    size: float
    label: bool


def layout(edges: Sequence[tuple[str, str, float]], width: int = 1000, height: int = 640) -> list[Node]:
    """Return where the nodes of weighted ``edges`` stand, the heaviest first.

    Fruchterman and Reingold's forces (1991), pull by weight, from a start on a spiral by weight; the work
    grows with the square of the nodes, so that many nodes get fewer rounds.
    """
    weights: dict[str, float] = {}
    for one, other, weight in edges:
        weights[one] = weights.get(one, 0) + weight
        weights[other] = weights.get(other, 0) + weight
    names = sorted(weights, key=lambda n: (-weights[n], n))
    if not names:
        return []
    index = {name: i for i, name in enumerate(names)}
    pulls = [(index[a], index[b], w) for a, b, w in edges]
    points = _settled(len(names), pulls)
    low, high = points.min(axis=0), points.max(axis=0)
    spread = np.where(high - low > 1e-9, high - low, 1.0)
    placed = (points - low) / spread * (np.array([width, height]) - 140) + 70
    largest = max(weights.values())
    sizes = [4 + 14 * math.sqrt(weights[n] / largest) for n in names]
    nodes, taken = [], list[tuple[float, float, float, float]]()
    for name, (x, y), size in zip(names, placed, sizes, strict=True):
        box = (x - size, y - 9, x + size + 8 * min(len(name), 18), y + 9)
        free = not any(a < box[2] and c > box[0] and b < box[3] and d > box[1] for a, b, c, d in taken)
        if free:
            taken.append(box)
        nodes.append(Node(name, round(float(x), 1), round(float(y), 1), round(size, 1), free))
    return nodes


def _settled(count: int, pulls: Sequence[tuple[int, int, float]]) -> np.ndarray:
    turn = np.arange(count) * 2.399963  # the golden angle spreads points on a spiral evenly
    points = np.sqrt(np.arange(count) + 0.5)[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    points *= 0.5 / max(1.0, math.sqrt(count))
    ones, others = (np.array([p[i] for p in pulls], dtype=int) for i in (0, 1))
    strength = np.log1p(np.array([p[2] for p in pulls]))
    apart = 1.1 / math.sqrt(count)
    rounds = 120 if count <= 200 else 40 if count <= 800 else 15
    for step in range(rounds):
        gap = points[:, None, :] - points[None, :, :]
        square = np.maximum((gap**2).sum(axis=2), 1e-6)
        moves = (gap * (apart**2 / square)[:, :, None]).sum(axis=1)
        line = points[ones] - points[others]
        length = np.sqrt((line**2).sum(axis=1, keepdims=True))
        pull = line * length / apart * strength[:, None] * 0.25
        np.add.at(moves, ones, -pull)
        np.add.at(moves, others, pull)
        moves -= points * 0.35
        size = np.maximum(np.sqrt((moves**2).sum(axis=1, keepdims=True)), 1e-9)
        points = points + moves / size * np.minimum(size, 0.1 * (1 - step / rounds))
    return points


# -- swim lanes -------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Bar:
    """An overture on its lane, in per mille of the width: told from ``x`` to ``end``, due in a band."""

    overture: Overture
    x: float
    end: float
    row: int
    band: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Lanes:
    """Swim lanes: ``lanes`` are (side, first row, rows), ``ticks`` are (label, place) of the time axis."""

    lanes: tuple[tuple[str, int, int], ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[str, float], ...]
    rows: int


def swim_lanes(overtures: Iterable[Overture], most: int = 8) -> Lanes:
    """Return overtures on one lane for each side that makes them, those with most first."""
    held: dict[str, list[Overture]] = {}
    for overture in overtures:
        held.setdefault(overture.side, []).append(overture)
    sides = sorted(held, key=lambda s: (-len(held[s]), s))[:most]
    chosen = [o for side in sides for o in held[side]]
    if not chosen:
        return Lanes((), (), (), 0)
    first = _number(min(o.opened for o in chosen)) - 5
    last = max([_number(o.last_told) for o in chosen]) + 5
    scale = _Scale(first, max(last, first + 30))
    lanes, bars, row = [], [], 0
    for side in sides:
        ends: list[float] = []
        for overture in sorted(held[side], key=lambda o: (o.opened, o.id)):
            x, end = scale(_number(overture.opened)), scale(_number(overture.last_told))
            at = next((i for i, e in enumerate(ends) if e + 8 < x), len(ends))
            ends[at : at + 1] = [max(end, x + 6)]
            bars.append(Bar(overture, x, max(end, x + 4), row + at, _band(overture, scale)))
        lanes.append((side, row, len(ends)))
        row += len(ends)
    return Lanes(tuple(lanes), tuple(bars), tuple(scale.ticks()), row)


class _Scale:
    """Days to per mille of the width."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def __call__(self, day: int) -> float:
        return round(1000 * (min(max(day, self.first), self.last) - self.first) / (self.last - self.first), 1)

    def ticks(self) -> Iterable[tuple[str, float]]:
        days = self.last - self.first
        step = 1 if days < 300 else 3 if days < 900 else 6 if days < 2500 else 12
        start = date.fromordinal(self.first)
        year, month = start.year, start.month
        while (day := date(year, month, 1).toordinal()) <= self.last:
            if day >= self.first and (month - 1) % step == 0:
                yield date(year, month, 1).strftime("%Y" if step == 12 else "%b %Y"), self(day)
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _band(overture: Overture, scale: _Scale) -> tuple[float, float] | None:
    """Return where its date lies: a day is a thin band, "by May" one from when it was told."""
    if not overture.due:
        return None
    first, last = iso_bounds(overture.due)
    start = scale(_number(first or overture.opened))
    return start, max(scale(_number(last or first or overture.opened) + 1), start + 1)


def _number(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()
