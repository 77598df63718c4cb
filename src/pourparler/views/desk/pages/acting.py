"""Actors and what goes on between them: one actor, a dyad, the network, trips."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace

from fastapi import Request
from starlette.responses import HTMLResponse

from pourparler.errors import NotFoundError
from pourparler.project import Asked, Filters
from pourparler.views.desk.asking import Cursor, Day, Here, links
from pourparler.views.desk.pages.common import PAGE, FilterQuery, Sides, pages, project_of
from pourparler.views.desk.showing import show
from pourparler.views.overtures import outcome_words
from pourparler.views.plots import relations_over_time, svg

router = pages()


@router.get("/actors/{item}")
def actor(request: Request, item: str, as_of: Day = None) -> HTMLResponse:
    """Roles over time, itinerary, what an actor said, whom it deals with, what it waits for."""
    project = project_of(request)
    held = project.actor(item)
    if held is None:
        raise NotFoundError(f"the record holds no actor with the id {item!r}")
    of = Filters(actors=(item,), as_of=as_of)
    overtures = project.board(Asked(sides=(item,), as_of=as_of), limit=8)
    here = Here.of(request.url.path, request.query_params)
    return show(
        request,
        "actor.html.j2",
        actor=held,
        events=project.page_of_events(of, limit=12),
        statements=project.page_of_statements(of, limit=12),
        partners=project.partners(item, as_of=as_of),
        visits=project.visits(of, 30),
        overtures=overtures,
        side=Sides.of(project, overtures.page.items),
        state=lambda o: outcome_words(o, overtures.day),
        links=[
            *links(here, f"/actors/{item}", ("show", item), ("json",)),
            *(
                {"label": f"CSV of {what}", "href": here.elsewhere(f"/api/v1/{path}", actor=item, format="csv")}
                for what, path in (("what it did", "events"), ("what it said", "statements"), ("its roles", "roles"))
            ),
        ],
    )


@router.get("/dyads/{one}/{other}")
def dyad(request: Request, one: str, other: str, filters: FilterQuery, after: Cursor = None) -> HTMLResponse:
    """Cooperation and conflict of two over time; a month on the plot filters all under it."""
    project = project_of(request)
    of = replace(filters, actors=(one,), with_=(other,))
    whole = replace(of, since=None, until=None)
    here = Here.of(request.url.path, request.query_params)
    both = Here(here.path, (*here.query, ("actor", one), ("with", other)))
    found = project.page_of_events(of, after, PAGE)
    board = project.board(
        Asked((one, other), until=filters.until, told_since=filters.since, as_of=filters.as_of), limit=8
    )
    said = project.page_of_statements(of, limit=8)
    more = here.put() + ("&" if here.hidden() else "?") + f"after={found.next}" if found.next else None
    months = project.months(whole)
    plot = relations_over_time(
        months,
        lambda month: here.put(since=f"{month}-01", until=_last_of(month)),
        (filters.since, filters.until),
    )
    return show(
        request,
        "dyad.html.j2",
        one=one,
        other=other,
        filters=filters,
        plot=svg(plot) if months else None,
        months=months,
        page=found,
        more=more,
        overtures=board,
        said=said,
        side=Sides.of(project, board.page.items, one, other),
        state=lambda o: outcome_words(o, board.day),
        links=[
            *links(both, "/events", ("events",)),
            {"label": "CSV of the months", "href": both.elsewhere("/api/v1/months", format="csv")},
            {"label": "Vega-Lite", "href": both.elsewhere("/api/v1/plots/months")},
            {"label": "command", "text": here.command("relations", one, other)},
        ],
    )


def _last_of(month: str) -> str:
    """Return the last day of a month (``2018-02``)."""
    year, number = map(int, month.split("-"))
    return f"{month}-{monthrange(year, number)[1]:02}"
