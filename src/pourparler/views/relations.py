"""Relations as text with a small plot, as rows and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from pourparler.project.relating import Relation
from pourparler.records import one_line
from pourparler.relations.series import Point, level
from pourparler.views.wording import plural

HALF = 20
"""Characters on each side of the axis; one is half a point of the Goldstein scale (-10 to 10)."""


def rows(relation: Relation) -> list[dict[str, Any]]:
    """Return one flat row a month."""
    return [
        {
            "month": p.month,
            "events": p.count,
            "cooperation": p.cooperation,
            "conflict": p.conflict,
            "intensity": p.intensity,
            "goldstein": p.goldstein,
            "level": level(p.goldstein),
            "items": " ".join(p.items),
        }
        for p in relation.series.points
    ]


def as_object(relation: Relation) -> dict[str, Any]:
    """Return a relation as JSON: points that name their events, trend, shifts, states."""
    trend = relation.series.trend
    return {
        "sides": [relation.one, relation.other],
        "points": [{**row, "items": row["items"].split()} for row in rows(relation)],
        "trend": trend
        and {"per_year": round(trend.slope, 3), "low": round(trend.low, 3), "high": round(trend.high, 3),
             "p": round(trend.p, 4), "months": trend.points, "method": "Theil-Sen, Mann-Kendall"},
        "shifts": [{"month": s.month, "before": s.before, "after": s.after, "p": s.p, "words": s.words}
                   for s in relation.series.shifts],
        "states": [{"state": s.state, "begin": s.begin, "end": s.end, "items": list(s.items)}
                   for s in relation.spells],
    }  # fmt: skip


def text(relation: Relation, names: Mapping[str, str]) -> Text:
    """Return the plot: a line a month, to the left conflict, to the right cooperation; then what it shows."""
    found = Text()
    one, other = (names.get(n, n) for n in (relation.one, relation.other))
    found.append(f"{one} and {other}", "bold").append(f"  {plural(len(relation.acts), 'event')}\n", "dim")
    found.append(f"{'month':8}{'n':>5}  {'Goldstein':>9}  {'conflict':>{HALF}}|cooperation\n", "dim")
    begins = {s.month: s for s in relation.series.shifts}
    for point in relation.series.points:
        if point.month in begins:
            shift = begins[point.month]
            found.append(
                f"{'':26}-- {shift.words} ({shift.before:+.1f} to {shift.after:+.1f}, p {shift.p:.3f})\n", "bold"
            )
        found.append(f"{point.month:8}{point.count:5}  {point.goldstein:+9.1f}  ")
        found.append(_bar(point)).append("\n")
    trend = relation.series.trend
    if trend:
        sure = "a trend" if trend.p < 0.05 else "no sure trend"
        found.append(
            f"\n{sure}: {trend.slope:+.2f} a year [{trend.low:+.2f}, {trend.high:+.2f}], "
            f"Theil-Sen over {plural(trend.points, 'month')}, Mann-Kendall p {trend.p:.3f}\n"
        )
    for spell in relation.spells:
        end = "now" if spell.end == ".." else spell.end
        found.append(f"{spell.state}: {spell.begin} to {end}").append(f"  {' '.join(spell.items[:6])}\n", "dim")
    return found


def events_text(relation: Relation, month: str) -> Text:
    """Return the events of one month, one line each."""
    found = Text()
    for act in relation.acts:
        if act.day.startswith(month):
            codes = act.event.codes
            score = f"{codes.goldstein:+.1f}" if codes and codes.goldstein is not None else ""
            told = f"{plural(len(act.reports), 'report')}, {plural(act.sources, 'source')}"
            found.append(f"{act.day} ").append(f"{act.item} ", "cyan").append(f"{score:>6}  ")
            found.append(f"{one_line(act.event.evidence.text)}  ").append(f"{told}\n", "dim")
    return found


def _bar(point: Point) -> Text:
    length = min(HALF, round(abs(point.goldstein) * HALF / 10))
    if point.goldstein < 0:
        return Text().append(("#" * length).rjust(HALF), "red").append("|")
    return Text(" " * HALF + "|").append("#" * length, "green")
