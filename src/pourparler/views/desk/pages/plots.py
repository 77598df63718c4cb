"""Pages that are a picture: who deals with whom, where, and when."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Annotated, Literal

from fastapi import Query, Request
from starlette.responses import HTMLResponse

from pourparler.lexicon.countries import name_of
from pourparler.lexicon.places import atlas
from pourparler.project import Filters, Project
from pourparler.store.dealings import Pair, Visit
from pourparler.views import drawing
from pourparler.views.desk.asking import EMPTY, Here, links
from pourparler.views.desk.pages.common import AskedQuery, FilterQuery, Sides, pages, project_of
from pourparler.views.desk.showing import show
from pourparler.views.overtures import outcome_words

router = pages()
TIES = 1_500
"""Ties that are drawn, the strongest: more would be a black square."""
Most = Annotated[int, EMPTY, Query(ge=2, le=2_000)]


@router.get("/network")
def network(
    request: Request, filters: FilterQuery, by: Literal["country", "actor"] = "country", most: Most = 80
) -> HTMLResponse:
    """Who deals with whom: weight by events, sign by how many of them are conflict."""
    project = project_of(request)
    edges, nodes = drawn_network(project, filters, by, most)
    kept = {n.id: n for n in nodes}
    names = project.names(kept) if by == "actor" else {code: name_of(code) or code for code in kept}
    here = Here.of("/network", request.query_params)
    tied = [p for p in edges if p.one in kept and p.other in kept]
    shown = tied[:TIES]
    return show(
        request,
        "network.html.j2",
        nodes=nodes,
        edges=shown,
        left=len(tied) - len(shown),
        at=kept,
        names=names,
        by=by,
        most=most,
        largest=max((p.events for p in shown), default=1),
        links=[
            *links(here, "/pairs", None),
            {"label": "GEXF", "href": here.elsewhere("/network.gexf")},
            {"label": "GraphML", "href": here.elsewhere("/network.graphml")},
        ],
    )


def drawn_network(
    project: Project, filters: Filters, by: Literal["country", "actor"], most: int
) -> tuple[list[Pair], list[drawing.Node]]:
    """Return the ties between ``most`` countries or actors, and where these are drawn."""

    def made() -> tuple[list[Pair], list[drawing.Node]]:
        edges = [p for p in project.pairs(filters, by, 4 * most) if p.one != p.other]
        return edges, _laid_out(tuple((p.one, p.other, float(p.events)) for p in edges))[:most]

    return project.remembered(("network", filters, by, most), made)


@lru_cache(maxsize=32)
def _laid_out(edges: tuple[tuple[str, str, float], ...]) -> list[drawing.Node]:
    return drawing.layout(edges)


@lru_cache(maxsize=1)
def _countries() -> list[tuple[str, str]]:
    return drawing.countries()


LETTERS = 13.0
"""Height of letters on the whole map, in its units."""


@router.get("/map")
def world(request: Request, filters: FilterQuery, view: Literal["near", "world"] = "near") -> HTMLResponse:
    """Where events took place and who travels where: the part of the map that holds it, or the whole."""
    project = project_of(request)
    places = [p for p in project.places(filters) if p.latitude is not None and p.longitude is not None]
    visits = project.visits(filters, 300)
    here = Here.of("/map", request.query_params)
    at = [(p, *drawing.projected(p.longitude or 0, p.latitude or 0)) for p in places]
    trips = _trips(visits)
    spots = [(x, y) for _, x, y in at] + [(x, y) for _, x, y, _ in trips]
    box = drawing.part_of_map(spots) if view == "near" else (0.0, 0.0, *map(float, drawing.MAP))
    scale = box[2] / drawing.MAP[0]
    dots = [(p, x, y, round(drawing.radius(p.events) * scale, 2)) for p, x, y in at]
    named = drawing.labelled([(p.name, x, y, r) for p, x, y, r in dots], LETTERS * scale)
    return show(
        request,
        "map.html.j2",
        box=box,
        whole=box[2] == drawing.MAP[0],
        scale=scale,
        letters=round(LETTERS * scale, 2),
        countries=_countries(),
        places=dots,
        named=named,
        trips=trips,
        visits=visits[:40],
        links=[
            *links(here, "/places", None),
            {"label": "CSV of the trips", "href": here.elsewhere("/api/v1/trips", format="csv")},
            {"label": "command", "text": here.command("journeys")},
        ],
    )


def _trips(visits: list[Visit]) -> list[tuple[str, float, float, Visit]]:
    """Return the stops that the atlas knows: (label, x, y, visit)."""
    found = []
    for visit in visits:
        spots = [s for s in atlas().spots(visit.place) if visit.country in (None, s.country)]
        if spots and spots[0].latitude is not None and spots[0].longitude is not None:
            found.append((visit.place, *drawing.projected(spots[0].longitude, spots[0].latitude), visit))
    return found


@router.get("/timeline")
def timeline(request: Request, asked: AskedQuery) -> HTMLResponse:
    """Overtures on swim lanes, one for each side; what is due is a band as wide as its date is open."""
    project = project_of(request)
    board = project.board(replace(asked, told_since=asked.told_since), limit=150)
    lanes = drawing.swim_lanes(board.page.items)
    here = Here.of("/timeline", request.query_params)
    return show(
        request,
        "timeline.html.j2",
        drawn=lanes,
        total=board.total,
        kinds=board.kinds,
        outcomes=board.outcomes,
        side=Sides.of(project, [b.overture for b in lanes.bars]),
        state=lambda o: outcome_words(o, board.day),
        links=[
            *links(here, "/overtures", ("overtures",)),
            {"label": "TimelineJS", "href": here.elsewhere("/timeline.json")},
        ],
    )
