"""Plots as Vega-Lite specs, shared by desk, brief and notebooks, and drawn as SVG without a browser.

Colours are names of the style sheet (``var(--…)``), so that a plot on a page follows light and dark; for a
file of its own, ``svg(spec, standing=True)`` puts plain colours in their place.
"""

from __future__ import annotations

import json
import re
import threading
from calendar import monthrange
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from pourparler.store.dealings import Month

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
PLAIN = {"--together": "#1f6f8b", "--against": "#b5542a", "--ink": "#1d1f23", "--soft": "#5c6068", "--line": "#dcd9d1",
         "--mark": "#1f5586", "--together-soft": "#8dbccb", "--against-soft": "#e3b091"}  # fmt: skip
SANS = "Arial, Helvetica, Liberation Sans, sans-serif"
CONFIG: Spec = {
    "background": "transparent",
    "view": {"stroke": None},
    "font": SANS,
    "axis": {
        "labelColor": "var(--soft)", "titleColor": "var(--soft)", "gridColor": "var(--line)", "domain": False,
        "tickColor": "var(--line)", "titleFontWeight": "normal", "labelFontSize": 11, "titleFontSize": 11,
    },
    "legend": {"labelColor": "var(--ink)", "titleColor": "var(--soft)", "labelFontSize": 12},
}  # fmt: skip
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
COLOURS = ["var(--together-soft)", "var(--together)", "var(--against-soft)", "var(--against)"]

PLACE = re.compile(r"var\((--\w+(?:-soft)?)\)")
VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')

_drawing = threading.Lock()


def relations_over_time(
    months: Iterable[Month],
    link: Callable[[str], str] | None = None,
    chosen: tuple[str | None, str | None] = (None, None),
) -> Spec:
    """Return events by month: cooperation up, conflict down; ``link`` gives each month an address.

    ``chosen`` are the first and last day of what is picked out, which is shaded.
    """
    rows = [
        {
            "month": f"{m.month}-01",
            "kind": QUADS[m.quad],
            "events": m.events if m.quad <= 2 else -m.events,
            "told": f"{m.month}: {m.events} {QUADS[m.quad]}",
            "href": link(m.month) if link else None,
        }
        for m in months
    ]
    return {
        "$schema": SCHEMA,
        "description": "Events by month: cooperation above the line, conflict below it",
        "width": 760,
        "height": 190,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [*_shaded(rows, chosen), _bars(rows, bool(link))],
        "config": CONFIG,
    }


def _bars(rows: list[Spec], linked: bool) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "bar", "cornerRadius": 1},
        "encoding": {
            "x": {
                "field": "month",
                "type": "temporal",
                "timeUnit": "yearmonth",
                "title": None,
                "axis": {"grid": False},
            },
            "y": {
                "field": "events",
                "type": "quantitative",
                "title": "conflict ← \u2002 → cooperation",
                "axis": {"labelExpr": "abs(datum.value)", "tickMinStep": 1, "tickCount": 5},
            },
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                "scale": {"domain": list(QUADS.values()), "range": COLOURS},
                "legend": {"orient": "top"},
            },
            "tooltip": {"field": "told"},
            **({"href": {"field": "href"}} if linked else {}),
        },
    }


def _shaded(rows: list[Spec], chosen: tuple[str | None, str | None]) -> list[Spec]:
    """Return the layer under the bars that shows what is chosen of the time that they cover."""
    if not any(chosen) or not rows:
        return []
    first, last = min(r["month"] for r in rows), max(r["month"] for r in rows)
    end = f"{last[:8]}{monthrange(int(last[:4]), int(last[5:7]))[1]}"
    band = {"from": max(chosen[0] or first, first)[:10], "to": min(chosen[1] or end, end)[:10] + "T23:59:59"}
    if band["from"] > band["to"]:
        return []
    return [
        {
            "data": {"values": [band]},
            "mark": {"type": "rect", "color": "var(--mark)", "opacity": 0.14},
            "encoding": {
                "x": {"field": "from", "type": "temporal"},
                "x2": {"field": "to"},
            },
        }
    ]


def svg(spec: Spec, standing: bool = False) -> str:
    """Return a plot as SVG; ``standing`` makes it a file of its own with plain colours."""
    drawn = _draw(json.dumps(spec, sort_keys=True))
    if not standing:
        return drawn
    return PLACE.sub(_plain, drawn)


@lru_cache(maxsize=256)
def _draw(spec: str) -> str:
    import vl_convert

    with _drawing:
        drawn = str(vl_convert.vegalite_to_svg(json.loads(spec), vl_version="5.21"))
    # Vega puts an address of its own before those of this desk.
    drawn = drawn.replace('xlink:href="https://vega.github.io/vega-datasets/', 'href="')
    # Vega's own width and height would not shrink on a phone; its view box does.
    return re.sub(r'^(<svg[^>]*?) width="[\d.]+" height="[\d.]+"', r"\1", drawn, count=1)


def png(spec: Spec, scale: float = 3.0) -> bytes:
    """Return a plot as a picture for documents that take no SVG; ``scale`` is pixels a point."""
    import vl_convert

    drawn = svg(spec, standing=True)
    with _drawing:
        return bytes(vl_convert.svg_to_png(drawn, scale=scale))


def pdf(spec: Spec) -> bytes:
    """Return a plot as a PDF page of its own size, letters and lines as such."""
    import vl_convert

    drawn = svg(spec, standing=True)
    with _drawing:
        return bytes(vl_convert.svg_to_pdf(drawn))


def ratio(spec: Spec) -> float:
    """Return how high a drawn plot is for its width."""
    found = VIEW.search(svg(spec))
    return float(found[2]) / float(found[1]) if found else spec["height"] / spec["width"]


class Plot:
    """A plot for a notebook: drawn by it where it knows Vega-Lite, else as SVG.

    >>> Plot(relations_over_time(project.months(Filters(actors=("PRK",), with_=("USA",)))))
    """

    def __init__(self, spec: Spec) -> None:
        self.spec = spec

    def _repr_mimebundle_(self, **_wanted: Any) -> Spec:
        """Return the forms that a notebook may choose from."""
        standing = json.loads(PLACE.sub(_plain, json.dumps(self.spec)))
        return {"application/vnd.vegalite.v5+json": standing, "image/svg+xml": svg(self.spec, standing=True)}


def _plain(found: re.Match[str]) -> str:
    return PLAIN.get(found[1], "#888")
